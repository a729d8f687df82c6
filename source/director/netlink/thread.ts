/**
 * The thread that talks to the kernel, so that no key waits for it.
 *
 * It has a network namespace of its own where it is told so: the kernel keeps one for every thread. What it reads
 * of /proc/net is that of its own namespace as well.
 */
import {parentPort, workerData} from 'node:worker_threads';
import {createKernelWork} from './kernel-work.ts';
import type {ThreadOrder, ThreadStart} from './thread-messages.ts';

const {netns} = workerData as ThreadStart;
const carryOut = createKernelWork(netns);

parentPort?.on('message', (order: ThreadOrder) => {
	const answer = carryOut(order);
	const buffers = answer.kind === 'answers' ? answer.pieces.map(({buffer}) => buffer) : [];
	parentPort?.postMessage(answer, buffers);
});
