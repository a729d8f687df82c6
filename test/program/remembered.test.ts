/**
 * The last choices in the console: kept for the next run, and never in the way of it.
 */
import {mkdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {initialState} from '../../source/console/state/console-state.ts';
import {
	choicesFile,
	type RememberedChoices,
	readChoices,
	writeChoices,
} from '../../source/files/remembered-choices.ts';
import {initialOptions} from '../../source/program/console-session.ts';
import {assembly} from '../../source/program/features.ts';
import {choicesOf, withChoices} from '../../source/program/remembered.ts';
import {consoleChoice} from '../support/console-choice.ts';
import {keyboard} from '../support/keyboard.ts';
import {partsOf} from '../support/parts-of.ts';
import {director, sampleDirector, server, service} from '../support/sample-director.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

const choices: RememberedChoices = {
	view: 'servers',
	units: 'bytes',
	sorts: {services: '+active', servers: '-share', connections: '+expires', groups: '+name'},
	columns: {services: ['service', 'state']},
	folded: ['tcp:172.16.249.138:80'],
	sidePanel: false,
	strip: false,
	histories: {filter: ['state:draining', 'port:443'], command: ['weight 5']},
};

describe('the file', () => {
	it('gives back what was written, for its owner only', async () => {
		const folder = join(await temporaryFolder(), 'new', 'lb1');
		expect(await readChoices(folder)).toEqual({choices: null});
		await writeChoices(folder, choices);
		expect(await readChoices(folder)).toEqual({choices: {version: 1, ...choices}});
		await writeChoices(folder, {...choices, view: 'log'});
		expect(await readChoices(folder)).toMatchObject({choices: {view: 'log'}});
	});

	it('of a version without a side panel and a strip shows them, and has no earlier texts', async () => {
		const folder = await temporaryFolder();
		const {sidePanel: _, strip: __, histories: ___, ...earlier} = choices;
		await writeFile(choicesFile(folder), JSON.stringify({version: 1, ...earlier}));
		expect(await readChoices(folder)).toEqual({
			choices: {version: 1, ...choices, sidePanel: true, strip: true, histories: {}},
		});
	});

	it('is that of the console that wrote last, as a whole', async () => {
		const folder = await temporaryFolder();
		const many = Array.from({length: 8}, (_, index) => ({
			...choices,
			view: `view${index}`,
			folded: Array.from({length: 200}, () => `tcp:10.0.0.${index}:80`),
		}));
		await Promise.all(many.map(each => writeChoices(folder, each)));
		const {choices: last} = await readChoices(folder);
		expect(many.map(each => ({version: 1, ...each}))).toContainEqual(last);
	});

	it.each([
		['', 'empty'],
		['{', 'not JSON'],
		['{}', 'version is missing'],
		['{"version":2}', 'version: 1 expected'],
		[JSON.stringify({version: 1, ...choices, units: 'kb'}), 'units: '],
		[JSON.stringify({version: 1, ...choices, folded: [1]}), 'folded.0: '],
		[JSON.stringify({version: 1, ...choices, sorts: {services: 1}}), 'sorts.services: '],
	])('%j is told, and no reason not to start', async (text, problem) => {
		const folder = await temporaryFolder();
		await writeFile(choicesFile(folder), text);
		const read = await readChoices(folder);
		expect(read.problem).toContain(`${choicesFile(folder)}: `);
		expect(read.problem).toContain(problem);
	});

	it('is never anything but a regular file', async () => {
		const folder = await temporaryFolder();
		await symlink('/dev/zero', choicesFile(folder));
		expect((await readChoices(folder)).problem).toContain('not a regular file');
		const other = await temporaryFolder();
		await mkdir(choicesFile(other));
		expect((await readChoices(other)).problem).toContain('not a regular file');
	});

	it('can have any content without harm', async () => {
		const folder = await temporaryFolder();
		await fc.assert(
			fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async text => {
				await writeFile(choicesFile(folder), text);
				expect(await readChoices(folder)).toBeDefined();
			}),
			{numRuns: 50},
		);
	});
});

/** The choices of a console that begins with these options. */
function begun(options: ReturnType<typeof consoleChoice>) {
	return initialState(assembly, initialOptions(options), 0);
}

