import fc from 'fast-check';
import {beforeEach, describe, expect, it} from 'vitest';
import type {Port} from '../../../source/director/port/port.ts';
import {createNetlinkReader} from '../../../source/director/reading/netlink-reader.ts';
import type {Reader, WantedParts} from '../../../source/director/reading/reading.ts';
import type {Counters} from '../../../source/ipvs/counters.ts';
import {inOneOrder} from '../../../source/ipvs/rule-order.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {ruleSetArbitrary} from '../../ipvs/arbitraries.ts';
import type {LiveNumbers} from '../../ipvs/netlink/kernel-messages.ts';
import {
	type NetlinkScene,
	netlinkKernel,
	netlinkScene,
	noNumbers,
} from '../../support/netlink-kernel.ts';
import {exampleRules, exampleServer, exampleService} from '../netlink/example-rules.ts';

const everything: WantedParts = {
	counters: true,
	kernelRates: true,
	persistentConnections: true,
	freshRules: false,
	settings: true,
};

/** Running a command is an error. */
const port: Port = {
	place: 'lb1',
	run: async command => {
		throw new Error(`${command.join(' ')} was run`);
	},
	readFile: async path => {
		throw new Error(`${path} was read without the kernel`);
	},
};

let scene: NetlinkScene;
let reader: Reader;

function open(): Reader {
	return createNetlinkReader({port, kernel: netlinkKernel(scene), clock: createManualClock(0)});
}

beforeEach(() => {
	scene = netlinkScene(exampleRules(4));
	reader = open();
});

const rulesOf = async (wanted = everything) =>
	(await reader.read(wanted)).services.map(({rule, servers}) => ({
		service: rule,
		servers: servers.map(server => server.rule),
	}));

const withConnections = (connections: bigint): LiveNumbers => ({
	...noNumbers,
	activeConnections: 7,
	counters: {...(noNumbers.counters satisfies Counters), connections},
});

