import {describe, expect, test} from 'vitest';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import type {LiveDirector} from '../../../source/director/polling/live.ts';
import {noteOutside, noteRows} from '../../../source/features/changes/note-changes.ts';
import type {Step} from '../../../source/plans/plan.ts';
import {busyMinutes} from '../../support/busy-minutes.ts';
import {type OpenConsole, openConsole, read} from '../../support/open-console.ts';
import {director} from '../../support/sample-director.ts';
import {screenSizes} from '../../support/screen-sizes.ts';
import {keySequences} from '../../support/terminal-screen.ts';

const {down, enter, left, right} = keySequences;
const web = 'tcp:172.16.249.138:80';

/** The step that gives a server of the first service a weight. */
function weightStep({services: [service]}: LiveDirector, server: number, weight: number): Step {
	const rule = service?.servers[server]?.rule;
	if (!service || !rule) {
		throw new Error('the sample has no rule');
	}

	return {
		command: ['ipvsadm'],
		before: {row: 'server', service: service.key, rule},
		after: {row: 'server', service: service.key, rule: {...rule, weight}},
	};
}

/** Drains the first server, as a plan of this console does. */
function drainFirst({store, outside}: OpenConsole, live: LiveDirector): void {
	outside.time = live.monotonic;
	store.update(noteRows(`drain of 10.0.0.8:80 in ${web}`, [weightStep(live, 0, 0)]));
}

/** Somebody else changes the weight of the second server. */
function changeSecond({store}: OpenConsole, {time, monotonic}: LiveDirector): void {
	store.update(
		noteOutside([
			{
				...{kind: 'changed', service: web, server: '10.0.0.9:80', time, monotonic},
				...{fields: [], before: null, after: null},
				...{what: 'weight 1 → 3', words: `10.0.0.9:80 in ${web}: weight 1 → 3`},
			},
		]),
	);
}

/** A console that has read a director for five minutes; at these seconds something was changed. */
async function changedConsole(
	size: {readonly columns: number; readonly rows: number},
	{
		own = 120,
		others = 200,
		theme = 'plain',
	}: {own?: number; others?: number; theme?: 'plain' | 'dark'} = {},
): Promise<OpenConsole> {
	const console = await openConsole(size, null, {theme});
	for (const reading of busyMinutes()) {
		const live = {...reading, time: Date.parse('2026-01-01T18:40:00Z') + reading.monotonic};
		console.store.update(receivePoll(read(live)));
		if (reading.monotonic === own * 1000) {
			drainFirst(console, live);
		}

		if (reading.monotonic === others * 1000) {
			changeSecond(console, live);
		}
	}

	await console.drawn();
	return console;
}

/** The time axes of the screen. */
function axes(frame: string): readonly string[] {
	return frame.match(/(?<=└)\S*(?: min\S*)?/gu) ?? [];
}

