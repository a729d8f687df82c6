import {describe, expect, test} from 'vitest';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import {unknownTraffic} from '../../../source/features/traffic/history/metric.ts';
import {createTrafficSeries} from '../../../source/features/traffic/history/traffic-series.ts';
import {shownSpan, traffic} from '../../../source/features/traffic/traffic-state.ts';
import {summedTrend} from '../../../source/features/traffic/trend.ts';
import type {BusyTime} from '../../support/busy-minutes.ts';
import {busyMinutes} from '../../support/busy-minutes.ts';
import {type OpenConsole, openConsole, read} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {director} from '../../support/sample-director.ts';
import {keySequences} from '../../support/terminal-screen.ts';

const {down, right, left, enter} = keySequences;

/** A console that has read a director for some minutes. */
async function watchedConsole(
	size: {readonly columns: number; readonly rows: number},
	options: BusyTime = {},
): Promise<OpenConsole> {
	const console = await openConsole(size, null);
	for (const reading of busyMinutes(options)) {
		console.store.update(receivePoll(read(reading)));
	}

	await console.drawn();
	return console;
}

async function expectFrame(name: string, {drawn}: OpenConsole): Promise<void> {
	await expect(`${await drawn()}\n`).toMatchFileSnapshot(`../../frames/${name}.txt`);
}

describe('the Traffic view', () => {
	test.each([
		{columns: 60, rows: 15},
		{columns: 80, rows: 24},
		{columns: 120, rows: 40},
		{columns: 200, rows: 60},
	])('at $columns×$rows', async size => {
		const console = await watchedConsole(size);
		await console.press('4');
		await expectFrame(`traffic-${size.columns}x${size.rows}`, console);
	});

	test('begins with the last minute, and shows five once there is more, until a time is chosen', async () => {
		const console = await openConsole({columns: 80, rows: 24}, null);
		const minutes = () => {
			const {slices} = console.store.getState();
			expect(slices).toHaveProperty('traffic.span', null);
			return shownSpan(traffic.see(console.store.getState())) / 60_000;
		};
		const [first, ...others] = busyMinutes({});
		if (first === undefined) {
			throw new Error('no readings');
		}

		console.store.update(receivePoll(read(first)));
		expect(minutes()).toBe(1);
		for (const reading of others) {
			console.store.update(receivePoll(read(reading)));
		}
		expect(minutes()).toBe(5);
		await console.press('4', right);
		expect(shownSpan(traffic.see(console.store.getState())) / 60_000).toBe(15);
	});

	test('shows the other graphs if not all fit', async () => {
		const console = await watchedConsole({columns: 80, rows: 24});
		await console.press('4', ' ');
		const frame = await console.drawn();
		expect(frame).toContain('pk/s in');
		expect(frame).toContain('pk/s out');
		expect(frame).toContain('inactive');
		expect(frame).not.toContain('conn/s ');
		await console.press(' ');
		expect(await console.drawn()).toContain('conn/s ');
	});

	test('goes through the rows, and back to the whole director', async () => {
		const console = await watchedConsole({columns: 80, rows: 24});
		await console.press('4', down);
		expect(await console.drawn()).toContain('Traffic of tcp:172.16.249.138:80');
		await console.press(down);
		expect(await console.drawn()).toContain('Traffic of 10.0.0.8:80 in tcp:172.16.249.138:80');
		await console.press('t');
		expect(await console.drawn()).toContain('Traffic of the director');
	});

	test('of the row under the cursor is a key away', async () => {
		const console = await watchedConsole({columns: 80, rows: 24});
		await console.press(down, 't');
		expect(await console.drawn()).toContain('Traffic of 10.0.0.8:80 in tcp:172.16.249.138:80');
		// One of two equal servers has half of the director's 40 connections/s of the last minute.
		expect(await console.drawn()).toMatch(/conn\/s +min +10\.0 avg +1\d\.\d max +20\.0/);
	});

	test('of the row whose details are open is the key that they name', async () => {
		const console = await watchedConsole({columns: 80, rows: 24});
		await console.press(down, enter, 'G');
		expect(await console.drawn()).toContain('the last 5 minutes (t has more)');
		expect(await console.drawn()).toMatch(/ active +\S+ min +4 avg +4\.80 max +8/);
		await console.press('t');
		expect(await console.drawn()).toContain('Traffic of 10.0.0.8:80 in tcp:172.16.249.138:80');
	});

	test('over a longer and a shorter time', async () => {
		const console = await watchedConsole({columns: 80, rows: 24});
		await console.press('4', right, right, right);
		expect(await console.drawn()).toContain('60 min─');
		await console.press(left, left, left, left);
		// Before the last minute the rates were different; none of them is in the graph any more.
		expect(await console.drawn()).toMatch(/conn\/s +min +40\.0 avg +40\.0 max +40\.0/);
	});

	test('in bits and in bytes has scales that are round in them', async () => {
		const console = await watchedConsole({columns: 80, rows: 24});
		await console.press('4');
		expect(await console.drawn()).toContain('400k┤');
		await console.press('b');
		const frame = await console.drawn();
		expect(frame).toContain('in B/s');
		expect(frame).toContain(' 40k┤');
	});

	test('of a deleted row says so and keeps its history', async () => {
		const console = await watchedConsole({columns: 80, rows: 24});
		await console.press(down, 't');
		await console.poll(read(director([], {monotonic: 302_000})));
		expect(await console.drawn()).toContain('(gone)');
		expect(await console.drawn()).toMatch(/conn\/s +min +10\.0/);
	});

	test('leaves a gap if nothing was read', async () => {
		const console = await watchedConsole({columns: 80, rows: 24}, {pauseFrom: 100, pauseTo: 200});
		await console.press('4');
		expect(await console.drawn()).toMatch(/^ +0┤ *⣿+ +⣿+ {2,}/m);
	});

	test('with blocks instead of dots', async () => {
		const console = await watchedConsole({columns: 80, rows: 24});
		await console.press('4', ':', 'graph-style', enter);
		const frame = await console.drawn();
		expect(frame).toContain('█');
		expect(frame).not.toMatch(/[⠁-⣿]/);
	});
});

