/**
 * The columns that the operator chooses: by the configuration and by the chooser.
 */
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
	chosenColumns,
	listedColumns,
	movedColumn,
	toggledColumn,
} from '../../source/console/table/choose-columns.ts';
import {placeColumns} from '../../source/console/table/place-columns.ts';
import {columns} from '../../source/features/services/columns.ts';
import {servicesContext} from '../../source/features/services/columns-context.ts';
import {run} from '../../source/program/run.ts';
import {consoleChoice} from '../support/console-choice.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {keyboard} from '../support/keyboard.ts';
import {type OpenConsole, openConsole} from '../support/open-console.ts';
import {partsOf} from '../support/parts-of.ts';
import {sampleDirector} from '../support/sample-director.ts';
import {seenDirector} from '../support/seen-director.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {keySequences} from '../support/terminal-screen.ts';

const size = {columns: 100, rows: 24};

async function expectFrame(name: string, {drawn}: OpenConsole): Promise<void> {
	await expect(`${await drawn()}\n`).toMatchFileSnapshot(`../frames/${name}.txt`);
}

const allIds = columns.map(({id}) => id);

describe('chosen columns', () => {
	it('come in the chosen order after the first, with the one that is sorted by', () => {
		const ids = (chosen: readonly string[] | undefined, sorted: 'active' | null = null) =>
			chosenColumns(columns, chosen, sorted).map(({id}) => id);
		expect(ids(undefined)).toEqual(allIds);
		expect(ids(['state', 'weight', 'nothing', 'state'])).toEqual(['service', 'state', 'weight']);
		expect(ids(['weight', 'service'])).toEqual(['service', 'weight']);
		expect(ids(['weight'], 'active')).toEqual(['service', 'weight', 'active']);
		expect(ids([])).toEqual(['service']);
	});

	it('never take more room than there is, and have the widths that they have anyway', () => {
		const context = servicesContext(seenDirector(null));
		fc.assert(
			fc.property(fc.subarray(allIds), fc.integer({min: 60, max: 250}), (chosen, cells) => {
				const table = chosenColumns(columns, chosen);
				const placed = placeColumns(table, {rows: [], context, cells}, null);
				const used = placed.reduce((sum, {width}) => sum + width + 1, 0);
				expect(used).toBeLessThanOrEqual(cells);
				expect(placed[0]?.column.id).toBe('service');
			}),
		);
	});
});

describe('the list of the chooser', () => {
	const all = ['name', 'a', 'b', 'c'].map(id => ({id, title: id, isSortable: true}));
	const shown = (chosen: readonly string[] | undefined) =>
		listedColumns(all, chosen).map(({id, isShown}) => (isShown ? id : `-${id}`));

	it('has a hidden column after the one that it usually follows', () => {
		expect(shown(undefined)).toEqual(['name', 'a', 'b', 'c']);
		expect(shown(['c', 'a'])).toEqual(['name', 'c', 'a', '-b']);
		expect(shown(['b', 'c'])).toEqual(['name', '-a', 'b', 'c']);
		expect(shown([])).toEqual(['name', '-a', '-b', '-c']);
	});

	it('leaves a column that is hidden where it is, so that the same key undoes it', () => {
		for (const at of [1, 2, 3]) {
			const hidden = listedColumns(all, toggledColumn(listedColumns(all, undefined), at));
			expect(hidden.map(({id}) => id)).toEqual(['name', 'a', 'b', 'c']);
			expect(toggledColumn(hidden, at)).toEqual(['name', 'a', 'b', 'c']);
		}
	});

	it('moves a column past the next shown one', () => {
		const listed = listedColumns(all, ['a', 'c']);
		expect(listed.map(({id}) => id)).toEqual(['name', 'a', 'b', 'c']);
		expect(movedColumn(listed, 1, 1)).toEqual(['name', 'c', 'a']);
		expect(movedColumn(listed, 3, -1)).toEqual(['name', 'c', 'a']);
		expect(movedColumn(listed, 2, 1)).toBeNull();
	});

	it('shows, hides and moves, but never the first column', () => {
		const listed = listedColumns(all, ['c', 'a']);
		expect(toggledColumn(listed, 1)).toEqual(['name', 'a']);
		expect(toggledColumn(listed, 3)).toEqual(['name', 'c', 'a', 'b']);
		expect(toggledColumn(listed, 0)).toEqual(['name', 'c', 'a']);
		expect(movedColumn(listed, 1, 1)).toEqual(['name', 'a', 'c']);
		expect(movedColumn(listed, 1, -1)).toBeNull();
		expect(movedColumn(listed, 0, 1)).toBeNull();
		expect(movedColumn(listed, 2, 1)).toBeNull();
		expect(movedColumn(listed, 3, -1)).toBeNull();
	});
});