describe('changes of the table in the Traffic view', () => {
	test.each(screenSizes)(
		'at %d×%d have signs on the time axis and words below',
		async (columns, rows) => {
			const console = await changedConsole({columns, rows});
			await console.press('4');
			await expect(`${await console.drawn()}\n`).toMatchFileSnapshot(
				`../../frames/traffic-changes-${columns}x${rows}.txt`,
			);
		},
	);

	test('are those of the chosen row', async () => {
		const console = await changedConsole({columns: 80, rows: 24});
		await console.press('4', down);
		expect(axes(await console.drawn())[0]).toMatch(/▲─+≠/);
		expect(await console.drawn()).toContain('18:43:20 others: 10.0.0.9:80 weight 1 → 3');
		await console.press(down);
		expect(axes(await console.drawn())[0]).toMatch(/^5 min─+▲─+now$/);
		expect(await console.drawn()).toContain('▲18:42:00 you: drain of 10.0.0.8:80\n');
		expect(await console.drawn()).not.toContain('others');
		await console.press(down);
		expect(axes(await console.drawn())[0]).toMatch(/^5 min─+≠─+now$/);
		expect(await console.drawn()).toContain('≠18:43:20 others: weight 1 → 3\n');
	});

	test('within the time of one cell share a sign of their own', async () => {
		const console = await changedConsole({columns: 80, rows: 24}, {own: 200, others: 202});
		await console.press('4');
		expect(axes(await console.drawn())[0]).toMatch(/^5 min─+◆─+now$/);
		expect(await console.drawn()).toMatch(/≠18:43:22 others: .*\n ▲18:43:20 you: /);
	});

	test.each([
		['1 minute', [left, left, left], []],
		['15 minutes', [right], ['▲', '≠']],
		['60 minutes', [right, right], ['▲', '≠']],
	])('are marked over %s if they are in it', async (_, keys, signs) => {
		const console = await changedConsole({columns: 120, rows: 40});
		await console.press('4', ...keys);
		const frame = await console.drawn();
		expect(axes(frame)[0]?.match(/[▲≠◆]/gu) ?? []).toEqual(signs);
		expect(frame.includes('you: drain')).toBe(signs.length > 0);
	});

	test('stay at their time if nothing was read for a while and the clock was set meanwhile', async () => {
		const console = await changedConsole({columns: 80, rows: 24});
		await console.press('4', right);
		const before = axes(await console.drawn())[0] ?? '';
		const [reading] = busyMinutes({from: 360, seconds: 0});
		if (reading === undefined) {
			throw new Error('no reading');
		}

		// A minute later, stopped by Ctrl-Z meanwhile, and the clock is an hour ahead.
		await console.poll(read({...reading, time: Date.parse('2026-01-01T19:46:00Z')}));
		const after = axes(await console.drawn())[0] ?? '';
		const moved = before.indexOf('▲') - after.indexOf('▲');
		expect(moved).toBeGreaterThanOrEqual(1);
		expect(before.indexOf('≠') - after.indexOf('≠')).toBe(moved);
		expect(await console.drawn()).toContain('▲19:42:00 you: drain');
	});

	test('of a row that is gone are still there', async () => {
		const console = await changedConsole({columns: 80, rows: 24});
		await console.press(down, 't');
		await console.poll(read(director([], {monotonic: 302_000, time: 302_000})));
		expect(axes(await console.drawn())[0]).toMatch(/^5 min─+▲─+now$/);
	});

	test('move nothing when they come', async () => {
		const console = await changedConsole({columns: 80, rows: 24}, {own: -1, others: -1});
		await console.press('4');
		const before = await console.drawn();
		const live = console.store.getState().director.live;
		if (live === null) {
			throw new Error('nothing was read');
		}

		drainFirst(console, live);
		const after = (await console.drawn()).split('\n');
		const differing = before
			.split('\n')
			.flatMap((line, index) => (line === after[index] ? [] : [after[index]]));
		expect(differing).toHaveLength(3);
		expect(differing.slice(0, 2).every(line => /^ +└5 min─+▲ +└5 min─+▲$/.test(line ?? ''))).toBe(
			true,
		);
		expect(differing[2]).toContain('you: drain');
	});

	test('are painted so that they are seen', async () => {
		const console = await changedConsole({columns: 80, rows: 24}, {theme: 'dark'});
		await console.press('4');
		await console.drawn();
		expect(console.written()).toContain('\u{1B}[1m▲');
		expect(console.written()).toContain('\u{1B}[33m≠');
	});
});

describe('changes of a row', () => {
	test.each([
		['▲', [down]],
		['≠', [down, down]],
	])('are on the time axis of its details: %s', async (sign, moves) => {
		const console = await changedConsole({columns: 80, rows: 40});
		await console.press(...moves, enter, 'G');
		expect(await console.drawn()).toMatch(new RegExp(`5 min─+${sign}─+now\\n`));
	});

	test('are on the time axis of the side panel, in Services and in Servers', async () => {
		const console = await changedConsole({columns: 160, rows: 45});
		expect(await console.drawn()).toMatch(/5 min─+▲─+≠─+now/);
		await console.press('2');
		expect(await console.drawn()).toMatch(/5 min─+▲─+now/);
	});
});
