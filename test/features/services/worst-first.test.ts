/**
 * Sorting by state puts the worst first, in the order of the list of problems, and a server that does not answer is a state
 * like others: for sorting, for filters, in both views and in printed readings.
 */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {plainContext} from '../../../source/console/filter/filter-term.ts';
import {type RowId, serverRowId} from '../../../source/console/state/console-row.ts';
import {
	noAnswersByService,
	noFacts,
	type RowFacts,
} from '../../../source/console/state/row-facts.ts';
import {RowSet} from '../../../source/console/state/row-set.ts';
import type {LiveDirector} from '../../../source/director/polling/live.ts';
import {receiveNoAnswers} from '../../../source/features/connections/console/receive-no-answers.ts';
import {findProblems} from '../../../source/features/problems/find-problems.ts';
import {problemKinds} from '../../../source/features/services/index.ts';
import {jsonReading} from '../../../source/features/services/output/json-reading.ts';
import {textTable, textTableParts} from '../../../source/features/services/output/text-table.ts';
import {filterServices, sortServices} from '../../../source/features/services/select-rows.ts';
import {sortBy} from '../../../source/features/services/sort-rows.ts';
import {allOf} from '../../support/all-of.ts';
import {keyboard} from '../../support/keyboard.ts';
import {partsOf} from '../../support/parts-of.ts';
import {director, server, service} from '../../support/sample-director.ts';

/** A server of each kind of problem, and one without. */
const kinds = [
	{weight: 1},
	{weight: 0},
	{weight: 0, activeConnections: 2},
	{weight: 1, upperThreshold: 3, activeConnections: 3},
];
const facts = ['none', 'silent', 'checked', 'changed'] as const;
const serverOfAnyKind = fc.record({
	told: fc.constantFrom(...kinds),
	fact: fc.constantFrom(...facts),
});

/** The director, and what is known about its rows, of servers by services. */
function told(
	services: readonly (readonly {
		readonly told: (typeof kinds)[number];
		readonly fact: (typeof facts)[number];
	}[])[],
): {readonly live: LiveDirector; readonly known: RowFacts} {
	const all = services.map((servers, at) => ({
		id: `tcp:10.1.1.${at}:80` as const,
		servers: servers.map((each, index) => ({...each, id: `10.0.${at}.${index}:80` as const})),
	}));
	const rowsWith = (wanted: string) =>
		all.flatMap(({id, servers}) =>
			servers.filter(({fact}) => fact === wanted).map(each => serverRowId(id, each.id)),
		);
	return {
		live: director(
			all.map(({id, servers}) =>
				service(
					id,
					servers.map(each => server(each.id, each.told)),
				),
			),
		),
		known: {
			noAnswers: noAnswersByService(
				all.map(({id, servers}) => ({
					service: id,
					servers: servers.filter(({fact}) => fact === 'silent').map(each => each.id),
				})),
			),
			checked: RowSet.of(rowsWith('checked')),
			changed: RowSet.of(rowsWith('changed')),
		},
	};
}

it('the worst row comes first, of services and of the servers in each, as in the list of problems', () => {
	fc.assert(
		fc.property(fc.array(fc.array(serverOfAnyKind, {maxLength: 4}), {maxLength: 5}), services => {
			const {live, known} = told(services);
			const found = new Map(findProblems(live, known).map(({row, kind}) => [row, kind]));
			/** 0 for the worst; beyond all problems for a row without one. */
			const place = (row: RowId) => {
				const kind = found.get(row);
				return kind === undefined ? problemKinds.length : problemKinds.indexOf(kind);
			};
			const order = sortServices(filterServices(live.services, '', new Set()), sortBy('state'), {
				facts: known,
			});
			const places = order.map(({service: {id}, servers}) => {
				const ofServers = servers.map(each => place(each.id));
				expect(ofServers).toEqual(ofServers.toSorted((one, other) => one - other));
				return Math.min(place(id), ...ofServers);
			});
			expect(places).toEqual(places.toSorted((one, other) => one - other));
			expect(order).toHaveLength(live.services.length);
		}),
	);
});

it('a service without servers comes before one whose servers have no weight', () => {
	const services = [
		service('tcp:10.1.1.1:80', [server('10.0.0.8:80')]),
		service('tcp:10.1.1.2:80', [server('10.0.0.8:80', {weight: 0})]),
		service('tcp:10.1.1.3:80', []),
	];
	const order = sortServices(filterServices(services, '', new Set()), sortBy('state'));
	expect(order.map(({service: {id}}) => id)).toEqual([
		'tcp:10.1.1.3:80',
		'tcp:10.1.1.2:80',
		'tcp:10.1.1.1:80',
	]);
});

const web = 'tcp:10.1.1.1:80';
const shop = 'tcp:10.1.1.2:443';
const live = director([
	service(web, [
		server('10.0.0.7:80', {weight: 0, activeConnections: 2}),
		server('10.0.0.8:80'),
		server('10.0.0.9:80'),
	]),
	service(shop, [server('10.0.0.10:443'), server('10.0.0.11:443'), server('10.0.0.12:443')]),
]);
const found = [{service: shop, servers: ['10.0.0.11:443']}] as const;