describe('the chooser in the console', () => {
	it('hides, moves and sorts', async () => {
		const console = await openConsole(size, sampleDirector());
		await console.press('C');
		await expectFrame('columns-100x24', console);
		const {left} = keySequences;
		await console.press('j', ' ', 'j', 'j', left, 'j', 'o');
		await expectFrame('columns-chosen-100x24', console);
		await console.press('q');
		await expectFrame('columns-services-100x24', console);
	});

	it('sorts by the column, and again the other way round', () => {
		const {store, press} = keyboard(sampleDirector());
		press('ojjjj');
		press('o');
		const {sort} = partsOf(store).services;
		press('o');
		expect(partsOf(store).services.sort).toEqual({...sort, descending: !sort.descending});
	});

	it('says that there is no such order', () => {
		const {store, press} = keyboard(sampleDirector(), {view: 'log'});
		press('Cjo');
		expect(store.getState().message?.text).toBe('the rows cannot be sorted by this column');
	});

	it('comes back to the usual columns', () => {
		const {store, press} = keyboard(sampleDirector());
		press('Cj<space>j<space>');
		expect(store.getState().columns['services']).toBeDefined();
		press('u');
		expect(store.getState().columns).toEqual({});
	});

	it('keeps the cursor on screen in a small terminal', () => {
		const {store, press} = keyboard(sampleDirector(), {size: {columns: 60, rows: 15}});
		press(`C${'j'.repeat(30)}`);
		const {overlay} = store.getState();
		expect(overlay?.scroll).toBeGreaterThan(0);
		press('k'.repeat(30));
		expect(store.getState().overlay?.scroll).toBe(0);
	});

	it('has nothing to choose where there are no columns', () => {
		const {store, press} = keyboard(sampleDirector(), {view: 'traffic'});
		press('C');
		expect(store.getState().overlay).toBeNull();
	});
});

describe('configured columns', () => {
	async function screen(text: string, keys = 'j') {
		const file = join(await temporaryFolder(), 'config.toml');
		await writeFile(file, text);
		const program = fakeProgram({COLUMNS: '100', LINES: '20'});
		const code = await run(program, ['--demo', '--once', '--config', file, '--keys', keys]);
		return {code, out: program.out(), err: program.err(), file};
	}

	it('are shown in their order', async () => {
		const {columns} = consoleChoice([], {columns: {services: ['state', 'weight']}});
		const console = await openConsole(size, sampleDirector(), {columns});
		const [titles = ''] = (await console.drawn()).split('\n').slice(3);
		expect(titles.trim().split(/ {2,}/)).toEqual(['SERVICE / server', 'state', 'weight']);
		expect(consoleChoice(['--once'], {columns: {services: ['state']}}).columns).toEqual({});
	});

	it('are a list of columns of that view, and an unknown one has a near one', async () => {
		const wrong = await screen('[columns]\nservices = ["wieght"]\n');
		expect(wrong.code).toBe(2);
		expect(wrong.err).toBe(
			`lvstop: ${wrong.file}: columns.services: there is no column "wieght"; did you mean weight?\n`,
		);
		const view = await screen('[columns]\nservice = ["weight"]\n');
		expect(view.err).toContain('unknown key service in [columns]; did you mean services?');
		const text = await screen('[columns]\nlog = "time"\n');
		expect(text.err).toContain('columns.log must be a list of columns: time, user');
	});

	it('do not change printed tables', async () => {
		const file = join(await temporaryFolder(), 'config.toml');
		await writeFile(file, '[columns]\nservices = ["weight"]\n');
		const [configured, usual] = [fakeProgram(), fakeProgram()];
		await run(configured, ['--demo', '--once', '--config', file]);
		await run(usual, ['--demo', '--once']);
		expect(configured.out()).toBe(usual.out());
	});
});
