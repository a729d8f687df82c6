/**
 * The strip below the Services view of a high terminal: graphs of the whole director.
 */
import {describe, expect, it, test} from 'vitest';
import {clickAt} from '../../../source/console/mouse/click-at.ts';
import {handleMouse} from '../../../source/console/mouse/handle-mouse.ts';
import {renderFrame} from '../../../source/console/screen/render-frame.tsx';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import {
	linesAbove,
	stripFrom,
	stripHeight,
	type TerminalSize,
} from '../../../source/console/state/layout.ts';
import {say} from '../../../source/console/state/message.ts';
import type {ConsoleStore} from '../../../source/console/state/model.ts';
import {openList, openWindow} from '../../../source/console/state/view.ts';
import {busyMinutes} from '../../support/busy-minutes.ts';
import {eventually} from '../../support/eventually.ts';
import {type Keyboard, keyboard} from '../../support/keyboard.ts';
import {openConsole, read} from '../../support/open-console.ts';
import {director, sampleDirector, server, service} from '../../support/sample-director.ts';
import {screenSizes} from '../../support/screen-sizes.ts';

const medium = {columns: 120, rows: 40};

/** A console after some minutes of traffic. */
function busy(size: TerminalSize, options = {}): Keyboard {
	const opened = keyboard(null, {size, theme: 'plain', ...options});
	for (const reading of busyMinutes()) {
		opened.store.update(receivePoll(read(reading)));
	}

	return opened;
}

const many = director([
	service(
		'tcp:10.1.1.1:80',
		Array.from({length: 200}, (_, index) => server(`10.0.0.${index}:80`)),
	),
]);

function linesOf(store: ConsoleStore): readonly string[] {
	return renderFrame(store.getState()).split('\n');
}

/** The lines of the strip: those above the message line. */
function stripOf(store: ConsoleStore): readonly string[] {
	return linesOf(store).slice(-2 - stripHeight(store.getState().size), -2);
}

function resize(store: ConsoleStore, size: TerminalSize): void {
	store.update(() => ({size}));
}

it.each(screenSizes)('frame at %i×%i', async (columns, rows) => {
	const {store} = busy({columns, rows});
	await expect(`${renderFrame(store.getState())}\n`).toMatchFileSnapshot(
		`../../frames/strip-${columns}x${rows}.txt`,
	);
});

test.each([
	{columns: 60, rows: 15},
	{columns: 80, rows: 24},
	{columns: 200, rows: stripFrom - 1},
])('at $columns×$rows there is no strip, and its key says why', size => {
	const {store, press} = busy(size);
	expect(linesOf(store)).toEqual(linesOf(busy(size, {strip: false}).store));
	press('T');
	expect(store.getState()).toMatchObject({
		strip: true,
		message: {text: `the graphs below the view need 40 lines; this terminal has ${size.rows}`},
	});
});

test('the key folds the strip, and the rows get its lines; again shows it', () => {
	const {store, press} = busy(medium);
	const shown = linesOf(store);
	expect(stripOf(store)[0]).toMatch(/^ conn\/s ─+ max {2}40\.0 ─ active ─+ max {4}16 ─/);
	press('T');
	expect(linesOf(store)).toEqual(linesOf(busy(medium, {strip: false}).store));
	press('T');
	expect(linesOf(store)).toEqual(shown);
});

test('only the Services view has it', () => {
	const {store, press} = busy(medium);
	for (const key of ['2', '3', '5', '6', '7']) {
		press(key);
		expect(renderFrame(store.getState())).not.toContain('conn/s ──');
	}
});

test('the graphs are those of the whole director, over the time of the Traffic view, in the chosen units', () => {
	const {store, press} = busy(medium);
	expect(stripOf(store).at(-1)).toMatch(/└5 min─+now .*└5 min─+now .*└5 min─+now .*└5 min─+now/);
	expect(stripOf(store)[0]).toContain('traffic out b/s ─ max 3.20M');
	press('4l1b');
	expect(stripOf(store).at(-1)).toMatch(/└15 min─+now/);
	expect(stripOf(store)[0]).toContain('traffic out B/s ─ max  400k');
});

test('a plan is marked on its time axis', async () => {
	const {store, press, outside} = busy(medium);
	expect(stripOf(store).at(-1)).not.toContain('▲');
	outside.time = 299_000;
	press('jw5<enter>y');
	await eventually(() => expect(store.getState().applying).toBeNull());
	expect(stripOf(store).at(-1)?.match(/▲/g)).toHaveLength(4);
});

test('a fresh console shows the last minute, and what is not known as such', () => {
	const {store} = keyboard(sampleDirector(), {size: medium, theme: 'plain'});
	expect(stripOf(store)[0]).toMatch(/conn\/s ─+ max {5}– /);
	expect(stripOf(store).at(-1)).toMatch(/└1 min─+now/);
});

test('nothing in it moves when figures change', () => {
	const {store} = busy(medium);
	const places = (): readonly string[] =>
		stripOf(store).map(line => line.replace(/[\d.kM–]/g, ' '));
	const [titles, ...graphs] = places();
	store.update(
		receivePoll(
			read(director([], {monotonic: 302_000, totalRates: {rates: null, ratesFrom: null}})),
		),
	);
	const [after, ...graphsAfter] = places();
	expect(after).toBe(titles);
	expect(graphsAfter.map(line => line.search(/[┤│└]/))).toEqual(
		graphs.map(line => line.search(/[┤│└]/)),
	);
});