describe('a server that does not answer', () => {
	it('comes first when sorted by state, as soon as it is known, without another reading', () => {
		const {press, store} = keyboard(live);
		const ids = () => partsOf(store).services.rows.map(({id}) => id);
		press(':sort state<enter>');
		expect(ids()[0]).toBe(web);
		store.update(receiveNoAnswers(found));
		expect(ids().slice(0, 2)).toEqual([shop, `${shop} 10.0.0.11:443`]);
		expect(store.getState().director.live).toBe(live);
		store.update(receiveNoAnswers([]));
		expect(ids()[0]).toBe(web);
	});

	it('comes first in the Servers view too', () => {
		const {press, store} = keyboard(live);
		const ids = () => partsOf(store).servers.rows.map(({id}) => id);
		press('2:sort state<enter>');
		expect(ids().slice(0, 2)).toEqual(['10.0.0.7', '10.0.0.8']);
		store.update(receiveNoAnswers(found));
		expect(ids().slice(0, 2)).toEqual(['10.0.0.11', '10.0.0.7']);
	});

	it.each([
		['state:no-answer', [shop, `${shop} 10.0.0.11:443`]],
		['not state:no-answer 443', [shop, `${shop} 10.0.0.10:443`, `${shop} 10.0.0.12:443`]],
		['state:normal 443', [shop, `${shop} 10.0.0.10:443`, `${shop} 10.0.0.12:443`]],
	] as const)('is found by %s, as soon as it is known', (filter, rows) => {
		const {press, store} = keyboard(live);
		press(`/${filter}<enter>`);
		store.update(receiveNoAnswers(found));
		expect(partsOf(store).services.rows.map(({id}) => id)).toEqual(rows);
	});

	it.each([
		['state:no-answer', ['10.0.0.11']],
		['state:normal', ['10.0.0.8', '10.0.0.9', '10.0.0.10', '10.0.0.12']],
		['not state:no-answer not state:normal', ['10.0.0.7']],
	] as const)('is found by %s in the Servers view', (filter, rows) => {
		const {press, store} = keyboard(live);
		press(`2/${filter}<enter>`);
		store.update(receiveNoAnswers(found));
		expect(partsOf(store).servers.rows.map(({id}) => id)).toEqual(rows);
	});

	it('without weight is drained or draining instead', () => {
		const silent = {
			...noFacts,
			noAnswers: noAnswersByService([{service: web, servers: ['10.0.0.7:80']}]),
		};
		const context = {...plainContext, facts: silent};
		expect(filterServices(live.services, 'state:no-answer', new Set(), context)).toEqual([]);
	});
});

describe('a printed reading that looks for servers that do not answer', () => {
	const options = {filter: '', sort: sortBy('state'), units: 'bits', columns: 80} as const;
	const rowsOf = (text: string) =>
		text.split('\n').flatMap(line => /^ ▾ \S+ (\S+)| {5}(\S+)/.exec(line)?.[1] ?? []);

	/** The table of `--once`: each service is read twice, and looked at in between. */
	const printed = async (filter = '') => {
		const {services, ...head} = live;
		const look = {
			head,
			async *services(order: readonly number[] = services.map((_, place) => place)) {
				yield* order.map(place => services[place] ?? expect.fail('there is such a service'));
			},
		};
		const parts = textTableParts(look, {...options, filter, look: async () => found});
		return (await allOf(parts)).join('');
	};

	it('has them first when sorted by state', async () => {
		expect(rowsOf(textTable(live, options))).toEqual(['10.1.1.1:80', '10.1.1.2:443']);
		const text = textTable(live, {...options, noAnswers: found});
		expect(rowsOf(text)).toEqual(['10.1.1.2:443', '10.1.1.1:80']);
		expect(rowsOf(await printed())).toEqual(['10.1.1.2:443', '10.1.1.1:80']);
	});

	it('prints only those that the filter asks for', async () => {
		const filter = 'state:no-answer';
		const text = textTable(live, {...options, filter, noAnswers: found});
		expect(text).toMatch(/10\.0\.0\.11:443 .* dead\?$/m);
		expect(text).not.toContain('10.0.0.10:443');
		expect(await printed(filter)).toBe(text);
	});

	it('has only those in JSON', () => {
		const filter = {filter: 'state:no-answer', units: 'bits'} as const;
		const ids = (noAnswers: typeof found | null) =>
			JSON.parse(jsonReading(live, undefined, filter, noAnswers)).services.map(
				({id, servers}: {id: string; servers: readonly {id: string}[]}) => [
					id,
					servers.map(each => each.id),
				],
			);
		expect(ids(found)).toEqual([[shop, ['10.0.0.11:443']]]);
		// Nobody looked: nothing is known to be silent.
		expect(ids(null)).toEqual([]);
	});
});
