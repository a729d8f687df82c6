import {beforeEach, describe, expect, test} from 'vitest';
import {createConsoleStore} from '../../../source/console/state/console-store.ts';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import type {ConsoleStore} from '../../../source/console/state/model.ts';
import {moveCursor} from '../../../source/console/state/move-reducers.ts';
import {targetsRefused} from '../../../source/console/state/permission.ts';
import {openView, setFilter} from '../../../source/console/state/view.ts';
import {sortRows} from '../../../source/console/table/sort-rows.ts';
import type {LiveDirector, LiveServer} from '../../../source/director/polling/live.ts';
import {realServerColumns} from '../../../source/features/servers/columns.ts';
import {openRealServer} from '../../../source/features/servers/details-overlay.tsx';
import {
	entriesWithWeight,
	forwardingNames,
	type RealServerState,
	realServerState,
	summedRate,
	weightRange,
} from '../../../source/features/servers/real-server-figures.ts';
import {findRealServer, realServersOf} from '../../../source/features/servers/real-server-row.ts';
import {
	markShownRealServers,
	moveRealServerSort,
	reverseRealServerSort,
	showEntries,
	toggleRealServerMark,
	unmarkRealServers,
} from '../../../source/features/servers/servers-actions.ts';
import {
	type RealServerColumn,
	realServerSortColumns,
	sortRealServersBy,
} from '../../../source/features/servers/sort-real-servers.ts';
import {toggleMark} from '../../../source/features/services/table-reducers.ts';
import {assembly} from '../../../source/program/features.ts';
import {fakeOutside, read} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {director, rates, server, service} from '../../support/sample-director.ts';

/** 10.0.0.2 is in three services, at two ports in one of them; 10.0.0.10 comes after it by number. */
function threeServices(told: Partial<LiveServer> = {}): LiveDirector {
	return director([
		service('tcp:10.1.1.1:80', [
			server('10.0.0.2:80', {weight: 5, activeConnections: 2, rates: rates({connections: 1})}),
			server('10.0.0.2:8080', {weight: 1, inactiveConnections: 7, rates: rates({inBytes: 10})}),
			server('10.0.0.10:80', {activeConnections: 9, ...told}),
		]),
		service('tcp:[2001:db8::1]:443', [
			server('[2001:db8::2]:443', {
				forwarding: 'tunnel',
				tunnel: {type: 'ipip', port: null, checksum: null},
			}),
		]),
		service('udp:10.1.1.1:53', [
			server('10.0.0.2:53', {weight: 0, forwarding: 'route', rates: rates({connections: 2})}),
		]),
	]);
}

let store: ConsoleStore;
const ids = (): readonly string[] => partsOf(store).servers.rows.map(({id}) => id);
const cursor = (): string | null => partsOf(store).servers.cursor.id;
const poll = (next: LiveDirector): void => store.update(receivePoll(read(next)));
const targets = (): readonly string[] =>
	store
		.getState()
		.selection.targets()
		.map(entry => `${entry.service.id} ${entry.server.id}`);

beforeEach(() => {
	store = createConsoleStore(assembly, fakeOutside());
	poll(threeServices());
	store.update(openView('servers'));
});

const ofRealServer = (...entries: readonly LiveServer[]) => {
	const [realServer] = realServersOf(
		director(entries.map((entry, index) => service(`tcp:10.1.1.${index}:80`, [entry]))),
	);
	if (realServer === undefined) {
		throw new Error('no machine');
	}

	return realServer;
};
const entry = (told: Partial<LiveServer> = {}): LiveServer => server('10.0.0.2:80', told);

