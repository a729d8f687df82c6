/**
 * The thread that talks to the kernel, so that keys do not wait for it.
 *
 * It can have a different network namespace from the process, because the kernel keeps one for every thread. What it
 * reads of /proc/net belongs to its own namespace as well.
 */
import {parentPort, workerData} from 'node:worker_threads';
import {createKernelWork} from './kernel-work.ts';
import {returnFreeMemory} from './netlink-socket.ts';
import type {ThreadOrder, ThreadStart} from './thread-messages.ts';

// Only a console has this thread, and it may be open for hours.
returnFreeMemory();

const {netns} = workerData as ThreadStart;
const carryOut = createKernelWork(netns);

parentPort?.on('message', (order: ThreadOrder) => {
	const answer = carryOut(order);
	const buffers = answer.kind === 'answers' ? answer.pieces.map(({buffer}) => buffer) : [];
	parentPort?.postMessage(answer, buffers);
});
