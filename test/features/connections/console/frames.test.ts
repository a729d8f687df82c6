/**
 * Whole screens of the Connections view. Each is a file in frames/; `vitest -u` writes them anew.
 */

import {expect, test} from 'vitest';
import {ReadingError} from '../../../../source/director/reading/reading.ts';
import {ipAddress} from '../../../../source/ipvs/address.ts';
import type {Connection} from '../../../../source/ipvs/listing.ts';
import {
	answer,
	connectedDirector,
	everyKindOfConnection,
	tell,
} from '../../../support/connection-table.ts';
import {type OpenConsole, openConsole} from '../../../support/open-console.ts';
import {partsOf} from '../../../support/parts-of.ts';
import {keySequences} from '../../../support/terminal-screen.ts';
import {connections} from '../table/survey-of.ts';

const {down, enter} = keySequences;
const small = {columns: 80, rows: 24};
const medium = {columns: 120, rows: 40};
const large = {columns: 200, rows: 60};

async function expectFrame(name: string, {drawn}: OpenConsole): Promise<void> {
	await expect(`${await drawn()}\n`).toMatchFileSnapshot(`../../../frames/connections-${name}.txt`);
}

/** The view after these keys; every request that a key causes is answered. */
function opened(size: typeof small, ...keys: readonly string[]): Promise<OpenConsole> {
	return openedOn(everyKindOfConnection, size, keys);
}

async function openedOn(
	table: readonly Connection[],
	size: typeof small,
	keys: readonly string[],
): Promise<OpenConsole> {
	const console = await openConsole(size, connectedDirector());
	for (const key of ['3', ...keys]) {
		const before = console.outside.asked.length;
		await console.press(key);
		if (console.outside.asked.length > before && console.store.getState().overlay === null) {
			answer(console, table);
		}
	}

	return console;
}

test.each([small, medium, large])('one by one at $columns×$rows', async size => {
	await expectFrame(`table-${size.columns}x${size.rows}`, await opened(size));
});

test.each([small, large])('of IPv6 only at $columns×$rows', async size => {
	await expectFrame(
		`ipv6-${size.columns}x${size.rows}`,
		await opened(size, '/', '2001:db8:400::/48', enter, '>'),
	);
});

test.each([
	['state', ['v']],
	['client', ['v', 'v']],
	['networks', ['v', 'v', 'l']],
	['service', ['v', 'v', 'v']],
	['server', ['V']],
] as const)('grouped by %s', async (name, keys) => {
	await expectFrame(`by-${name}-80x24`, await opened(small, ...keys));
	await expectFrame(`by-${name}-120x40`, await opened(medium, ...keys));
	await expectFrame(`by-${name}-200x60`, await opened(large, ...keys));
});

test('the servers of a service compared with their weights', async () => {
	const keys = ['v', 'v', 'v', enter, 'V'];
	await expectFrame('shares-80x24', await opened(small, ...keys));
	await expectFrame('shares-120x40', await opened(medium, ...keys));
});

test('the longest addresses of servers are shortened before a figure goes', async () => {
	const longest = {address: ipAddress('2001:db8:aaaa:bbbb:cccc:dddd:eeee:1111'), port: 65_535};
	const table = connections(12).map((connection, index) => ({
		...connection,
		client: {address: ipAddress('2001:db8:400::10'), port: 40_000 + index},
		virtual: {address: ipAddress('2001:db8:1::1'), port: 443},
		server: index < 9 ? longest : {address: ipAddress('2001:db8:ffff::8'), port: 443},
	}));
	await expectFrame('long-servers-80x24', await openedOn(table, small, ['V']));
	const ofService = ['v', 'v', 'v', enter, 'V'];
	await expectFrame('long-shares-80x24', await openedOn(table, small, ofService));
	await expectFrame('long-shares-60x15', await openedOn(table, {columns: 60, rows: 15}, ofService));
});

test('a group that was opened', async () => {
	await expectFrame('group-80x24', await opened(small, 'v', down, enter));
});

test('persistence templates', async () => {
	await expectFrame('templates-80x24', await opened(small, 't'));
	await expectFrame('templates-120x40', await opened(medium, 't'));
});

test('connections of servers that are no longer configured', async () => {
	await expectFrame('orphans-120x40', await opened(medium, 'O'));
});

test('connections of servers of weight 0', async () => {
	await expectFrame('weight-zero-80x24', await opened(small, 'O', 'O'));
});

test('everything that is known of a connection', async () => {
	await expectFrame('details-80x24', await opened(small, enter));
});

test('all notices in full', async () => {
	await expectFrame('notices-80x24', await opened(small, 'n'));
});

test('before the first reading has ended', async () => {
	const console = await openConsole(small, connectedDirector());
	await console.press('3');
	tell(console.store, {progress: {seen: 123_456, about: 1_000_000, elapsed: 400}});
	await expectFrame('first-reading-80x24', console);
});

test('during a long reading after another one', async () => {
	const console = await opened(small);
	const {reading, answered} = partsOf(console.store).connections.watch;
	tell(console.store, {
		reading,
		answered,
		progress: {seen: 123_456, about: 1_000_000, elapsed: 400},
	});
	await expectFrame('reading-80x24', console);
});

test('when the time was up', async () => {
	const console = await openConsole(medium, connectedDirector());
	await console.press('3');
	answer(console, everyKindOfConnection, {about: 1_000_000, elapsed: 1000, end: 'out-of-time'});
	await expectFrame('out-of-time-120x40', console);
});

test('a filter with a word that means nothing', async () => {
	const console = await opened(small, '/', '10.0.0.0/44');
	await expectFrame('filter-typed-80x24', console);
	await console.press(enter);
	expect(console.store.getState().prompt).toMatchObject({name: 'filter'});
	await console.press('\u{15}', 'nowhere', enter);
	answer(console);
	await expectFrame('filter-nothing-80x24', console);
});

test('if the table cannot be read', async () => {
	const console = await opened(small);
	const {reading, answered} = partsOf(console.store).connections.watch;
	const error = new ReadingError(
		'no-permission',
		'/proc/net/ip_vs_conn: no permission',
		'run lvstop as root, or with --via sudo',
	);
	tell(console.store, {reading, answered, error});
	await expectFrame('error-80x24', console);
});