describe('a trend', () => {
	test('is in the Services view if there is room, and in the details', async () => {
		const console = await watchedConsole({columns: 200, rows: 40});
		expect(await console.drawn()).toMatch(/10\.0\.0\.8:80 .*▄.*█/);
		console.resize(149, 40);
		await console.press(enter);
		expect(await console.drawn()).toMatch(
			/connections\/s +▄+█+.* min +20\.0 avg +2\d\.\d max +40\.0/,
		);
	});

	test('is in the Servers view if there is room', async () => {
		const console = await watchedConsole({columns: 200, rows: 40});
		await console.press('2');
		expect(await console.drawn()).toMatch(/10\.0\.0\.8 .*▄.*█/);
	});

	test('of several rows is their sum, and unknown if one of them is', () => {
		const series = (...values: readonly (number | null)[]) => {
			const made = createTrafficSeries();
			for (const [index, connections] of values.entries()) {
				made.add(index * 100_000, (index + 1) * 100_000, {...unknownTraffic, connections});
			}

			return made;
		};
		const [up, down, late] = [series(0, 2, 8), series(8, 6, 0), series(null, 1, 3)];
		expect(summedTrend([up, down], 300_000, 3)).toBe('███');
		expect(summedTrend([up, late], 300_000, 3)).toBe(' ▃█');
		expect(summedTrend([up, null], 300_000, 3)).toBe('   ');
	});

	test.each(['1', '2'])('is not in a narrow table: view %s', async view => {
		const console = await watchedConsole({columns: 80, rows: 24});
		await console.press(view);
		expect(await console.drawn()).not.toContain('5 min');
	});
});

test('the memory of histories does not grow with the readings', async () => {
	const console = await watchedConsole({columns: 80, rows: 24});
	const {history} = partsOf(console.store).traffic;
	const series = history.of({service: 'tcp:172.16.249.138:80', server: null});
	for (const reading of busyMinutes({from: 302, seconds: 7200})) {
		console.store.update(receivePoll(read(reading)));
	}

	expect(partsOf(console.store).traffic.history).toBe(history);
	expect(history.of({service: 'tcp:172.16.249.138:80', server: null})).toBe(series);
});