describe('a machine', () => {
	test('is one row over all its services and ports, by address', () => {
		expect(ids()).toEqual(['10.0.0.2', '10.0.0.10', '2001:db8::2']);
		expect(
			findRealServer(threeServices(), '10.0.0.2')?.entries.map(
				found => `${found.service.id} ${found.server.id}`,
			),
		).toEqual([
			'tcp:10.1.1.1:80 10.0.0.2:80',
			'tcp:10.1.1.1:80 10.0.0.2:8080',
			'udp:10.1.1.1:53 10.0.0.2:53',
		]);
	});

	test('has the figures of all its entries', () => {
		const realServer = ofRealServer(
			entry({weight: 5, rates: rates({connections: 1.5, inBytes: 100})}),
			entry({weight: 0, forwarding: 'route', rates: rates({connections: 2})}),
			entry({weight: 1, rates: rates({inBytes: 20})}),
		);
		expect(weightRange(realServer)).toEqual({lowest: 0, highest: 5});
		expect(entriesWithWeight(realServer)).toBe(2);
		expect(forwardingNames(realServer)).toEqual(['NAT', 'DR']);
		expect(summedRate(realServer, 'connections')).toEqual({perSecond: 3.5, isKernels: false});
		expect(summedRate(realServer, 'inBytes')).toEqual({perSecond: 120, isKernels: false});
	});

	test('has no rate if that of one entry is unknown, and marks the kernel’s', () => {
		const known = entry({rates: rates({connections: 4})});
		expect(
			summedRate(ofRealServer(known, entry({rates: null, ratesFrom: null})), 'connections'),
		).toBeNull();
		expect(summedRate(ofRealServer(known, entry({ratesFrom: 'kernel'})), 'connections')).toEqual({
			perSecond: 4,
			isKernels: true,
		});
	});

	const busy = {activeConnections: 3};
	test.each<[RealServerState, readonly Partial<LiveServer>[]]>([
		['normal', [{}, busy]],
		['draining', [{weight: 0, ...busy}, {weight: 0}]],
		['some-draining', [{weight: 0, ...busy}, {}]],
		['drained', [{weight: 0}, {weight: 0}]],
		['some-drained', [{weight: 0}, busy]],
		[
			'over-threshold',
			[
				{...busy, upperThreshold: 3},
				{weight: 0, ...busy},
			],
		],
	])('is %s', (state, told) => {
		expect(realServerState(ofRealServer(...told.map(entry)))).toBe(state);
	});
});

describe('the order', () => {
	test('is by address, and every column can be come to and turned round', () => {
		const seen = new Map<string, readonly string[]>();
		for (const column of realServerSortColumns) {
			expect(partsOf(store).servers.sort.column).toBe(column);
			seen.set(column, ids());
			store.update(moveRealServerSort(1));
		}

		expect(partsOf(store).servers.sort).toEqual({column: 'address', descending: false});
		expect(Object.fromEntries(seen)).toMatchObject({
			active: ['10.0.0.10', '10.0.0.2', '2001:db8::2'],
			entries: ['10.0.0.2', '10.0.0.10', '2001:db8::2'],
			weight: ['10.0.0.2', '10.0.0.10', '2001:db8::2'],
			via: ['10.0.0.10', '10.0.0.2', '2001:db8::2'],
			inactive: ['10.0.0.2', '10.0.0.10', '2001:db8::2'],
		});
		store.update(reverseRealServerSort);
		expect(ids()).toEqual(['2001:db8::2', '10.0.0.10', '10.0.0.2']);
		store.update(moveRealServerSort(-1));
		expect(partsOf(store).servers.sort.column).toBe(realServerSortColumns.at(-1));
	});

	test.each<RealServerColumn>(['connections', 'in', 'out'])(
		'has an unknown rate last in %s, in either direction',
		column => {
			const realServers = realServersOf(threeServices({rates: null, ratesFrom: null}));
			const sort = sortRealServersBy(column);
			for (const descending of [true, false]) {
				expect(sortRows(realServerColumns, realServers, {...sort, descending}).at(-1)?.id).toBe(
					'10.0.0.10',
				);
			}
		},
	);
});