test('it has as few or as many graphs as fit', () => {
	for (const [columns, count] of [
		[60, 2],
		[80, 3],
		[100, 4],
		[250, 4],
	] as const) {
		const {store} = busy({columns, rows: 60});
		expect(stripOf(store)[0]?.match(/ max /g)).toHaveLength(count);
		expect(stripOf(store).every(line => line.length <= columns)).toBe(true);
		expect(stripOf(store)).toHaveLength(6);
	}
});

describe('with more rows than fit', () => {
	const open = (size: TerminalSize = medium): Keyboard => keyboard(many, {size, theme: 'plain'});

	test('the cursor is on the screen wherever it goes, and pages are as long as what is seen', () => {
		const {store, press} = open();
		const visible = 40 - linesAbove - 1 - 4 - 2;
		for (const keys of ['<pagedown>', '<pagedown>', 'G', '<pageup>', '<up>', 'g']) {
			const before = openList(store.getState())?.cursor.index ?? 0;
			press(keys);
			const index = openList(store.getState())?.cursor.index ?? 0;
			const rows = linesOf(store).slice(linesAbove + 1, -6);
			expect(rows).toHaveLength(visible);
			expect(rows.filter(line => line.startsWith('>'))).toHaveLength(1);
			expect(rows.every(line => line.trim() !== '')).toBe(true);
			if (keys.includes('page')) {
				expect(Math.abs(index - before)).toBe(visible - 1);
			}
		}
	});

	test('a click on a row chooses what is drawn there; a click on the strip does nothing', () => {
		const {store, press, context} = open();
		press('G');
		const lines = linesOf(store);
		for (const y of [linesAbove + 2, 20, 32]) {
			handleMouse(context, {kind: 'press', x: 10, y});
			expect(linesOf(store)[y]?.slice(1)).toBe(lines[y]?.slice(1));
			expect(linesOf(store)[y]).toMatch(/^>/);
		}

		for (const y of [34, 35, 36, 37]) {
			expect(clickAt(store.getState(), {x: 10, y})).toBe(null);
		}
	});

	test('it comes and goes with the lines of the terminal, and the row at the cursor stays on the screen', () => {
		const {store, press} = open({columns: 120, rows: 39});
		for (const keys of ['G', 'g', '<pagedown>', '<down><down>']) {
			press(keys);
			const {id} = openList(store.getState())?.cursor ?? {};
			for (const rows of [40, 39, 60, 24, 41]) {
				resize(store, {columns: 120, rows});
				const {cursor, rows: all} = openList(store.getState()) ?? {};
				expect(cursor?.id).toBe(id);
				const shown = linesOf(store).filter(line => line.startsWith('>'));
				expect(shown).toHaveLength(1);
				expect(all?.[cursor?.index ?? -1]?.id).toBe(id);
				expect(linesOf(store)).toHaveLength(rows);
				expect(linesOf(store).some(line => line.includes(' conn/s ──'))).toBe(rows >= stripFrom);
			}
		}
	});

	test('a plan and a long message cover the strip before they cover rows', () => {
		const {store, press} = open();
		press('G');
		const before = linesOf(store);
		const top = openWindow(store.getState())?.top;
		const text = 'a message of more than one line '.repeat(6);
		store.update(say('error', text, 'test'));
		expect(linesOf(store).slice(0, -3)).toEqual(before.slice(0, -3));
		expect(linesOf(store).at(-6)).toMatch(/^ conn\/s ──/);
		for (let y = linesAbove + 1; y < 34; y += 1) {
			expect(clickAt(store.getState(), {x: 10, y})?.kind).toBe(
				linesOf(store)[y]?.startsWith('>') ? 'run' : 'choose',
			);
		}

		store.update(() => ({message: null}));
		expect(openWindow(store.getState())?.top).toBe(top);
		press('w5<enter>');
		expect(store.getState().prompt?.kind).toBe('confirm');
		expect(linesOf(store).filter(line => line.startsWith('>'))).toHaveLength(1);
		press('n');
		expect(linesOf(store).slice(0, -2)).toEqual(before.slice(0, -2));
	});
});

test('the side panel ends above it', () => {
	const {store} = busy({columns: 160, rows: 45});
	const lines = linesOf(store);
	expect(lines[38]).toMatch(/ │/);
	expect(stripOf(store)[0]).toMatch(/^ new connections\/s ─/);
	expect(stripOf(store).every(line => line.length > 150)).toBe(true);
});

test('an overlay covers it', () => {
	const {store, press} = busy(medium);
	press('?');
	expect(renderFrame(store.getState())).not.toContain('conn/s ──');
});

test('nothing is read for it', async () => {
	const shown = await openConsole(medium, sampleDirector());
	const folded = await openConsole(medium, sampleDirector(), {strip: false});
	for (const console of [shown, folded]) {
		await console.press('j', 'G', 'T', 'T', '2', '1');
	}

	expect(shown.outside.asked).toEqual(folded.outside.asked);
});

test('without colours it has the same characters', async () => {
	const dark = await openConsole(medium, sampleDirector());
	const mono = await openConsole(medium, sampleDirector(), {theme: 'mono'});
	expect(mono.frame()).toBe(dark.frame());
	expect(mono.cell(35, 10)).toMatchObject({foreground: -1, background: -1});
});

test('before the first reading there is none', () => {
	const {store} = keyboard(null, {size: medium});
	expect(renderFrame(store.getState())).not.toContain('──');
});
