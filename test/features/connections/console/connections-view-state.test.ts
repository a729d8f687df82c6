/**
 * The Connections view by its keys: what it asks for, what it shows, and the way in and back.
 */
import {describe, expect, test} from 'vitest';
import {receivePoll} from '../../../../source/console/state/director-reducers.ts';
import {listRow} from '../../../../source/console/table/list.ts';
import type {ConnectionsRow} from '../../../../source/features/connections/console/connections-rows.ts';
import type {Connection} from '../../../../source/ipvs/listing.ts';
import {
	answer,
	askedNow,
	connectedDirector,
	everyKindOfConnection,
	readingOf,
	tell,
} from '../../../support/connection-table.ts';
import {keyboard} from '../../../support/keyboard.ts';
import {read} from '../../../support/open-console.ts';
import {partsOf} from '../../../support/parts-of.ts';

/** Opens the view and presses the keys; every request that a key causes is answered. */
function opened(script = '', table: readonly Connection[] = everyKindOfConnection) {
	const board = keyboard(connectedDirector());
	const {store, outside} = board;
	const press = (keys: string): void => {
		for (const key of keys.match(/<[a-z]+>|./g) ?? []) {
			const before = outside.asked.length;
			board.press(key);
			if (outside.asked.length > before && askedNow(outside) !== null) {
				answer(board, table);
			}
		}
	};
	press(`3${script}`);
	return {
		...board,
		press,
		/** Presses keys without answering their requests. */
		pressUnanswered: board.press,
		asked: () => askedNow(outside),
		view: () => partsOf(store).connections,
		names: () => partsOf(store).connections.rows.map(nameOf),
		current: () => nameOf(listRow(partsOf(store).connections)),
	};
}

function nameOf(row: ConnectionsRow | undefined): string {
	return row === undefined ? '' : row.kind === 'group' ? row.name : row.id;
}

describe('the table is read', () => {
	test('only while the view is open and nothing covers it', () => {
		const {press, asked} = opened();
		expect(asked()).not.toBeNull();
		press('?');
		expect(asked()).toBeNull();
		press('<esc>');
		expect(asked()).not.toBeNull();
		press('1');
		expect(asked()).toBeNull();
	});

	test('not while reading is paused', () => {
		const {press, asked} = opened('p');
		expect(asked()).toBeNull();
		press('p');
		expect(asked()).not.toBeNull();
	});

	test('not before the services are known', () => {
		const {press, outside, store} = keyboard(null);
		press('3');
		expect(askedNow(outside)).toBeNull();
		store.update(receivePoll(read(connectedDirector())));
		expect(askedNow(outside)).not.toBeNull();
	});

	test('again for a filter only when it has been typed to its end', () => {
		const {press, outside} = opened();
		const before = outside.asked.length;
		press('/syn');
		expect(outside.asked).toHaveLength(before);
		press('<enter>');
		expect(outside.asked.slice(before)).toMatchObject([{connections: {question: {filter: 'syn'}}}]);
	});

	test('with the budget that was typed', () => {
		const {press, outside} = opened();
		press(':budget<enter>2.5<enter>');
		expect(outside.asked.at(-1)).toMatchObject({connections: {budget: 2500}});
	});
});

describe('modes', () => {
	test('one key goes through them all', () => {
		const {press, view} = opened();
		const seen = Array.from({length: 6}, () => {
			const {mode} = view().place;
			press('v');
			return mode;
		});
		expect(seen).toEqual(['table', 'state', 'client', 'service', 'server', 'table']);
	});

	test.each([
		['one-by-one', 'table'],
		['by-state', 'state'],
		['by-client', 'client'],
		['by-service', 'service'],
		['by-server', 'server'],
	])('the command %s', (command, mode) => {
		const {press, view} = opened('v');
		press(`:${command}<enter>`);
		expect(view().place.mode).toBe(mode);
	});

	test('groups have their content, the largest first', () => {
		const {view} = opened('v');
		const figures = view().rows.map(row => (row.kind === 'group' ? [row.name, row.count] : null));
		expect(figures).toEqual([
			['TCP ESTABLISHED', 118],
			['TCP SYN_RECV', 40],
			['TCP TIME_WAIT', 10],
			['TCP FIN_WAIT', 7],
			['UDP UDP', 3],
		]);
	});

	test('clients are grouped by larger and larger networks', () => {
		const {press, names, asked} = opened('vv');
		expect(names()).toContain('2001:db8:400:1::10');
		press('l');
		expect(names()).toContain('2001:db8:400:1::/64');
		press('l');
		expect(names()).toContain('2001:db8:400::/48');
		expect(names()).toContain('203.0.0.0/16');
		press('ll');
		expect(asked()?.clientPrefix).toEqual({ipv4: 32, ipv6: 128});
	});

	test('the servers of a service are compared with their weights, including those without connections', () => {
		const {view} = opened('vvv<enter>:by-server<enter>');
		const shares = view().rows.map(row =>
			row.kind === 'group' ? [row.name, row.count, row.asked, row.status] : null,
		);
		expect(shares).toEqual([
			['10.0.0.8:80', 120, 3 / 8, ''],
			['10.0.0.9:80', 40, 3 / 8, ''],
			['10.0.0.99:80', 3, null, 'orphan'],
			['10.0.0.10:80', 2, 0, 'weight-zero'],
			['10.0.0.11:80', 0, 2 / 8, ''],
		]);
	});
});

