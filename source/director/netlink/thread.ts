/**
 * The thread that talks to the kernel, so that keys do not wait for it.
 *
 * It can have a different network namespace from the process, because the kernel keeps one for every thread. What it
 * reads of /proc/net belongs to its own namespace as well.
 */
import {parentPort, workerData} from 'node:worker_threads';
import {createKernelWork} from './kernel-work.ts';
import {returnFreeMemory, returnStartPages} from './process-memory.ts';
import type {ThreadOrder, ThreadStart} from './thread-messages.ts';

/** Milliseconds after which a console has started, also one of 50,000 servers. */
const startTime = 5000;

// Only a console has this thread, and it may be open for hours.
returnFreeMemory();
setTimeout(returnStartPages, startTime).unref();

const {netns} = workerData as ThreadStart;
const carryOut = createKernelWork(netns);

parentPort?.on('message', (order: ThreadOrder) => {
	const answer = carryOut(order);
	const buffers = answer.kind === 'answers' ? answer.pieces.map(({buffer}) => buffer) : [];
	parentPort?.postMessage(answer, buffers);
});
