/**
 * The Servers view and the Log view as whole screens. Each is a file in frames/ that can be reviewed; `vitest -u`
 * rewrites them.
 */
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {placeColumns} from '../../../source/console/table/place-columns.ts';
import {realServerColumns} from '../../../source/features/servers/columns.ts';
import {realServerContext} from '../../../source/features/servers/columns-context.ts';
import {weightFigure} from '../../../source/features/servers/real-server-figures.ts';
import {realServerSortColumns as sortable} from '../../../source/features/servers/sort-real-servers.ts';
import type {LogEntry} from '../../../source/plans/log/log-entry.ts';
import type {RowState} from '../../../source/plans/plan.ts';
import {
	addServiceStep,
	editServerStep,
	startDaemonStep,
	zeroStep,
} from '../../../source/plans/steps.ts';
import {eventually} from '../../support/eventually.ts';
import {nat, web, webKey} from '../../support/example.ts';
import {type OpenConsole, openConsole, read} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {director, rates, sampleDirector, server, service} from '../../support/sample-director.ts';
import {seenDirector} from '../../support/seen-director.ts';
import {keySequences} from '../../support/terminal-screen.ts';

const {down, enter, esc} = keySequences;
const small = {columns: 80, rows: 24};
const large = {columns: 200, rows: 60};

beforeEach(() => {
	vi.stubEnv('TZ', 'UTC');
});
afterEach(() => {
	vi.unstubAllEnvs();
});

async function expectFrame(name: string, {drawn}: OpenConsole): Promise<void> {
	await expect(`${await drawn()}\n`).toMatchFileSnapshot(`../../frames/${name}.txt`);
}

/** Real servers in every state, one of them in many services, one with unknown rates. */
function realServers() {
	const busy = {activeConnections: 40, inactiveConnections: 5};
	const names = Array.from({length: 12}, (_, index) => `tcp:172.16.250.${index}:443`);
	return director([
		...sampleDirector().services,
		...names.map((name, index) =>
			service(name, [
				server('10.0.0.20:443', {
					...busy,
					weight: index,
					rates: rates({connections: 0.5, inBytes: 4000}),
				}),
			]),
		),
		service('fwm:7', [
			server('10.0.0.30:0', {weight: 0, ...busy}),
			server('10.0.0.31:0', {rates: null, ratesFrom: null}),
			server('10.0.0.32:0', {
				ratesFrom: 'kernel',
				rates: rates({connections: 3}),
				forwarding: 'tunnel',
				tunnel: {type: 'ipip', port: null, checksum: null},
			}),
		]),
	]);
}

describe('servers', () => {
	test.each([small, large])('at $columns×$rows', async size => {
		const console = await openConsole(size, realServers());
		await console.press('2', down, ' ');
		await expectFrame(`servers-${size.columns}x${size.rows}`, console);
	});

	test('sorted and filtered', async () => {
		const console = await openConsole(small, realServers());
		await console.press('2', '>', '>', '>', '>', '/', 'tcp', enter);
		await expectFrame('servers-sorted-80x24', console);
	});

	test('on a director without any', async () => {
		const console = await openConsole(small, director([]));
		await console.press('2');
		await expectFrame('servers-none-80x24', console);
	});

	test.each([small, large])('details at $columns×$rows', async size => {
		const console = await openConsole(size, realServers());
		await console.press('2', '/', '10.0.0.20', enter, enter, down, down);
		await expectFrame(`servers-details-${size.columns}x${size.rows}`, console);
	});

	test('details follow the readings until the real server is gone', async () => {
		const console = await openConsole(small, realServers());
		await console.press('2', '/', '10.0.0.31', enter, enter);
		await console.poll(read(director([service('fwm:7', [server('10.0.0.31:0', {weight: 77})])])));
		expect(await console.drawn()).toContain('│     77 │');
		await console.poll(read(director([])));
		expect(await console.drawn()).toContain('This server is no longer in any service.');
		await console.press(esc);
		expect(console.store.getState().overlay).toBeNull();
	});

	test('a weight is asked for by the machine’s name', async () => {
		const console = await openConsole(small, realServers());
		await console.press('2', '/', '10.0.0.20', enter, 'w', '5');
		expect(await console.drawn()).toContain(' weight of 10.0.0.20 (now 0–11): 5');
	});
});

