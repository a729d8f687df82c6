import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Port} from '../../../source/director/port/port.ts';
import type {Kernel} from '../../../source/director/reading/kernel.ts';
import {createNetlinkReader} from '../../../source/director/reading/netlink-reader.ts';
import {createNetlinkStream} from '../../../source/director/reading/netlink-stream.ts';
import {openStreamReader} from '../../../source/director/reading/open-stream-reader.ts';
import {ReadingError, type WantedParts} from '../../../source/director/reading/reading.ts';
import type {StreamReader} from '../../../source/director/reading/streamed-reading.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {createSimulatedPort} from '../../../source/simulator/simulated-port.ts';
import {ruleSetArbitrary} from '../../ipvs/arbitraries.ts';
import {allOf} from '../../support/all-of.ts';
import {type NetlinkScene, netlinkKernel, netlinkScene} from '../../support/netlink-kernel.ts';
import {exampleRules} from '../netlink/example-rules.ts';

const everything: WantedParts = {
	...{counters: true, kernelRates: true, persistentConnections: true},
	...{freshRules: false, settings: true},
};

/** Nothing may be run. */
const port: Port = {
	place: 'lb1',
	run: async command => {
		throw new Error(`${command.join(' ')} was run`);
	},
	readFile: async path => {
		throw new Error(`${path} was read without the kernel`);
	},
};

const clock = createManualClock(0);

function open(kernel: Kernel): StreamReader {
	return createNetlinkStream({port, kernel, clock});
}

/** A kernel that tells how many bytes it has answered to each question. */
function counting(scene: NetlinkScene): {readonly kernel: Kernel; readonly answered: number[]} {
	const kernel = netlinkKernel(scene);
	const answered: number[] = [];
	return {
		answered,
		kernel: {
			...kernel,
			async ask(...question) {
				const answers = await kernel.ask(...question);
				answered.push(answers.pieces.reduce((sum, {length}) => sum + length, 0));
				return answers;
			},
		},
	};
}

/** So many services with two servers each. */
function table(count: number): NetlinkScene {
	const scene = netlinkScene(exampleRules(count));
	scene.rowsEach = 100;
	return scene;
}

describe('a reading by netlink, a service at a time', () => {
	it('tells the same as a whole one, whatever rules there are, and again when it is asked again', async () => {
		await fc.assert(
			fc.asyncProperty(ruleSetArbitrary, async rules => {
				const scene = netlinkScene(rules);
				const whole = await createNetlinkReader({
					...{port, clock},
					kernel: netlinkKernel(scene),
				}).read(everything);
				const reading = await open(netlinkKernel(scene)).open(everything);
				const {services, ...head} = whole;

				expect(reading.head).toEqual({...head, countersSpan: expect.anything()});
				expect(reading.count).toBe(services.length);
				expect(await allOf(reading.services())).toEqual(services);
				expect(await allOf(reading.services())).toEqual(services);
			}),
			{numRuns: 100},
		);
	});

	it('tells the services in another order, or some of them', async () => {
		const reading = await open(netlinkKernel(table(40))).open(everything);
		const ids = (await allOf(reading.services())).map(({id}) => id);
		const order = [39, 0, 17];

		const found = await allOf(reading.services(order));
		expect(found.map(({id}) => id)).toEqual(order.map(place => ids[place]));
	});

	it('never asks for more servers at once than a small table has', async () => {
		const {kernel, answered} = counting(table(3000));
		const reading = await open(kernel).open(everything);
		expect(await allOf(reading.services())).toHaveLength(3000);

		const [list = 0, ...servers] = answered;
		expect(list).toBeGreaterThan(3000 * 100);
		expect(Math.max(...servers)).toBeLessThan(2 ** 19);
	});

	it('asks for no more than the next services while nobody takes those that are there', async () => {
		const {kernel, answered} = counting(table(3000));
		const reading = await open(kernel).open(everything);
		const services = reading.services()[Symbol.asyncIterator]();
		await services.next();

		expect(answered.length).toBeLessThanOrEqual(3);
		await services.return?.();
	});

	it('tells a service without servers that was deleted meanwhile', async () => {
		const scene = table(100);
		const reading = await open(netlinkKernel(scene)).open(everything);
		scene.rules = [];

		const services = await allOf(reading.services());
		expect(services).toHaveLength(100);
		expect(services.flatMap(({servers}) => servers)).toEqual([]);
	});

	it('says in words why it cannot go on', async () => {
		const scene = table(100);
		const reading = await open(netlinkKernel(scene)).open(everything);
		scene.refusal = 1;

		await expect(allOf(reading.services())).rejects.toThrow(ReadingError);
		await expect(allOf(reading.services())).rejects.toThrow('CAP_NET_ADMIN');
	});
});

describe('the reader for those who print one reading', () => {
	const simulated = createSimulatedPort({scene: 'nat', seed: 1, clock});
	const refusing = () => ({...netlinkScene(exampleRules(2)), refusal: 1});

	it('falls back to ipvsadm where the kernel refuses, and says why', async () => {
		const kernel = {kernel: netlinkKernel(refusing()), fallBack: true};
		const reading = await openStreamReader({port: simulated, clock, kernel}).open(everything);

		expect(reading.head.source.from).toBe('ipvsadm');
		expect(reading.head.source.note).toContain('read by ipvsadm: ');
		expect((await allOf(reading.services())).map(({id}) => id)).toEqual(['tcp:172.16.249.138:80']);
	});

	it('does not where netlink was asked for', async () => {
		const kernel = {kernel: netlinkKernel(refusing()), fallBack: false};
		const opened = openStreamReader({port: simulated, clock, kernel}).open(everything);
		await expect(opened).rejects.toThrow('CAP_NET_ADMIN');
	});
});