describe('the way in and back', () => {
	test('Enter on a group shows its connections, Esc the groups with the cursor where it was', () => {
		const {press, view, current, asked} = opened('vj');
		expect(current()).toBe('TCP SYN_RECV');
		press('<enter>');
		expect(view().rows).toHaveLength(40);
		expect(asked()?.scope).toEqual({by: 'state', protocol: 'tcp', state: 'SYN_RECV'});
		press('<esc>');
		expect(view().place).toMatchObject({mode: 'state', scopes: []});
		expect(current()).toBe('TCP SYN_RECV');
	});

	test('the groups are shown again before the table has been read', () => {
		const {pressUnanswered, store} = opened('vj<enter>');
		pressUnanswered('<esc>');
		expect(partsOf(store).connections.rows).toHaveLength(5);
		tell(store, {
			reading: readingOf(everyKindOfConnection, {filter: 'other'}),
			answered: null,
			progress: {seen: 10, about: 100, elapsed: 100},
		});
		expect(partsOf(store).connections.rows).toHaveLength(5);
	});

	test('a group within a group has what both have', () => {
		const {press, view, asked} = opened('vvv<enter>:by-state<enter>');
		press('j<enter>');
		expect(view().rows).toHaveLength(40);
		expect(asked()?.scope).toMatchObject({by: 'all-of', scopes: [{by: 'service'}, {by: 'state'}]});
		press('<esc><esc><esc>');
		expect(view().place).toMatchObject({mode: 'service', scopes: []});
	});

	test('the rows of another place are never taken for those of this one', () => {
		const {pressUnanswered, store} = opened('vj');
		pressUnanswered('<enter>');
		expect(partsOf(store).connections).toMatchObject({rows: [], shown: null});
	});

	test('Enter on a connection shows everything about it', () => {
		const {press, store} = opened('/192.0.2.4<enter>');
		press('<enter>');
		const state = store.getState();
		expect(state.overlay).toMatchObject({place: 'connection'});
		const {title = '', lines = []} = state.overlay?.text?.(state) ?? {};
		expect(title).toBe('Connection of 192.0.2.4:1024');
		expect(lines.flatMap(line => line.map(({text}) => text)).join(' ')).toContain(
			'UDP 10.1.1.1:53',
		);
		press('<esc>');
		expect(store.getState().overlay).toBeNull();
	});

	test.each([
		['a service', 'c', {by: 'service', service: 'tcp:10.1.1.1:80'}, 165],
		['a server', 'jjc', {by: 'server', server: '10.0.0.9:80', service: 'tcp:10.1.1.1:80'}, 40],
		['a machine', '2jjjc', {by: 'real-server', address: '10.0.0.11'}, 0],
		['a machine with two services', '2jc', {by: 'real-server', address: '10.0.0.9'}, 43],
	])('from %s to its connections, and back to the whole table', (_, keys, scope, count) => {
		const {press, view, asked, store} = opened('1');
		press(keys);
		expect(asked()?.scope).toEqual(scope);
		expect(view().rows).toHaveLength(count);
		press('<esc>');
		expect(view().place.scopes).toEqual([]);
		press('1');
		expect(store.getState().view).toBe('services');
	});

	test('Esc takes the filter away that was set in a group, then leaves the group', () => {
		const {press, view} = opened('v<enter>/203.0.113.7<enter>');
		expect(view()).toMatchObject({filter: '203.0.113.7', place: {mode: 'table'}});
		press('<esc>');
		expect(view()).toMatchObject({filter: '', place: {mode: 'table'}});
		press('<esc>');
		expect(view().place.mode).toBe('state');
	});

	test('settings of the whole table do not reappear by Esc in the connections of a row', () => {
		const {press, view} = opened('O/203.0.113<enter>1c');
		expect(view()).toMatchObject({filter: '', place: {status: null, scopes: [{by: 'service'}]}});
		press('<esc>');
		expect(view()).toMatchObject({filter: '203.0.113', place: {status: 'orphan', scopes: []}});
	});

	test('a filter of the groups holds in the group', () => {
		const {press, view} = opened('v/192.0.2.3<enter><enter>');
		expect(view().rows).toHaveLength(3);
		press('<esc>');
		expect(view()).toMatchObject({filter: '192.0.2.3', place: {mode: 'state'}});
	});

	test('from the whole table the way back is to the Services view, as in every view', () => {
		const {press, view, store} = opened('v/192.0.2.3<enter>');
		press('<esc>');
		expect(view()).toMatchObject({filter: '', place: {mode: 'state'}});
		expect(store.getState().view).toBe('connections');
		press('<esc>');
		expect(store.getState().view).toBe('services');
	});
});

