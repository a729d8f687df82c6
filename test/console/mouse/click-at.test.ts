/** A click hits what is drawn there: every row, title, view and hint, at several sizes. */
import {describe, expect, it} from 'vitest';
import {pressKey} from '../../../source/console/keys/dispatch.ts';
import {parseKeyScript} from '../../../source/console/keys/key-script.ts';
import {clickAt} from '../../../source/console/mouse/click-at.ts';
import {handleMouse} from '../../../source/console/mouse/handle-mouse.ts';
import {hintsFor} from '../../../source/console/screen/hint-line.tsx';
import {renderFrame} from '../../../source/console/screen/render-frame.tsx';
import {stateOfView} from '../../../source/console/screen/side-panel.tsx';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import type {TerminalSize} from '../../../source/console/state/layout.ts';
import {footHeight, openList, viewOf} from '../../../source/console/state/view.ts';
import {receiveChecks} from '../../../source/features/checks/console/checks-actions.ts';
import {assembly} from '../../../source/program/features.ts';
import {resultOf} from '../../features/checks/facts-of.ts';
import {answer, connectedDirector} from '../../support/connection-table.ts';
import {eventually} from '../../support/eventually.ts';
import {fakeSnapshot} from '../../support/fake-snapshots.ts';
import {type Keyboard, keyboard} from '../../support/keyboard.ts';
import {loggedEntry} from '../../support/logged-entry.ts';
import {read} from '../../support/open-console.ts';
import {director, server, service} from '../../support/sample-director.ts';

const sizes: readonly TerminalSize[] = [
	{columns: 60, rows: 15},
	{columns: 80, rows: 24},
	{columns: 132, rows: 35},
];

const servers = ['8', '9', '10', '11', '12', '13', '14', '15'].map(last =>
	server(`10.0.0.${last}:81`, {activeConnections: Number(last)}),
);
const crowded = director([
	...connectedDirector().services,
	...[1, 2, 3, 4, 5].map(last => service(`tcp:10.2.2.${last}:81`, servers)),
]);
const rules = ['-A -t 10.1.1.1:80 -s rr', '-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1'];

/** A console with rows in every view, and this view open. */
async function open(view: string, size: TerminalSize): Promise<Keyboard> {
	const opened = keyboard(null, {size, theme: 'plain'});
	const {store, outside} = opened;
	const minutes = Array.from({length: 30}, (_, minute) => minute);
	outside.snapshots.saved = minutes.map(minute => fakeSnapshot(minute, rules));
	outside.logged = {entries: minutes.map(minute => loggedEntry(minute, 5)), unreadable: 0};
	store.update(
		receivePoll(read(crowded)),
		receiveChecks(resultOf({services: [...crowded.services]}), 0),
	);
	opened.press(assembly.views.find(({id}) => id === view)?.key ?? '');
	if (view === 'connections') {
		answer(opened);
	}

	if (view !== 'traffic') {
		await eventually(() => expect(openList(store.getState())?.rows.length).toBeGreaterThan(0));
	}

	return opened;
}

function frameOf({store}: Keyboard): readonly string[] {
	return renderFrame(store.getState()).split('\n');
}

function click({context}: Keyboard, x: number, y: number): void {
	handleMouse(context, {kind: 'press', x, y});
}

const views = assembly.views.map(({id}) => id);
const listed = views.filter(view => view !== 'traffic');
/** With a side panel. */
const wide = {columns: 160, rows: 45};
/** With a strip of graphs below it. */
const high = {columns: 80, rows: 40};
const viewsAndSizes = [
	...listed.flatMap(view => sizes.map(size => ({view, ...size}))),
	{view: 'services', ...high},
];

