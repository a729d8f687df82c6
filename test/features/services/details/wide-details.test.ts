/**
 * The details of a row on a wide terminal: two columns. And what was changed on the row, at any width.
 */
import {describe, expect, it, test} from 'vitest';
import {renderFrame} from '../../../../source/console/screen/render-frame.tsx';
import {receivePoll} from '../../../../source/console/state/director-reducers.ts';
import type {TerminalSize} from '../../../../source/console/state/layout.ts';
import type {ConsoleStore} from '../../../../source/console/state/model.ts';
import type {LiveDirector} from '../../../../source/director/polling/live.ts';
import {noteOutside} from '../../../../source/features/changes/note-changes.ts';
import {rowChanges} from '../../../../source/features/outside/row-changes.ts';
import {busyMinutes} from '../../../support/busy-minutes.ts';
import {eventually} from '../../../support/eventually.ts';
import {type Keyboard, keyboard} from '../../../support/keyboard.ts';
import {read} from '../../../support/open-console.ts';
import {director, server, service} from '../../../support/sample-director.ts';
import {screenSizes} from '../../../support/screen-sizes.ts';

const large = {columns: 200, rows: 60};

/** The change that somebody else makes between two readings: the weight of the first server. */
function weightByOthers(before: number, after: number, monotonic: number) {
	const at = (weight: number): LiveDirector['services'] => [
		service('tcp:172.16.249.138:80', [server('10.0.0.8:80', {weight})]),
	];
	return rowChanges(at(before), at(after)).map(change => ({
		...change,
		time: monotonic,
		monotonic,
	}));
}

/** A console after some minutes of traffic, in which the weight of the first server was changed twice. */
async function busy(size: TerminalSize): Promise<Keyboard> {
	const opened = keyboard(null, {size, theme: 'plain'});
	const {store, press, outside} = opened;
	for (const reading of busyMinutes()) {
		store.update(receivePoll(read(reading)));
	}

	outside.time = 200_000;
	press('jw5<enter>y');
	await eventually(() => expect(store.getState().applying).toBeNull());
	store.update(noteOutside(weightByOthers(5, 1, 290_000)));
	outside.time = 300_000;
	press('gj');
	return opened;
}

function linesOf(store: ConsoleStore): readonly string[] {
	return renderFrame(store.getState()).split('\n');
}

/** The lines of the overlay without its title. */
function bodyOf(store: ConsoleStore): readonly string[] {
	return linesOf(store).slice(4, -2);
}

describe.each(screenSizes)('frames at %i×%i', (columns, rows) => {
	it.each([
		['service', 'g<enter>'],
		['server', '<enter>'],
		['real-server', '2<enter>'],
	])('of the details of a %s', async (name, keys) => {
		const {store, press} = await busy({columns, rows});
		press(keys);
		await expect(`${renderFrame(store.getState())}\n`).toMatchFileSnapshot(
			`../../../frames/details-busy-${name}-${columns}x${rows}.txt`,
		);
	});
});

test('at 200×60 the details of a server use both halves and all lines', async () => {
	const {store, press} = await busy(large);
	press('<enter>');
	const lines = bodyOf(store);
	expect(lines.every(line => line.length <= 200)).toBe(true);
	expect(lines.slice(0, 18).every(line => line.slice(0, 100).trim() !== '')).toBe(true);
	expect(lines.slice(0, 53).every(line => line.slice(100).trim() !== '')).toBe(true);
	const left = lines.map(line => line.slice(0, 100)).join('\n');
	const right = lines.map(line => line.slice(100)).join('\n');
	expect(left).toMatch(/^ service +tcp:172/);
	expect(left).toContain('per second');
	expect(left).toContain('ipvsadm -a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 1');
	expect(right).toMatch(/new connections\/s +min/);
	expect(right).toMatch(/traffic out b\/s +min/);
});

test('at 200×60 the details of a real server have graphs of its sums', async () => {
	const {store, press} = await busy(large);
	press('2<enter>');
	const lines = bodyOf(store);
	const right = lines.map(line => line.slice(100));
	expect(right.slice(0, 52).every(line => line.trim() !== '')).toBe(true);
	expect(right[0]).toMatch(/new connections\/s +min {2}10\.0 avg {2}12\.0 max {2}20\.0/);
	expect(lines.map(line => line.slice(0, 100)).join('\n')).toContain(
		'ipvsadm -a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 1',
	);
});

test('the two columns begin at 150 columns', async () => {
	const {store, press} = await busy({columns: 149, rows: 40});
	press('<enter>');
	expect(bodyOf(store).join('\n')).toContain('┌');
	store.update(() => ({size: {columns: 150, rows: 40}}));
	expect(bodyOf(store).join('\n')).not.toContain('┌');
	expect(bodyOf(store)[1]?.slice(75)).toMatch(/^ ?new connections\/s/);
});