test.each([
	['10.0.0.2', ['10.0.0.2']],
	['udp', ['10.0.0.2']],
	['tcp:10.1.1.1', ['10.0.0.2', '10.0.0.10']],
	['8080', ['10.0.0.2']],
	['DRAINED', ['10.0.0.2']],
	['some-drained', ['10.0.0.2']],
	['dr', ['10.0.0.2']],
	['tun', ['2001:db8::2']],
	['nat 53', ['10.0.0.2']],
	['10.9.9.9', []],
])('the filter %s shows %j', (filter, shown) => {
	store.update(setFilter(filter));
	expect(ids()).toEqual(shown);
});

describe('the cursor', () => {
	test('stays on its machine through readings and orders', () => {
		store.update(moveCursor(1));
		poll(threeServices({activeConnections: 0}));
		expect(cursor()).toBe('10.0.0.10');
		store.update(reverseRealServerSort, moveRealServerSort(1));
		expect(cursor()).toBe('10.0.0.10');
		poll(
			director([
				...threeServices().services.slice(0, 1),
				service('tcp:10.1.1.1:443', [server('10.0.0.1:443')]),
			]),
		);
		expect(cursor()).toBe('10.0.0.10');
	});

	test('reports where it went when its real server is in no service any more', () => {
		store.update(moveCursor(1));
		poll(director(threeServices().services.slice(1)));
		expect(store.getState().message?.text).toBe(
			'10.0.0.10 is no longer in any service; the cursor moved to 2001:db8::2',
		);
	});

	test('opens the entries in the Services view, and no others', () => {
		openRealServer(store);
		store.update(showEntries);
		const {view, overlay} = store.getState();
		const {rows, filter, cursor: at} = partsOf(store).services;
		expect({view, filter, at: at.id, overlay}).toEqual({
			view: 'services',
			filter: '10.0.0.2:',
			at: 'tcp:10.1.1.1:80 10.0.0.2:80',
			overlay: null,
		});
		expect(rows.filter(({kind}) => kind === 'server').map(({id}) => id)).toEqual([
			'tcp:10.1.1.1:80 10.0.0.2:80',
			'tcp:10.1.1.1:80 10.0.0.2:8080',
			'udp:10.1.1.1:53 10.0.0.2:53',
		]);
	});
});

describe('the targets of an action', () => {
	test('is all entries of the machine under the cursor', () => {
		expect(targets()).toEqual([
			'tcp:10.1.1.1:80 10.0.0.2:80',
			'tcp:10.1.1.1:80 10.0.0.2:8080',
			'udp:10.1.1.1:53 10.0.0.2:53',
		]);
	});

	test('is all entries of the marked machines, also of those that a filter hides', () => {
		store.update(moveCursor(1), toggleRealServerMark, toggleRealServerMark, setFilter('10.0.0.2'));
		expect(targets()).toEqual([
			'tcp:10.1.1.1:80 10.0.0.10:80',
			'tcp:[2001:db8::1]:443 [2001:db8::2]:443',
		]);
		store.update(markShownRealServers);
		expect(targets()).toHaveLength(5);
		store.update(unmarkRealServers);
		expect(targets()).toHaveLength(3);
	});

	test('is not what is marked in the other view', () => {
		store.update(openView('services'), moveCursor(3), toggleMark, openView('servers'));
		expect(targets()).toHaveLength(3);
		store.update(openView('services'));
		expect(targets()).toEqual(['tcp:10.1.1.1:80 10.0.0.10:80']);
	});

	test('is not a real server that is gone, and nothing if there is none', () => {
		store.update(moveCursor(1), toggleRealServerMark);
		poll(director(threeServices().services.slice(1)));
		expect(partsOf(store).servers.marked.size).toBe(0);
		poll(director([]));
		expect(targets()).toEqual([]);
		expect(targetsRefused(store.getState())).toBe('no server to change');
	});
});