describe('a click on a row', () => {
	it.each(viewsAndSizes)(
		'of $view at $columns×$rows chooses that row, and then opens it',
		async ({view, ...size}) => {
			const opened = await open(view, size);
			for (const place of ['g', 'G']) {
				opened.press(place);
				const {length} = frameOf(opened);
				let hit = 0;
				for (let y = 0; y < length; y += 1) {
					const before = frameOf(opened);
					const list = openList(opened.store.getState());
					const x = [0, 20, size.columns - 1][y % 3] ?? 0;
					const wanted = clickAt(opened.store.getState(), {x, y});
					if (before[y]?.startsWith('↑')) {
						// The heading of the service above the screen: test/features/services/heading.test.ts.
						expect(wanted?.kind).toBe('choose');
						hit += 1;
					} else if (wanted?.kind === 'choose') {
						hit += 1;
						click(opened, x, y);
						const after = frameOf(opened);
						// Nothing scrolls: the row under the mouse is the one that was there.
						expect(after[y]?.slice(0, 1)).toMatch(/[>»]/);
						expect(after[y]?.slice(1)).toBe(before[y]?.slice(1));
						expect(openList(opened.store.getState())?.top).toBe(list?.top);
					} else if (/^[>»]/.test(before[y] ?? '')) {
						expect(wanted).toEqual({
							kind: 'run',
							command: viewOf(opened.store.getState()).opens,
						});
					}
				}

				// Every row that is drawn, except the first one if the cursor was there.
				const drawn = frameOf(opened)
					.slice(3 + headOf(opened) + 1, -2 - footHeight(opened.store.getState()))
					.filter(line => line !== '');
				expect(hit).toBe(drawn.length - (place === 'g' || drawn.length === 1 ? 1 : 0));
			}

			const {cursor} = openList(opened.store.getState()) ?? {};
			const y = frameOf(opened).findIndex((line, index) => index > 2 && /^[>»]/.test(line));
			click(opened, 3, y);
			// A snapshot is read first; a group of connections opens into another list.
			await eventually(() => {
				const state = opened.store.getState();
				expect(state.overlay !== null || openList(state)?.cursor.id !== cursor?.id).toBe(true);
			});
		},
	);
});

function headOf({store}: Keyboard): number {
	return viewOf(store.getState()).headHeight(store.getState());
}

/** The cell at which a title begins; null if it is not there, or part of another one, as `in` is of `in pk/s`. */
function titlePlace(opened: Keyboard, y: number, title: string): number | null {
	const width = stateOfView(opened.store.getState()).size.columns;
	const line = frameOf(opened)[y]?.slice(0, width) ?? '';
	const places = [
		...line.matchAll(
			new RegExp(`(?<![^ ▾▴])${title.replace(/[.*+?()|[\]]/g, '\\$&')}(?![^ ▾▴])`, 'g'),
		),
	];
	return title.length > 2 && places.length === 1 ? (places[0]?.index ?? null) : null;
}

describe('a click on a title', () => {
	it.each(
		['services', 'servers', 'connections'].flatMap(view =>
			[...sizes, wide].map(size => ({view, ...size})),
		),
	)(
		'of $view at $columns×$rows sorts by its column, and again reverses',
		async ({view, ...size}) => {
			const opened = await open(view, size);
			const {store} = opened;
			const columns = viewOf(store.getState()).columns ?? expect.fail('it has columns');
			const y = 3 + headOf(opened);
			let sorted = 0;
			for (const {id, title, isSortable} of columns.all(store.getState())) {
				const x = titlePlace(opened, y, title.trim());
				if (x === null) {
					continue;
				}

				const before = columns.sort(store.getState());
				click(opened, x + title.trim().length - 1, y);
				const first = columns.sort(store.getState());
				if (!isSortable) {
					expect(first).toEqual(before);
					expect(store.getState().message?.text).toContain('cannot be sorted');
					continue;
				}

				sorted += 1;
				expect(first?.column).toBe(id);
				click(opened, titlePlace(opened, y, title.trim()) ?? -1, y);
				expect(columns.sort(store.getState())).toEqual({
					column: id,
					descending: !first?.descending,
				});
			}

			expect(sorted).toBeGreaterThan(2);
		},
	);
});

describe('a click on the lines of keys', () => {
	it.each(sizes)('opens the view whose name is there ($columns×$rows)', async size => {
		for (const {id, key, title, shortTitle} of assembly.views) {
			const opened = await open(id === 'services' ? 'servers' : 'services', size);
			opened.press('?');
			const line = frameOf(opened)[2] ?? '';
			const x = [title, shortTitle].map(name => line.indexOf(`${key} ${name}`)).find(at => at >= 0);
			click(opened, x ?? expect.fail(`${title} is not in ${line}`), 2);
			expect(opened.store.getState()).toMatchObject({view: id, overlay: null});
		}
	});

	it.each(sizes)('is the key whose hint is there ($columns×$rows)', async size => {
		const opened = await open('services', size);
		opened.press('j');
		const state = opened.store.getState();
		const line = frameOf(opened).at(-1) ?? '';
		const shown = hintsFor(state).filter(({key, text}) => line.includes(` ${key} ${text}`));
		expect(shown.length).toBeGreaterThan(3);
		for (const {key, keys, text, command} of shown) {
			const x = line.indexOf(` ${key} ${text}`) + 1;
			let at = x;
			for (const {label, command: own} of keys) {
				expect(clickAt(state, {x: at, y: size.rows - 1})).toEqual({kind: 'run', command: own});
				at += label.length + 1;
			}

			const end = x + `${key} ${text}`.length - 1;
			expect(clickAt(state, {x: end, y: size.rows - 1})).toEqual({kind: 'run', command});
			expect(clickAt(state, {x: end + 1, y: size.rows - 1})).toBeNull();
		}
	});

	it('shows the plan of a key that changes something, and runs nothing', async () => {
		const opened = await open('services', {columns: 80, rows: 24});
		opened.press('j');
		click(opened, frameOf(opened).at(-1)?.indexOf('d drain') ?? -1, 23);
		expect(opened.store.getState().prompt).toMatchObject({kind: 'confirm'});
		expect(opened.outside.asked.filter(hasApplied)).toEqual([]);
	});
});