test('with few lines there are trends in the place of graphs', async () => {
	const {store, press} = await busy({columns: 160, rows: 24});
	press('<enter>');
	expect(bodyOf(store).join('\n')).toMatch(/connections\/s +▄+█+ min/);
	expect(bodyOf(store).join('\n')).not.toContain('new connections/s');
});

test('nothing moves when figures change, or when the row has no history', async () => {
	const {store, press} = await busy(large);
	press('<enter>');
	const places = (): readonly string[] =>
		bodyOf(store)
			.slice(0, 12)
			.map(line =>
				line
					.slice(100)
					.replaceAll(/[^┤│└]/g, ' ')
					.trimEnd(),
			);
	const before = places();
	store.update(
		receivePoll(
			read(
				director(
					[
						service('tcp:172.16.249.138:80', [
							server('10.0.0.8:80', {activeConnections: 8}),
							server('10.0.0.9:80'),
						]),
					],
					{monotonic: 302_000},
				),
			),
		),
	);
	expect(places()).toEqual(before);
});

test('what is longer than the screen can be scrolled to', () => {
	const servers = Array.from({length: 90}, (_, index) => server(`10.0.0.${index + 1}:80`));
	const {store, press} = keyboard(director([service('tcp:10.1.1.1:80', servers)]), {
		size: {columns: 160, rows: 30},
		theme: 'plain',
	});
	press('<enter>');
	expect(linesOf(store)[3]).toMatch(/ lines 1–24 of \d+$/);
	press('G');
	expect(bodyOf(store).at(-1)).toContain('-r 10.0.0.90:80');
	press('<pageup>g');
	expect(bodyOf(store)[0]).toMatch(/^ state /);
});

test('a row that is gone is said to be gone, at any width', async () => {
	const {store, press} = await busy(large);
	press('<enter>');
	store.update(receivePoll(read(director([]))));
	expect(linesOf(store)[3]).toBe(' This row is no longer in the table.');
});

describe('what was changed on a row', () => {
	const own = /▲[\d:]{8} you: weight of 10\.0\.0\.8:80: 1 → 5/;
	const others = /≠[\d:]{8} others: weight 5 → 1/;

	test.each([
		['the side panel', {columns: 160, rows: 45}, ''],
		['the details', {columns: 100, rows: 50}, '<enter>'],
		['wide details', large, '<enter>'],
	])('is in %s, the newest first, with who and when', async (_, size, keys) => {
		const {store, press} = await busy(size);
		press(keys);
		const text = renderFrame(store.getState());
		expect(text).toMatch(own);
		expect(text).toMatch(others);
		expect(text.search(others)).toBeLessThan(text.search(own));
		expect(text).toContain('changed since the start (6 has the log)');
	});

	test('is also in the details of its service, but not in those of another server', async () => {
		const {store, press} = await busy(large);
		press('g<enter>');
		expect(renderFrame(store.getState())).toMatch(own);
		expect(renderFrame(store.getState())).toMatch(/others: 10\.0\.0\.8:80 weight 5 → 1/);
		press('<esc>jj<enter>');
		expect(linesOf(store)[3]).toContain('Server 10.0.0.9:80');
		expect(renderFrame(store.getState())).not.toContain('changed since');
	});

	test('is in the details and the panel of its real server', async () => {
		const {store, press} = await busy(large);
		press('2');
		expect(renderFrame(store.getState())).toMatch(others);
		press('<enter>');
		expect(renderFrame(store.getState())).toMatch(own);
		expect(renderFrame(store.getState())).toMatch(others);
	});

	test('stays after the mark in the row has gone', async () => {
		const {store, press} = await busy(large);
		store.update(
			receivePoll(
				read(
					director(
						[service('tcp:172.16.249.138:80', [server('10.0.0.8:80'), server('10.0.0.9:80')])],
						{monotonic: 900_000},
					),
				),
			),
		);
		press('<enter>');
		expect(renderFrame(store.getState())).toMatch(others);
	});

	test('is limited: the newest five in the panel, and no more than twelve on a wide terminal', async () => {
		const {store, press} = await busy({columns: 160, rows: 60});
		for (let weight = 1; weight <= 20; weight += 1) {
			store.update(noteOutside(weightByOthers(weight, weight + 1, 290_000 + weight)));
		}

		const count = () => renderFrame(store.getState()).match(/others: weight/g);
		expect(count()).toHaveLength(5);
		expect(renderFrame(store.getState())).toContain('weight 20 → 21');
		press('<enter>');
		expect(count()).toHaveLength(12);
	});
});