describe('the next console', () => {
	it('begins as the last one ended', () => {
		const options = withChoices(consoleChoice([]), choices);
		expect(choicesOf(begun(options))).toEqual(choices);
	});

	it('obeys the command line first, and the file last', () => {
		const configured = {
			view: 'log',
			units: 'bits',
			sort: {services: 'weight', servers: 'weight'},
			columns: {services: ['weight']},
			filter: {servers: 'configured'},
			remember: true,
		} as const;
		const usual = withChoices(consoleChoice([], configured), choices);
		expect(usual).toMatchObject({view: 'servers', units: 'bytes', filter: 'configured'});
		expect(choicesOf(begun(usual))).toEqual(choices);
		const words = ['--view', 'services', '--units', 'bits', '--sort', '-total', '--filter', 'x'];
		const asked = withChoices(consoleChoice(words, configured), choices);
		expect(asked).toMatchObject({view: 'services', units: 'bits', filter: 'x'});
		expect(choicesOf(begun(asked)).sorts).toEqual({...choices.sorts, services: '-total'});
	});

	it('ignores what it does not know', () => {
		const strange: RememberedChoices = {
			view: 'future',
			units: 'bits',
			sorts: {services: '-future', future: '-active', constructor: '-x'},
			columns: {services: ['weight', 'future'], future: ['x'], constructor: ['x']},
			folded: ['future', '\u{1B}[31m', 'tcp:10.0.0.1:80'],
			sidePanel: true,
			strip: true,
			histories: {
				filter: ['a\u001B[2J', 'x'.repeat(501), 'udp'],
				weight: ['5'],
				constructor: ['x'],
			},
		};
		expect(choicesOf(begun(withChoices(consoleChoice([]), strange)))).toMatchObject({
			view: 'services',
			sorts: {services: '+service'},
			columns: {services: ['weight']},
			folded: ['tcp:10.0.0.1:80'],
			histories: {filter: ['udp']},
		});
	});

	it('takes over folds, sorts, units, columns, the side panel, the strip and the view from the keys of the last one', () => {
		const {store, press} = keyboard(sampleDirector(), {size: {columns: 160, rows: 45}});
		press('[>bT2>I');
		const last = choicesOf(store.getState());
		expect(last).toMatchObject({sidePanel: false, strip: false});
		const again = keyboard(sampleDirector(), initialOptions(withChoices(consoleChoice([]), last)));
		expect(choicesOf(again.store.getState())).toEqual(last);
		expect(again.store.getState()).toMatchObject({view: 'servers', units: 'bytes'});
		expect(partsOf(again.store).services.rows.every(({kind}) => kind === 'service')).toBe(true);
	});

	it('gives the filters and commands of the last one with ↑, and nothing else that was typed', () => {
		const {store, press} = keyboard(sampleDirector());
		press('/udp<enter>:sort active<enter>jw7<enter><esc>');
		const last = choicesOf(store.getState());
		expect(last.histories).toEqual({filter: ['udp'], command: ['sort active']});
		const again = keyboard(sampleDirector(), initialOptions(withChoices(consoleChoice([]), last)));
		again.press('/<up>');
		expect(again.store.getState().prompt).toMatchObject({input: {text: 'udp'}});
		again.press('<esc>:<up>');
		expect(again.store.getState().prompt).toMatchObject({input: {text: 'sort active'}});
	});

	it('forgets services that are gone', () => {
		const {store} = keyboard(director([service('tcp:10.0.0.1:80', [server('10.0.0.8:80')])]), {
			slices: {services: {folded: new Set(['tcp:10.0.0.1:80', 'tcp:10.0.0.2:80'])}},
		});
		expect(choicesOf(store.getState()).folded).toEqual(['tcp:10.0.0.1:80']);
	});
});

it('nothing is remembered unless the file says so', () => {
	expect(consoleChoice([]).remember).toBe(false);
	expect(consoleChoice([], {remember: true}).remember).toBe(true);
	expect(consoleChoice(['--once'], {remember: true}).remember).toBe(false);
});

it('the file can be read by people', async () => {
	const folder = await temporaryFolder();
	await writeChoices(folder, choices);
	expect(await readFile(choicesFile(folder), 'utf8')).toContain('\n\t"view": "servers",\n');
});
