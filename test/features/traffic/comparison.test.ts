import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import type {LiveDirector} from '../../../source/director/polling/live.ts';
import {noteOutside} from '../../../source/features/changes/note-changes.ts';
import {roundTop} from '../../../source/features/traffic/history/compared-plot.ts';
import {type OpenConsole, openConsole, read} from '../../support/open-console.ts';
import {director, rates, server, service} from '../../support/sample-director.ts';
import {screenSizes} from '../../support/screen-sizes.ts';
import {keySequences} from '../../support/terminal-screen.ts';

const {down, up, left} = keySequences;
const [pageDown, pageUp] = ['\u{1B}[6~', '\u{1B}[5~'];
const web = 'tcp:172.16.249.138:80';

/** How the servers are at a time. */
interface Told {
	/** The numbers of the servers, the last part of their address. */
	readonly servers: readonly number[];
	/** New connections per second of a server; null if that is not known. */
	connections(server: number, second: number): number | null;
	/** Active connections of a server. */
	active?(server: number): number;
}

/** A web service with these servers, and a mail service with one. */
function readingAt(second: number, {servers, connections, active = () => 5}: Told): LiveDirector {
	return director(
		[
			service(
				web,
				servers.map(number => {
					const each = connections(number, second);
					return server(`10.0.0.${number}:80`, {
						activeConnections: active(number),
						weight: each === 0 ? 0 : 1,
						...(each === null
							? {rates: null, ratesFrom: null}
							: {rates: rates({connections: each, inBytes: each * 1000})}),
					});
				}),
			),
			service('tcp:172.16.249.138:25', [server('10.0.0.1:25')]),
		],
		{monotonic: second * 1000, time: Date.parse('2026-01-01T18:40:00Z') + second * 1000},
	);
}

/** A console that has read the director every two seconds, and compares the servers of its first service. */
async function comparing(
	size: {readonly columns: number; readonly rows: number},
	told: Told,
	{until = 300, keys = ['t', 'c']}: {until?: number; keys?: readonly string[]} = {},
): Promise<OpenConsole & {later(second: number, told: Told): Promise<string>}> {
	const console = await openConsole(size, null, {theme: 'plain'});
	for (let second = 0; second <= until; second += 2) {
		console.store.update(receivePoll(read(readingAt(second, told))));
	}

	await console.drawn();
	await console.press(...keys);
	return {
		...console,
		async later(second, next) {
			await console.poll(read(readingAt(second, next)));
			return await console.drawn();
		},
	};
}

function numbers(count: number): readonly number[] {
	return Array.from({length: count}, (_, index) => index + 1);
}

/** Twenty servers: every fifth has no traffic, the third was not known for a while, and all get more at the end. */
const twenty: Told = {
	servers: numbers(20),
	connections: (number, second) =>
		number === 3 && second > 100 && second < 200
			? null
			: number % 5 === 0
				? 0
				: number * (second > 240 ? 2 : 1),
};

const two: Told = {
	servers: [1, 2],
	connections: (number, second) => number * (second > 240 ? 20 : 10),
};

/** The names of the servers on the screen, in their order. */
function names(frame: string): readonly string[] {
	return frame.match(/(?<=^[ >])10\.0\.0\.\d+:80/gm) ?? [];
}

/** The line of a server. */
function lineOf(frame: string, number: number): string {
	return frame.split('\n').find(line => line.slice(1).startsWith(`10.0.0.${number}:80 `)) ?? '';
}