describe('listed rows', () => {
	test('templates are apart', () => {
		const {press, view} = opened();
		expect(view().rows).toHaveLength(178);
		press('t');
		expect(view().rows).toHaveLength(3);
		press('v');
		expect(view().rows).toMatchObject([
			{name: 'TCP ASSURED', count: 2, others: 0},
			{name: 'TCP NONE', count: 1, others: 0},
		]);
	});

	test('orphans, then those of servers of weight 0, then all', () => {
		const {press, view} = opened('O');
		expect(view().rows).toHaveLength(3);
		press('O');
		expect(view().rows).toHaveLength(2);
		press('O');
		expect(view().rows).toHaveLength(178);
	});

	test('orphans within a group', () => {
		const {press, view} = opened('vvv<enter>O');
		expect(view().rows).toHaveLength(3);
		press('<esc>');
		expect(view().rows).toHaveLength(165);
	});
});

describe('the order', () => {
	test('of single connections is asked for', () => {
		const {press, asked, names} = opened('>>');
		expect(asked()?.sort).toEqual({column: 'client', descending: false});
		expect(names()[0]).toContain('192.0.2.3');
		press('r');
		expect(asked()?.sort).toEqual({column: 'client', descending: true});
		expect(names()[0]).toContain('[2001:db8:400:3::10]');
	});

	test('of groups comes from the reading', () => {
		const {press, names, outside} = opened('vv');
		const before = outside.asked.length;
		press('<lt>');
		expect(names()).toEqual(names().toSorted(new Intl.Collator('en', {numeric: true}).compare));
		press('r');
		expect(names()[0]).toBe('2001:db8:400:3::10');
		expect(outside.asked).toHaveLength(before);
	});
});

describe('the columns of groups', () => {
	function sortedBy(script: string): readonly string[] {
		const {press, view} = opened(script);
		return Array.from({length: 4}, () => {
			const {column} = view().groupSort;
			press('>');
			return column;
		});
	}

	test('are sorted by one after the other', () => {
		expect(sortedBy('v')).toEqual(['count', 'others', 'name', 'count']);
	});

	test('have the share by weight only with the servers of one service', () => {
		expect(sortedBy('vvv<enter>V')).toEqual(['count', 'asked', 'others', 'name']);
	});
});

describe('the cursor', () => {
	test('stays on its connection when others come and go', () => {
		const {press, current, store, outside} = opened('jjj');
		const on = current();
		answer({store, outside}, [
			...everyKindOfConnection.slice(120),
			...everyKindOfConnection.slice(2, 10),
		]);
		expect(current()).toBe(on);
		press('k');
		expect(current()).not.toBe(on);
	});

	test('stays on its group when the counts change their order', () => {
		const {current, store, outside} = opened('vj');
		expect(current()).toBe('TCP SYN_RECV');
		answer({store, outside}, everyKindOfConnection.slice(110));
		expect(partsOf(store).connections.cursor.index).toBe(0);
		expect(current()).toBe('TCP SYN_RECV');
	});
});
