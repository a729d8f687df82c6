/**
 * Whatever bytes come by netlink, they are a reading, or refused in words; and the next good answer is read as if
 * they had never been.
 */
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Kernel, KernelAnswers} from '../../source/director/reading/kernel.ts';
import {createNetlinkReader} from '../../source/director/reading/netlink-reader.ts';
import {ReadingError} from '../../source/director/reading/reading.ts';
import {NetlinkError} from '../../source/ipvs/netlink/netlink-error.ts';
import {readInfo} from '../../source/ipvs/netlink/settings.ts';
import {createManualClock} from '../../source/simulator/manual-clock.ts';
import {ruleSetArbitrary} from '../ipvs/arbitraries.ts';
import {attribute, message, replyOf} from '../ipvs/netlink/kernel-messages.ts';
import {whyNotLinear} from '../support/growth.ts';
import {netlinkKernel, netlinkScene} from '../support/netlink-kernel.ts';
import {cases} from '../support/random-cases.ts';

const everything = {
	...{counters: true, kernelRates: true, persistentConnections: true},
	...{freshRules: false, settings: true},
};

/** One fault: at a place so many bytes give way to others. */
const fault = fc.record({
	at: fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}),
	gone: fc.oneof(fc.constant(0), fc.constant(4), fc.nat(40)),
	put: fc.oneof(
		fc.uint8Array({maxLength: 8}),
		fc
			.constantFrom(0, 1, 2, 3, 4, 8, 16, 20, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0xffff_ffff)
			.map(value => new Uint8Array(new Uint32Array([value]).buffer)),
	),
	/** Whether the bytes take the place of others, so that all behind them stay where they are. */
	inPlace: fc.boolean(),
});
type Fault = typeof fault extends fc.Arbitrary<infer Value> ? Value : never;

function broken(piece: Uint8Array, faults: readonly Fault[]): Uint8Array<ArrayBuffer> {
	return faults.reduce((bytes, {at, gone, put, inPlace}) => {
		const place = Math.floor(at * bytes.length) & (inPlace ? ~3 : ~0);
		const behind = bytes.subarray(place + (inPlace ? put.length : gone));
		return Uint8Array.from([...bytes.subarray(0, place), ...put, ...behind]);
	}, Uint8Array.from(piece));
}

const port = {
	place: 'lb1',
	run: async () => expect.fail('something was run'),
	readFile: async () => expect.fail('a file was read past the kernel'),
};

test('bytes that are broken anywhere', async () => {
	await fc.assert(
		fc.asyncProperty(
			ruleSetArbitrary,
			fc.array(fault, {minLength: 1, maxLength: 4}),
			fc.boolean(),
			async (rules, faults, isFirst) => {
				const whole = netlinkKernel(netlinkScene(rules));
				let asked = 0;
				let breaks = false;
				const change = (answers: KernelAnswers): KernelAnswers => {
					asked += 1;
					return breaks && (asked % 2 === 1) === isFirst
						? {...answers, pieces: answers.pieces.map(piece => broken(piece, faults))}
						: answers;
				};
				const kernel: Kernel = {
					...whole,
					ask: async (requests, spare) => change(await whole.ask(requests, spare)),
				};
				const clock = createManualClock(0);
				const reader = createNetlinkReader({port, kernel, clock});
				const {services} = await reader.read(everything);
				asked = 0;
				breaks = true;
				try {
					for (const row of (await reader.read(everything)).services) {
						expect(typeof row.id).toBe('string');
						for (const {weight, activeConnections, counters} of row.servers) {
							expect([weight, activeConnections].every(Number.isSafeInteger)).toBe(true);
							expect(typeof counters?.connections).toMatch(/bigint|undefined/);
						}
					}
				} catch (error) {
					expect(error).toBeInstanceOf(ReadingError);
					expect((error as ReadingError).cause).toBeInstanceOf(NetlinkError);
					expect((error as Error).message.length).toBeLessThan(300);
				}

				breaks = false;
				expect((await reader.read(everything)).services).toEqual(services);
			},
		),
		{numRuns: cases(100)},
	);
});

test('a message of many attributes takes time in proportion to its length', () => {
	const why = whyNotLinear(
		size =>
			message(
				Array.from({length: size / 8}, (_, type) => attribute(type % 0x7fff, Buffer.alloc(4))),
				{type: 0x1c, sequence: 1, flags: 0},
			),
		bytes => {
			try {
				readInfo(replyOf(bytes));
			} catch (error) {
				expect(error).toBeInstanceOf(NetlinkError);
			}
		},
	);
	expect(why).toBeNull();
});