describe('the columns of the Servers view', () => {
	test('are those that it can be sorted by, and the trend', () => {
		const [address, ...others] = sortable;
		expect(realServerColumns.map(({id}) => id)).toEqual([address, 'name', ...others, 'trend']);
	});

	test('are all there on a wide terminal, and on a narrow one the sorted one is', () => {
		const context = realServerContext(seenDirector(null), {address: 15, entries: 3});
		const place = (cells: number, sorted: (typeof sortable)[number]) =>
			placeColumns(realServerColumns, {rows: [], context, cells}, sorted).map(
				({column}) => column.id,
			);
		expect(place(200, 'address')).toEqual([...sortable, 'trend']);
		for (const column of sortable) {
			expect(place(60, column)).toContain(column);
		}
	});

	test.each([
		[[5], '5'],
		[[5, 5], '5'],
		[[1, 5, 0], '0–5'],
		[[65_535, 65_535], '65535'],
		[[1, 65_535], '1–65535'],
		[[100, 500], '100–500'],
		[[999, 65_535], '999–66k'],
		[[10_000, 65_535], '10k–66k'],
	])('say %j as %s', (weights, figure) => {
		const {services} = director([
			service(
				'fwm:7',
				weights.map((weight, port) => server(`10.0.0.1:${port}`, {weight})),
			),
		]);
		const entries = services.flatMap(found =>
			found.servers.map(entry => ({service: found, server: entry})),
		);
		expect(weightFigure({entries}, 7)).toBe(figure);
	});
});

/** A log of two days, of several users, with failures; the last plan has two commands. */
const entries: readonly LogEntry[] = [
	{
		day: 1,
		user: 'root',
		plan: 'start the master sync daemon',
		...startDaemonStep({
			role: 'master',
			interface: 'eth0',
			syncId: 5,
			maxLength: null,
			group: null,
			port: null,
			ttl: null,
		}),
	},
	{
		day: 2,
		user: 'deployment',
		plan: 'zero all counters',
		...zeroStep(null),
		exitCode: null,
		message: 'no answer within 10 s; it is not known whether it took effect',
	},
	{
		day: 2,
		user: 'ann',
		plan: 'new service',
		...addServiceStep(web),
		exitCode: 255,
		message: 'Service already exists',
	},
	{
		day: 2,
		user: 'ann',
		plan: 'weight of 10.0.0.8:8080 in tcp:172.16.249.138:80: 1 → 5',
		...editServerStep(webKey, nat, {...nat, weight: 5}),
	},
].map(
	(
		{
			day,
			user,
			plan,
			command,
			before,
			after,
			exitCode = 0,
			message = '',
		}: {
			day: number;
			user: string;
			plan: string;
			command: readonly string[];
			before: RowState;
			after: RowState;
			exitCode?: number | null;
			message?: string;
		},
		index,
	) => {
		const time = new Date(Date.UTC(2026, 0, day, 9, 5, index)).toISOString();
		return {
			...{time, user, host: 'lb1', plan, command, exitCode, message, before, after},
			run: {begun: time, step: 1, steps: 1},
		};
	},
);

async function openLog(
	size: {columns: number; rows: number},
	unreadable = 0,
): Promise<OpenConsole> {
	const console = await openConsole(size, sampleDirector());
	console.outside.now = () => Date.UTC(2026, 0, 2, 12);
	console.outside.logged = {entries, unreadable};
	await console.press('6');
	await eventually(() => expect(partsOf(console.store).log.rows).toHaveLength(entries.length));
	return console;
}

describe('the log', () => {
	test.each([small, large])('at $columns×$rows', async size => {
		const console = await openLog(size, 2);
		await console.press(down);
		await expectFrame(`log-${size.columns}x${size.rows}`, console);
	});

	test.each([small, large])('details at $columns×$rows', async size => {
		const console = await openLog(size);
		await console.press(enter);
		await expectFrame(`log-details-${size.columns}x${size.rows}`, console);
	});

	test('that cannot be read', async () => {
		const console = await openConsole(small, sampleDirector());
		console.outside.logged = Promise.reject(
			new Error("EACCES: permission denied, open '/root/.local/state/lvstop/lb1/commands.jsonl'"),
		);
		await console.press('6');
		await eventually(() => expect(partsOf(console.store).log.problem).not.toBeNull());
		await expectFrame('log-not-readable-80x24', console);
	});

	test('of a director that was never changed', async () => {
		const console = await openConsole(small, sampleDirector());
		await console.press('6');
		await eventually(() => expect(partsOf(console.store).log.readAt).not.toBeNull());
		expect(await console.drawn()).toContain('The log is empty: lvstop has changed nothing yet.');
	});

	test('undo of an entry waits for an answer', async () => {
		const console = await openLog(small);
		await console.press('u');
		await expectFrame('log-undo-80x24', console);
	});

	test('escape sequences in a log do not reach the terminal', async () => {
		const console = await openConsole(small, sampleDirector());
		const evil = '\u{1B}[2Jcleared';
		console.outside.logged = {
			entries: entries.map(entry => ({
				...entry,
				user: evil,
				plan: evil,
				message: evil,
				command: ['ipvsadm', evil],
			})),
			unreadable: 0,
		};
		await console.press('6');
		await eventually(() => expect(partsOf(console.store).log.rows).toHaveLength(entries.length));
		await console.press(enter);
		expect(await console.drawn()).toContain('\\x1b[2Jcleared');
		expect(console.written()).not.toContain('\u{1B}[2Jcleared');
	});
});
