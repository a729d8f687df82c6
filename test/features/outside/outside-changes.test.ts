import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type OwnCommand, outsideChanges} from '../../../source/features/outside/outside-changes.ts';
import {rowChanges} from '../../../source/features/outside/row-changes.ts';
import {ipAddress} from '../../../source/ipvs/address.ts';
import type {ServerRule} from '../../../source/ipvs/server.ts';
import {type ServiceKey, type ServiceRule, serviceId} from '../../../source/ipvs/service.ts';
import type {KnownService} from '../../../source/plans/known-row.ts';
import type {RowState} from '../../../source/plans/plan.ts';

const key = {
	kind: 'address',
	protocol: 'tcp',
	family: 'ipv4',
	address: '10.1.1.1',
	port: 80,
} as const;
const id = 'tcp:10.1.1.1:80';
const serviceRule: ServiceRule = {
	key,
	scheduler: 'wrr',
	schedulerFlags: [],
	persistence: null,
	engine: null,
	onePacket: false,
};
const serverRule = (host: number, weight: number): ServerRule => ({
	address: ipAddress(`10.0.0.${host}`),
	port: 80,
	forwarding: 'masq',
	tunnel: null,
	weight,
	upperThreshold: 0,
	lowerThreshold: 0,
});

/** A service whose servers have these weights, by the last number of their address. */
function service(
	weights: Readonly<Record<number, number>>,
	rule: ServiceRule | null = serviceRule,
): KnownService {
	return {
		id,
		key,
		scheduler: rule?.scheduler ?? 'wrr',
		schedulerFlags: [],
		persistence: null,
		onePacket: false,
		rule,
		servers: Object.entries(weights).map(([host, weight]) => ({
			id: `10.0.0.${Number(host)}:80`,
			address: ipAddress(`10.0.0.${host}`),
			port: 80,
			weight,
			activeConnections: 1,
			inactiveConnections: 1,
			persistentConnections: null,
			rule: rule && serverRule(Number(host), weight),
		})),
	};
}

const state = (host: number, weight: number, ofKey: ServiceKey = key): RowState => ({
	row: 'server',
	service: ofKey,
	rule: serverRule(host, weight),
});
const own = (before: RowState | null, after: RowState | null, exitCode = 0): OwnCommand => ({
	before,
	after,
	exitCode,
});
/** The changes between two readings that these commands do not explain. */
const changesBut = (...[before, after, made]: [...Parameters<typeof rowChanges>, OwnCommand[]]) =>
	outsideChanges(rowChanges(before, after), made);
const words = (...changes: Parameters<typeof changesBut>) =>
	changesBut(...changes).map(change => change.words);

describe('changes from outside', () => {
	it('are weights, added and deleted rows, and fields, with the values before and after', () => {
		expect(changesBut([service({8: 1})], [service({8: 0})], [])).toEqual([
			{
				kind: 'changed',
				service: id,
				server: '10.0.0.8:80',
				fields: [{field: 'weight', before: 1, after: 0}],
				what: 'weight 1 → 0',
				words: '10.0.0.8:80 in tcp:10.1.1.1:80: weight 1 → 0',
				before: state(8, 1),
				after: state(8, 0),
			},
		]);
		expect(words([service({8: 1})], [service({9: 2})], [])).toEqual([
			'10.0.0.8:80 in tcp:10.1.1.1:80 deleted, it had weight 1',
			'10.0.0.9:80 in tcp:10.1.1.1:80 added with weight 2',
		]);
		expect(words([], [service({8: 1, 9: 1})], [])).toEqual([
			'tcp:10.1.1.1:80 added with 2 servers',
		]);
		expect(words([service({8: 1})], [], [])).toEqual(['tcp:10.1.1.1:80 deleted with 1 server']);
		const sh = {...serviceRule, scheduler: 'sh', schedulerFlags: ['sh-port']};
		expect(words([service({})], [service({}, sh)], [])).toEqual([
			'tcp:10.1.1.1:80: scheduler wrr → sh, scheduler flags none → sh-port',
		]);
	});

	it('are seen by an ordinary user too, who does not know the whole entries', () => {
		expect(changesBut([service({8: 1}, null)], [service({8: 0}, null)], [])).toMatchObject([
			{words: '10.0.0.8:80 in tcp:10.1.1.1:80: weight 1 → 0', before: null, after: null},
		]);
	});

	it('are not those that lvstop made, but are those of the same row that it did not', () => {
		const drained = own(state(8, 1), state(8, 0));
		const [before, after] = [[service({8: 1})], [service({8: 0})]];
		expect(words(before, after, [drained])).toEqual([]);
		// The drain itself is no part of the change.
		expect(words(before, [service({8: 5})], [drained])).toEqual([
			'10.0.0.8:80 in tcp:10.1.1.1:80: weight 0 → 5',
		]);
		expect(changesBut(before, [service({8: 5})], [drained])[0]?.before).toEqual(state(8, 0));
		// A failed command, and one for another row, explain nothing.
		expect(words(before, after, [own(state(8, 1), state(8, 0), 255)])).toHaveLength(1);
		expect(words(before, after, [own(state(9, 1), state(9, 0))])).toHaveLength(1);
	});

	it('are none after a command that changed many rows at once', () => {
		expect(words([service({8: 1})], [service({8: 0, 9: 1})], [own(null, null)])).toEqual([]);
	});

	it('are looked up by their row: a plan of many commands takes no time for each pair of them', () => {
		// Looking for each of 20,000 changes in all 20,000 commands took more than the minute that a test may take.
		const hosts = Array.from({length: 200}, (_, host) => host + 1);
		const services = (weight: number) =>
			Array.from({length: 100}, (_, port) => {
				const keyOfPort = {...key, port: port + 1};
				const rule = {...serviceRule, key: keyOfPort};
				return {
					...service(Object.fromEntries(hosts.map(host => [host, weight])), rule),
					id: serviceId(keyOfPort),
					key: keyOfPort,
				};
			});
		const commands = services(1).flatMap(({key: keyOfPort}) =>
			hosts.map(host => own(null, state(host, 1, keyOfPort))),
		);
		expect(changesBut(services(0), services(1), commands)).toEqual([]);
	});

	it('are all changes but the own ones, whatever they are', () => {
		const table = fc.dictionary(
			fc.constantFrom('8', '9', '10', '11'),
			fc.integer({min: 0, max: 3}),
		);
		fc.assert(
			fc.property(table, table, fc.subarray(['8', '9', '10', '11']), (was, is, ours) => {
				const made = ours.map(host =>
					own(
						null,
						is[host] === undefined
							? {
									row: 'no-server',
									service: key,
									server: {address: ipAddress(`10.0.0.${host}`), port: 80},
								}
							: state(Number(host), is[host]),
					),
				);
				const others = changesBut([service(was)], [service(is)], made);
				const expected = ['8', '9', '10', '11'].filter(
					host => was[host] !== is[host] && !ours.includes(host),
				);
				expect(others.map(({server}) => server).toSorted()).toEqual(
					expected.map(host => `10.0.0.${host}:80`).toSorted(),
				);
			}),
		);
	});
});
