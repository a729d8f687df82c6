import {expect, test} from 'vitest';
import {activeBindings} from '../../../source/console/keys/active-bindings.ts';
import {helpSections} from '../../../source/console/keys/help.ts';
import {hintLine, hintsFor, unusableKeys} from '../../../source/console/screen/hint-line.tsx';
import {plainText} from '../../../source/console/text/paint.ts';
import {keyboard} from '../../support/keyboard.ts';
import {openConsole} from '../../support/open-console.ts';
import {director, sampleDirector, server, service} from '../../support/sample-director.ts';
import {keySequences} from '../../support/terminal-screen.ts';

test.each([60, 80, 100])(
	'the key of the help is on the line even if other hints fill it, at %i columns',
	async columns => {
		const console = await openConsole({columns, rows: 24}, sampleDirector());
		await console.press(keySequences.down, 'w', '7', keySequences.enter, 'y');
		const line = (await console.drawn()).split('\n').at(-1) ?? '';
		expect(line).toMatch(/^ w weight .* \? help/);
		expect(line.length).toBeLessThanOrEqual(columns);
		if (columns >= 80) {
			expect(line).toContain('u undo');
		}
	},
);

function hints(script: string, options = {}): readonly string[] {
	const {press, store} = keyboard(sampleDirector(), options);
	press(script);
	return hintsFor(store.getState()).map(({key, text}) => `${key} ${text}`);
}

test('on a server the weight comes first', () => {
	expect(hints('j').slice(0, 6)).toEqual([
		'w weight',
		'd drain',
		'a add',
		'e edit',
		'x delete',
		'Enter details',
	]);
});

test('on a service there is no weight to change', () => {
	expect(hints('')).not.toContain('w weight');
	expect(hints('').slice(0, 4)).toEqual(['a add', 'e edit', 'x delete', 'Enter details']);
});

/** The keys that cannot be used after these, each reason with its keys. */
function unusable(script: string, rows = sampleDirector(), options = {}): readonly string[] {
	const {press, store} = keyboard(rows, options);
	press(script);
	return unusableKeys(store.getState()).map(({keys, why}) => `${keys}: ${why}`);
}

test('the line says which keys cannot be used on the row, and why, before they are pressed', () => {
	const drained = service('tcp:10.1.1.1:80', [
		server('10.0.0.1:80', {weight: 0}),
		server('10.0.0.2:80', {weight: 5}),
		server('10.0.0.3:80', {forwarding: 'local'}),
	]);
	const rows = director([drained]);
	expect(unusable('', rows)).toEqual(['w d D +: a service']);
	expect(unusable('j', rows)[0]).toBe('d: has weight 0');
	expect(unusable('jj', rows)).toEqual([]);
	expect(unusable('jjj', rows)[0]).toBe('w d e +: ipvsadm cannot edit it');
	expect(unusable('j', rows, {readOnly: true})).toEqual([]);
	expect(unusable('jjw', rows)).toEqual([]);
});

test.each([60, 80, 120, 160, 200])(
	'and it does so without colours at %i columns, without taking away the help',
	columns => {
		for (const script of ['', 'j', 'jjjj', '2', '2j']) {
			const {press, store} = keyboard(sampleDirector(), {size: {columns, rows: 24}});
			press(script);
			const line = plainText(hintLine(store.getState()));
			expect(line.length).toBeLessThanOrEqual(columns);
			expect(line).toContain('? help');
			for (const {keys, why} of unusableKeys(store.getState()).slice(0, 1)) {
				expect(line).toContain(`(${keys}: ${why})`);
			}
		}
	},
);

test('a read-only console has no hints for changes', () => {
	expect(hints('j', {readOnly: true}).join()).not.toContain('weight');
});

test('with marks there is a way to take them away', () => {
	expect(hints('')).not.toContain('U unmark');
	expect(hints('j<space>')).toContain('U unmark');
});

test('at a prompt the hints are those of the prompt', () => {
	expect(hints('/').slice(0, 2)).toEqual(['Enter accept', 'Esc cancel']);
	expect(hints(':')).toContain('Tab complete');
	expect(hints('/')).toContain('Tab complete');
	expect(hints('jw')).not.toContain('Tab complete');
});

test('a plan asks for an answer', () => {
	expect(hints('jw5<enter>').slice(0, 2)).toEqual(['y run it', 'n cancel']);
	expect(hints('j+')).toContain('+ - weight by one');
});

test('the help lists every binding of the view once, with the reason if it cannot be used now', () => {
	const {store} = keyboard(sampleDirector());
	const entries = helpSections(store.getState()).flatMap(section => section.entries);
	const usable = activeBindings(store.getState(), 'services').filter(
		({where}) => !where.includes('everywhere'),
	);
	for (const {description} of usable) {
		expect(entries.filter(entry => entry.description === description)).toHaveLength(1);
	}

	expect(entries.find(({keys}) => keys === 'w')?.disabled).toContain('this is a service');
	expect(entries.find(({keys}) => keys === 'p')?.disabled).toBeNull();
	expect(entries.find(({keys}) => keys === ':theme')).toBeDefined();
});

test.each([
	['connections', '3', 'Connections'],
	['traffic', '4', 'Traffic'],
	['snapshots', '5', 'Snapshots'],
])('the help of %s begins with the keys that only this view has', (_, key, title) => {
	const {press, store} = keyboard(sampleDirector());
	press(key);
	expect(helpSections(store.getState())[0]?.title).toBe(title);
});

test('the help shows only one meaning of an arrow if the view has its own', () => {
	const {press, store} = keyboard(sampleDirector());
	press('4');
	const titles = helpSections(store.getState()).map(({title}) => title);
	expect(titles).not.toContain('Move');
});

test('the help leaves out keys that step weights in a view without the key that makes such a plan', () => {
	const {press, store} = keyboard(sampleDirector());
	const steps = () =>
		helpSections(store.getState())
			.flatMap(section => section.entries)
			.filter(({keys}) => keys === '+');
	expect(steps()).toHaveLength(1);
	press('4');
	expect(steps()).toEqual([]);
});

test.each([
	['a service', ''],
	['a server', 'j'],
	['a machine', '2'],
	['a connection', '3'],
	['traffic', '4'],
	['a snapshot', '5'],
	['the log', '6'],
])('the help is among the hints that fit on 80 columns: on %s', (_, script) => {
	const all = hints(script);
	const upToHelp = all.slice(0, all.indexOf('? help') + 1);
	expect(upToHelp).not.toEqual([]);
	expect(upToHelp.join('  ').length).toBeLessThan(80);
});

test('the help of a read-only console leaves out changes', () => {
	const {store} = keyboard(sampleDirector(), {readOnly: true});
	const sections = helpSections(store.getState());
	expect(sections.map(({title}) => title)).not.toContain('Change');
});