describe('the comparison of the servers of a service', () => {
	test.each(screenSizes)('at %d×%d', async (columns, rows) => {
		const {drawn} = await comparing({columns, rows}, twenty);
		await expect(`${await drawn()}\n`).toMatchFileSnapshot(
			`../../frames/traffic-servers-${columns}x${rows}.txt`,
		);
	});

	test('of few servers has more lines for each', async () => {
		const {drawn} = await comparing({columns: 80, rows: 24}, two);
		await expect(`${await drawn()}\n`).toMatchFileSnapshot(
			'../../frames/traffic-two-servers-80x24.txt',
		);
	});

	test('has all graphs on one scale, so that half as much is half as high above the line of 0', async () => {
		const {drawn} = await comparing(
			{columns: 60, rows: 15},
			{
				servers: numbers(6),
				connections: number => number,
			},
		);
		const frame = await drawn();
		expect(frame).toContain('full height 6');
		expect(lineOf(frame, 6)).toMatch(/ █+$/);
		expect(lineOf(frame, 3)).toMatch(/ ▅+$/);
	});

	test('has a line at the bottom for 0, and a gap for what is not known', async () => {
		const console = await comparing({columns: 80, rows: 24}, twenty, {keys: ['t', 'c']});
		const frame = await console.drawn();
		expect(lineOf(frame, 5)).toMatch(/ 0 +0 +0% ▁+$/);
		expect(lineOf(frame, 3)).toMatch(/▂+ {5,}▂+/);
		const unknown = await console.later(302, {
			...twenty,
			connections: number => (number === 3 ? null : number),
		});
		expect(lineOf(unknown, 3)).toMatch(/ 1 +– +– /);
		// The share of a part of an unknown whole is not known either.
		expect(lineOf(unknown, 4)).toMatch(/ 1 +4\.00 +– /);
	});

	test('says which servers there is no room for, and goes on to them', async () => {
		const console = await comparing({columns: 80, rows: 24}, twenty);
		expect(names(await console.drawn())).toEqual(numbers(15).map(number => `10.0.0.${number}:80`));
		expect(await console.drawn()).toContain('15 of 20 servers');
		expect(await console.drawn()).toMatch(/^ … 5 below +5 min/m);
		await console.press(pageDown);
		expect(names(await console.drawn()).at(-1)).toBe('10.0.0.20:80');
		expect(await console.drawn()).toMatch(/^ … 5 above +5 min/m);
		expect(await console.drawn()).toMatch(/^>10\.0\.0\.16:80/m);
		await console.press(pageUp);
		expect(names(await console.drawn())[0]).toBe('10.0.0.1:80');
		await console.press(...Array.from({length: 15}, () => down));
		expect(await console.drawn()).toMatch(/^>10\.0\.0\.16:80/m);
	});

	test('goes on to the next service, and before the first to the whole director', async () => {
		const console = await comparing({columns: 80, rows: 24}, two);
		await console.press(down, down, down);
		expect(await console.drawn()).toContain(' Servers of tcp:172.16.249.138:25');
		await console.press(up);
		expect(await console.drawn()).toContain(` Servers of ${web}`);
		await console.press(up);
		expect(await console.drawn()).toContain('Traffic of the director');
		await console.press('c');
		expect(await console.drawn()).toContain('this is the whole director: go to a service first');
		await console.press(down);
		expect(await console.drawn()).toContain(` Servers of ${web}`);
		await console.press('c');
		expect(await console.drawn()).toContain(`Traffic of ${web}`);
	});

	test('compares them by the next figure, in bits or bytes', async () => {
		const console = await comparing({columns: 120, rows: 40}, two, {keys: ['t', 'c', ' ', ' ']});
		expect(await console.drawn()).toContain('traffic in b/s, full height 400k');
		expect(lineOf(await console.drawn(), 2)).toMatch(/ 320k +67% +50%( |$)/);
		await console.press('b');
		expect(await console.drawn()).toContain('traffic in B/s, full height 40k');
		expect(lineOf(await console.drawn(), 2)).toMatch(/ 40\.0k +67% +50%( |$)/);
		await console.press(' ');
		expect(await console.drawn()).toContain('traffic out B/s');
	});

	test('keeps to the chosen time', async () => {
		const console = await comparing({columns: 80, rows: 24}, two, {keys: ['t', 'c', left, left]});
		expect(await console.drawn()).toContain('1 min─');
	});

	test('has no dots for fonts without them', async () => {
		const console = await comparing({columns: 80, rows: 24}, two, {
			keys: ['t', 'c', ':', 'graph-style', '\r'],
		});
		expect(await console.drawn()).toContain('█');
		expect(await console.drawn()).not.toMatch(/[⠁-⣿]/);
	});

	test('marks the changes of all its servers', async () => {
		const console = await comparing({columns: 80, rows: 24}, two);
		console.store.update(
			noteOutside([
				{
					...{kind: 'changed', service: web, server: '10.0.0.2:80', fields: []},
					...{time: 0, monotonic: 200_000, before: null, after: null},
					...{what: 'weight 1 → 3', words: ''},
				},
			]),
		);
		await console.press(down);
		expect(await console.drawn()).toMatch(/^>10\.0\.0\.1:80/m);
		expect(await console.drawn()).toMatch(/5 min─+≠─+now/);
		expect(await console.drawn()).toContain('≠18:43:20 others: 10.0.0.2:80 weight 1 → 3');
	});
});