describe('a reading by netlink', () => {
	it('has all rules in order, however they change from reading to reading', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(ruleSetArbitrary, {minLength: 1, maxLength: 4}), async all => {
				scene = netlinkScene([]);
				reader = open();
				for (const rules of all) {
					scene.rules = rules;
					expect(await rulesOf()).toEqual(inOneOrder(rules));
				}
			}),
			{numRuns: 30},
		);
	});

	it('is what a first reading finds, however few rows have changed since the last one', async () => {
		// A few servers that come, go, move, and get another weight or traffic, wherever they stand in the kernel's list.
		const server = fc.record({
			number: fc.integer({min: 1, max: 5}),
			weight: fc.integer({min: 1, max: 2}),
			connections: fc.bigInt({min: 0n, max: 1n}),
		});
		const table = fc.uniqueArray(server, {selector: ({number}) => number});
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.record({table, counters: fc.boolean()}), {minLength: 2, maxLength: 6}),
				async readings => {
					scene = netlinkScene([]);
					reader = open();
					for (const {table: rows, counters} of readings) {
						const servers = rows.map(({number, weight}) => ({...exampleServer(number), weight}));
						scene.rules = [exampleService(0, servers)];
						scene.numbers = row => {
							const at = servers.findIndex(({address}) => row.endsWith(address));
							return withConnections(rows[at]?.connections ?? 0n);
						};
						const wanted = {...everything, counters, kernelRates: counters};
						const first = await open().read(wanted);
						expect((await reader.read(wanted)).services).toEqual(first.services);
					}
				},
			),
			{numRuns: 150},
		);
	});

	it('has the numbers of each row, as they are now', async () => {
		for (const connections of [5n, 6n, 2n ** 63n]) {
			scene.numbers = () => withConnections(connections);
			const {services} = await reader.read(everything);
			for (const row of services.flatMap(service => [service, ...service.servers])) {
				expect(row.counters?.connections).toBe(connections);
			}

			expect(services[0]?.servers[0]).toMatchObject({activeConnections: 7});
		}
	});

	it('keeps unchanged rows', async () => {
		const [before, other] = (await reader.read(everything)).services;
		scene.numbers = row => (row.includes('203.0.113.1"') ? withConnections(1n) : noNumbers);
		const [after, changed] = (await reader.read(everything)).services;
		expect(after).toBe(before);
		expect(changed).not.toBe(other);
		expect(changed?.rule).toBe(other?.rule);
		expect(changed?.counters?.connections).toBe(1n);
	});

	it('keeps the other servers of a service, also after one of them has changed', async () => {
		const numbers = [1, 2, 3, 4];
		scene.rules = [exampleService(0, numbers.map(exampleServer))];
		const servers = async () => (await reader.read(everything)).services[0]?.servers ?? [];
		for (const changed of [3, 2, 4, 1]) {
			const before = await servers();
			scene.numbers = row => (row.endsWith(`10.0.0.${changed}`) ? withConnections(1n) : noNumbers);
			const after = await servers();
			const again = await servers();
			scene.numbers = () => noNumbers;
			expect(again).toEqual(after);
			for (const [at, number] of numbers.entries()) {
				expect(after[at] === before[at]).toBe(number !== changed);
				expect(again[at]).toBe(after[at]);
			}

			await servers();
		}
	});

	it('has no counters if none are wanted, and says so', async () => {
		const wanted = {...everything, counters: false, kernelRates: false, settings: false};
		for (const parts of [everything, wanted, everything, wanted]) {
			const {services, hasCounters, countersSpan, settings} = await reader.read(parts);
			const rows = services.flatMap(service => [service, ...service.servers]);
			expect(rows.every(({counters}) => (counters !== null) === parts.counters)).toBe(true);
			expect(rows.every(({kernelRates}) => (kernelRates !== null) === parts.kernelRates)).toBe(
				true,
			);
			expect(hasCounters).toBe(parts.counters);
			expect(countersSpan === null).toBe(!parts.counters);
			expect(settings === null).toBe(!parts.settings);
		}
	});

	it('has the kernel’s other data', async () => {
		const daemon = {role: 'master', interface: 'eth0', syncId: 7} as const;
		scene.daemons = [{...daemon, maxLength: 1460, group: '224.0.0.81', port: 8848, ttl: 1}];
		expect(await reader.read(everything)).toMatchObject({
			host: 'lb1',
			ipvs: {version: '1.2.1', tableSize: 4096},
			access: {level: 'full', missing: null},
			source: {from: 'netlink', note: null},
			estimation: true,
			refresh: 'together',
			settings: {timeouts: scene.timeouts, daemons: scene.daemons},
		});
	});

	it('finds a row that was passed over because another one went meanwhile', async () => {
		const servers = Array.from({length: 9}, (_, number) => exampleServer(number));
		scene.rules = [exampleService(1, servers)];
		const first = await reader.read(everything);
		let datagrams = 0;
		scene.beforeDatagram = () => {
			datagrams += 1;
			// The services' own dump has two datagrams, so this is in the middle of the servers.
			if (datagrams === 4) {
				scene.rules = [exampleService(1, servers.slice(1))];
			}
		};
		const [service] = (await reader.read(everything)).services;
		expect(first.services[0]?.servers).toHaveLength(9);
		expect(service?.servers.map(({rule}) => rule)).toEqual(servers.slice(1));
	});

	it('that has to be certain is repeated until no row can have been skipped', async () => {
		const servers = Array.from({length: 40}, (_, number) => exampleServer(number));
		scene.rules = [exampleService(1, servers)];
		let datagrams = 0;
		scene.beforeDatagram = () => {
			datagrams += 1;
			if (datagrams === 4) {
				scene.rules = [exampleService(1, servers.slice(1))];
			}
		};
		expect(await rulesOf({...everything, freshRules: true})).toEqual([
			exampleService(1, servers.slice(1)),
		]);
	});

	it('that has to be certain reads the servers only once where only the list of services is long', async () => {
		scene = netlinkScene(exampleRules(20));
		const requests: number[] = [];
		const kernel = netlinkKernel(scene);
		reader = createNetlinkReader({
			port,
			clock: createManualClock(0),
			kernel: {
				...kernel,
				ask(question, ...more) {
					requests.push(question.length);
					return kernel.ask(question, ...more);
				},
			},
		});
		await reader.read({...everything, freshRules: true});

		const [, servers, ...others] = requests;
		expect(servers).toBeGreaterThan(1000);
		expect(others).toHaveLength(1);
		expect(others[0]).toBeLessThan(200);
	});

	it('that has to be certain finds a service that was passed over', async () => {
		const rules = exampleRules(20);
		scene.rules = rules;
		let datagrams = 0;
		scene.beforeDatagram = () => {
			datagrams += 1;
			// In the middle of the first list of services.
			if (datagrams === 4) {
				scene.rules = rules.slice(1);
			}
		};
		expect(await rulesOf({...everything, freshRules: true})).toEqual(rules.slice(1));
	});

	it('says why it failed', async () => {
		scene.refusal = 1;
		await expect(reader.read(everything)).rejects.toMatchObject({
			problem: 'failed',
			message: expect.stringContaining('CAP_NET_ADMIN'),
		});
		scene.files = {};
		await expect(reader.read(everything)).rejects.toMatchObject({problem: 'no-ip-vs'});
	});

	it('does not use netlink if IPVS is not in the kernel', async () => {
		scene.files = {};
		await expect(reader.read(everything)).rejects.toMatchObject({problem: 'no-ip-vs'});
		expect(scene.sockets).toBe(0);
	});
});
