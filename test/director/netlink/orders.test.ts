/**
 * The end of an order when its thread crashes, ends, or hangs: with real threads.
 */
import {Worker} from 'node:worker_threads';
import {afterEach, expect, it} from 'vitest';
import {openKernel} from '../../../source/director/netlink/kernel.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';

/** Answers each order with the text of this thread; what happens before is for the test to say. */
const answering = (text: string, before = '') => `
	const {parentPort} = require('node:worker_threads');
	parentPort.on('message', ({id}) => {
		${before}
		parentPort.postMessage({id, kind: 'text', text: '${text}'});
	});`;

const threads: Worker[] = [];
afterEach(async () => {
	await Promise.all(threads.splice(0).map(thread => thread.terminate()));
});

/** A kernel whose threads are made of these programs, one after the other; the last one again and again. */
function kernelOf(...programs: readonly string[]) {
	const clock = createManualClock(0);
	let started = 0;
	const start = () => {
		const program = programs[Math.min(started, programs.length - 1)] ?? '';
		started += 1;
		const thread = new Worker(program, {eval: true, stderr: true});
		threads.push(thread);
		return thread;
	};
	const kernel = openKernel(null, start, clock);
	return {clock, read: () => kernel.readFile('/proc/any'), started: () => started};
}

it.each([
	['throws', 'throw new Error("out of luck");', /the netlink thread ended: out of luck/],
	['exits', 'process.exit(3);', /the netlink thread ended: exit code 3/],
	['rejects', 'Promise.reject(new Error("out of luck")); return;', /ended: out of luck/],
])(
	'a thread that %s ends its orders in words, and the next order has another one',
	async (_, fault, said) => {
		const {read, started} = kernelOf(answering('never', fault), answering('well'));
		const [one, other] = await Promise.allSettled([read(), read()]);
		for (const result of [one, other]) {
			expect(result).toMatchObject({
				status: 'rejected',
				reason: {name: 'NetlinkError', problem: 'lost', message: expect.stringMatching(said)},
			});
		}

		// The exit of the first thread is told after its error; the second one has orders by then.
		expect(await Promise.all([read(), read(), read()])).toEqual(['well', 'well', 'well']);
		await threads[0]?.terminate();
		expect(await read()).toBe('well');
		expect(started()).toBe(2);
	},
);

it('a thread that hangs is given up after 30 s, and the next order has another one', async () => {
	const {clock, read, started} = kernelOf(answering('never', 'for (;;) {}'), answering('well'));
	const hanging = read();
	hanging.catch(() => undefined);
	await clock.pass(29_000);
	const later = read();
	later.catch(() => undefined);
	await clock.pass(1000);
	const given = {problem: 'lost', message: 'the netlink thread gave no answer within 30 s'};
	await expect(hanging).rejects.toMatchObject(given);
	await expect(later).rejects.toMatchObject(given);
	expect(await read()).toBe('well');
	expect(started()).toBe(2);
	// It is really gone.
	expect(await threads[0]?.terminate()).toBeUndefined();
});

it('a thread that ends while nothing is asked of it is replaced when something is', async () => {
	const {read, started} = kernelOf(
		answering('first', 'setTimeout(() => process.exit(1), 0);'),
		answering('second'),
	);
	expect(await read()).toBe('first');
	await new Promise(resolve => threads[0]?.once('exit', resolve));
	expect(await read()).toBe('second');
	expect(started()).toBe(2);
});