function hasApplied(asked: unknown): boolean {
	return typeof asked === 'object' && asked !== null && 'apply' in asked;
}

describe('while an answer is waited for, or something is typed', () => {
	it.each([
		['a plan', 'jd'],
		['a plan that needs a word', 'x'],
		['a line of text', 'jw'],
		['a filter', '/10.0'],
		['a form', 'a'],
	])('%s: no click does anything', async (_, keys) => {
		const opened = await open('services', {columns: 80, rows: 24});
		opened.press(keys);
		const before = opened.store.getState();
		expect(before.prompt ?? before.overlay).not.toBeNull();
		for (let y = 0; y < 24; y += 1) {
			for (let x = 0; x < 80; x += 1) {
				expect(clickAt(before, {x, y})).toBeNull();
				click(opened, x, y);
			}
		}

		expect(opened.store.getState()).toBe(before);
	});

	it.each([
		['a line of text', 'jw'],
		['a form', 'a'],
	])('%s: the wheel does nothing', async (_, keys) => {
		const opened = await open('services', {columns: 80, rows: 24});
		opened.press(keys);
		const before = opened.store.getState();
		handleMouse(opened.context, {kind: 'wheel', by: 1});
		expect(opened.store.getState()).toBe(before);
	});
});

describe('the wheel', () => {
	const size = {columns: 80, rows: 24};

	it('moves the cursor by three rows, as far as possible', async () => {
		const opened = await open('services', size);
		const index = () => openList(opened.store.getState())?.cursor.index;
		handleMouse(opened.context, {kind: 'wheel', by: 1});
		expect(index()).toBe(3);
		handleMouse(opened.context, {kind: 'wheel', by: 2});
		expect(index()).toBe(9);
		handleMouse(opened.context, {kind: 'wheel', by: -50});
		expect(index()).toBe(0);
	});

	it('scrolls what covers the view, and goes through the columns of the chooser', async () => {
		const opened = await open('services', size);
		opened.press('?');
		handleMouse(opened.context, {kind: 'wheel', by: 2});
		expect(opened.store.getState().overlay?.scroll).toBe(6);
		expect(openList(opened.store.getState())?.cursor.index).toBe(0);
		opened.press('<esc>C');
		handleMouse(opened.context, {kind: 'wheel', by: 1});
		expect(frameOf(opened)[4 + 3]).toMatch(/^>/);
	});

	it('scrolls a plan and leaves it waiting', async () => {
		const opened = await open('services', {columns: 60, rows: 15});
		opened.press('/81<enter>');
		for (const step of parseKeyScript('*w2<enter>')) {
			if ('press' in step) {
				pressKey(opened.context, step.press);
			}
		}

		const waits = opened.store.getState().prompt;
		expect(waits).toMatchObject({kind: 'confirm', scroll: 0});
		handleMouse(opened.context, {kind: 'wheel', by: 2});
		expect(opened.store.getState().prompt).toEqual({...waits, scroll: 6, furthest: 6});
		expect(opened.outside.asked.filter(hasApplied)).toEqual([]);
	});
});

describe('beside a side panel', () => {
	it('a row can be clicked up to the panel; the panel does nothing', async () => {
		const opened = await open('services', wide);
		const state = opened.store.getState();
		const width = stateOfView(state).size.columns;
		expect(width).toBeLessThan(wide.columns);
		expect(frameOf(opened)[5]?.slice(width, width + 2)).toBe(' │');
		expect(clickAt(state, {x: width - 1, y: 5})).toEqual({kind: 'choose', index: 1});
		for (let x = width; x < wide.columns; x += 1) {
			for (let y = 3; y < wide.rows - 2; y += 1) {
				expect(clickAt(state, {x, y})).toBeNull();
			}
		}
	});
});
