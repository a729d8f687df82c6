import {beforeEach, describe, expect, it} from 'vitest';
import type {Port} from '../../../source/director/port/port.ts';
import {createNetlinkReader} from '../../../source/director/reading/netlink-reader.ts';
import type {Reader, WantedParts} from '../../../source/director/reading/reading.ts';
import {NetlinkError} from '../../../source/ipvs/netlink/netlink-error.ts';
import type {RuleSet} from '../../../source/ipvs/rule-set.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {
	type NetlinkScene,
	netlinkKernel,
	netlinkScene,
	noNumbers,
} from '../../support/netlink-kernel.ts';
import {exampleServer, exampleService} from '../netlink/example-rules.ts';

const port: Port = {
	place: 'lb1',
	run: async command => {
		throw new Error(`${command.join(' ')} was run`);
	},
	readFile: async path => {
		throw new Error(`${path} was read without the kernel`);
	},
};

const wanted: WantedParts = {
	...{counters: true, kernelRates: false, persistentConnections: true},
	...{freshRules: false, settings: false},
};

/** So many services with a server each that their servers are asked for in several batches. */
const services = 300;

function largeRules(weight: number): RuleSet {
	return Array.from({length: services}, (_, number) =>
		exampleService(number, [{...exampleServer(number), weight}]),
	);
}

let scene: NetlinkScene;

function open(): Reader {
	return createNetlinkReader({port, kernel: netlinkKernel(scene), clock: createManualClock(0)});
}

beforeEach(() => {
	scene = netlinkScene(largeRules(1));
	scene.rowsEach = 50;
});

describe('a table that is read in several batches', () => {
	it('has the same objects where nothing has changed, and new ones where something has', async () => {
		const reader = open();
		const first = await reader.read(wanted);
		scene.numbers = row =>
			row.endsWith(exampleServer(7).address) ? {...noNumbers, activeConnections: 5} : noNumbers;
		const second = await reader.read(wanted);
		expect(second.services.filter((row, at) => row !== first.services[at])).toHaveLength(1);
		expect(second.services[7]?.servers[0]?.activeConnections).toBe(5);
		scene.numbers = () => noNumbers;
		const third = await reader.read(wanted);
		const fourth = await reader.read(wanted);
		expect(third.services).toEqual(first.services);
		expect(fourth.services.every((row, at) => row === third.services[at])).toBe(true);
	});

	it('is read as it is after a reading that failed halfway', async () => {
		const reader = open();
		await reader.read(wanted);
		await reader.read(wanted);
		scene.rules = largeRules(2);
		let left = services;
		scene.beforeDatagram = () => {
			left -= 1;
			if (left === 0) {
				throw new NetlinkError('lost', 'netlink: recv failed with error 11', 11);
			}
		};
		await expect(reader.read(wanted)).rejects.toThrow('error 11');
		scene.beforeDatagram = () => {};
		for (const weight of [2, 3, 3]) {
			scene.rules = largeRules(weight);
			expect((await reader.read(wanted)).services).toEqual((await open().read(wanted)).services);
		}
	});

	it('is read as it is when services come and go, so that batches have others', async () => {
		const reader = open();
		const rules = scene.rules;
		for (const kept of [
			rules,
			rules.slice(1),
			[...rules.slice(150), ...rules.slice(0, 100)],
			rules.slice(0, 10),
			rules,
			rules.toReversed(),
		]) {
			scene.rules = kept;
			expect((await reader.read(wanted)).services).toEqual((await open().read(wanted)).services);
		}
	});
});