describe('the order of compared servers', () => {
	const active = (most: number) => (number: number) => (number === most ? 9 : number);

	test('is that of the Services view, and stays when the figures change', async () => {
		const console = await comparing(
			{columns: 80, rows: 24},
			{...two, servers: [1, 2, 3], active: active(1)},
			{
				keys: [':', 'sort active', '\r', 't', 'c'],
			},
		);
		expect(names(await console.drawn())).toEqual(['10.0.0.1:80', '10.0.0.3:80', '10.0.0.2:80']);
		const later = await console.later(302, {...two, servers: [1, 2, 3], active: active(2)});
		expect(names(later)).toEqual(['10.0.0.1:80', '10.0.0.3:80', '10.0.0.2:80']);
		await console.press('c', 'c');
		expect(names(await console.drawn())).toEqual(['10.0.0.2:80', '10.0.0.3:80', '10.0.0.1:80']);
	});

	test('has the servers that the Services view hides', async () => {
		const folded = await comparing({columns: 80, rows: 24}, two, {keys: ['[', 't', 'c']});
		expect(names(await folded.drawn())).toHaveLength(2);
		const filtered = await comparing({columns: 80, rows: 24}, two, {
			keys: ['/', '10.0.0.2', '\r', 't', 'c'],
		});
		expect(names(await filtered.drawn())).toHaveLength(2);
	});

	test('gets new servers at its end, and keeps a deleted one while its graph shows anything', async () => {
		const console = await comparing({columns: 80, rows: 24}, two);
		const changed = await console.later(302, {...two, servers: [3, 2]});
		expect(names(changed)).toEqual(['10.0.0.1:80', '10.0.0.2:80', '10.0.0.3:80']);
		expect(lineOf(changed, 1)).toMatch(/ gone +– +–( |$)/);
		for (let second = 304; second < 600; second += 2) {
			await console.later(second, {...two, servers: [3, 2]});
		}

		expect(names(await console.drawn())).toContain('10.0.0.1:80');
		const later = await console.later(620, {...two, servers: [3, 2]});
		expect(names(later)).toEqual(['10.0.0.2:80', '10.0.0.3:80']);
	});

	test('of a service that is gone is still there', async () => {
		const console = await comparing({columns: 80, rows: 24}, two);
		await console.poll(read(director([], {monotonic: 302_000})));
		expect(names(await console.drawn())).toHaveLength(2);
		expect(lineOf(await console.drawn(), 1)).toMatch(/ gone +– +–( |$)/);
	});

	test('has one time for all servers, however short one has been there', async () => {
		const console = await comparing({columns: 80, rows: 24}, two);
		await console.later(302, {...two, servers: [1, 2, 3]});
		await console.press(down, down, down);
		expect(await console.drawn()).toMatch(/^>10\.0\.0\.3:80/m);
		expect(await console.drawn()).toContain(' 5 min─');
	});

	test('stays with its columns when a reading comes', async () => {
		const console = await comparing({columns: 80, rows: 24}, twenty);
		const cells = (frame: string) =>
			frame.split('\n').map(line => /[▁-█]/.exec(line)?.index ?? line.search(/\S/));
		const before = cells(await console.drawn()).slice(5, 20);
		const later = await console.later(302, {...twenty, connections: number => number * 1000});
		expect(cells(later).slice(5, 20)).toEqual(before);
	});
});

test('the upper edge of all graphs is round, not below the highest value, and not far above it', () => {
	fc.assert(
		fc.property(fc.double({min: 1e-3, max: 1e15, noNaN: true}), highest => {
			const top = roundTop(highest);
			expect(top).toBeGreaterThanOrEqual(highest * (1 - 1e-5));
			expect(top).toBeLessThanOrEqual(highest * 1.51);
			expect(top.toExponential()).toMatch(/^(?:1|1\.5|2|3|4|5|6|8)e/);
		}),
	);
	expect([0, 1, 11, 40, 501].map(roundTop)).toEqual([1, 1, 15, 40, 600]);
});

describe('the line of hints', () => {
	const told = {servers: [8, 9], connections: () => 1};

	test('says what c and Space do while servers are compared, and while graphs are shown', async () => {
		const console = await comparing({columns: 120, rows: 24}, told);
		const hints = async () => (await console.drawn()).split('\n').at(-1);
		expect(await hints()).toContain('  Space next figure  c graphs  ');
		await console.press('c');
		expect(await hints()).toContain('  Space more graphs  c compare servers  ');
	});

	test.each(screenSizes.slice(0, 2))(
		'names the key for the graphs that have no room, at %i×%i',
		async (columns, rows) => {
			const console = await comparing({columns, rows}, told, {keys: ['t']});
			expect((await console.drawn()).split('\n').at(-1)).toContain('Space more graphs');
		},
	);

	test('does not offer more graphs where all are shown, and Space says so', async () => {
		const console = await comparing({columns: 200, rows: 60}, told, {keys: ['t']});
		expect(await console.drawn()).not.toContain('more graphs');
		await console.press(' ');
		expect(await console.drawn()).toContain('all graphs are shown');
	});
});
