/**
 * The kernel's netlink interface, as used from the main thread.
 */
import {isBuiltin} from 'node:module';
import process from 'node:process';
import type {Worker} from 'node:worker_threads';
import {NetlinkError} from '../../ipvs/netlink/netlink-error.ts';
import {type Clock, systemClock} from '../port/clock.ts';
import {type CallOptions, PortError} from '../port/port.ts';
import type {Kernel, KernelAnswers} from '../reading/kernel.ts';
import {createKernelWork} from './kernel-work.ts';
import {createOrders} from './orders.ts';
import type {ThreadAnswer, ThreadStart} from './thread-messages.ts';

/** The thread's program as one text, if lvstop is bundled in one file; scripts/build.ts defines it. */
declare const LVSTOP_NETLINK_THREAD: string | undefined;

/** Whether this Node can use netlink at all. */
export function hasNetlink(): boolean {
	return isBuiltin('node:ffi');
}

/**
 * The kernel of a network namespace. The thread starts at the first request and does not keep the program running.
 * @param netns the namespace's file, null for that of the process
 * @param startWorker starts the thread
 */
export function openKernel(
	netns: string | null,
	startWorker: () => Worker = () => startThread({netns}),
	clock: Clock = systemClock,
): Kernel {
	const order = createOrders(startWorker, clock);
	return {
		async ask(requests, spare, signal) {
			const work = order({kind: 'ask', requests, spare}, spare);
			return answersOf(await unlessAborted(work, signal, 'netlink'));
		},
		async readFile(path, {signal}: CallOptions = {}) {
			return textOf(path, await unlessAborted(order({kind: 'read', path}), signal, path));
		},
	};
}

/**
 * The kernel of the process's own network namespace, asked from the main thread: for commands that do nothing else
 * meanwhile. Starting a thread would cost them more than all their requests.
 */
export function openKernelHere(): Kernel {
	const work = createKernelWork(null);
	return {
		ask: async (requests, spare) => answersOf(work({id: 0, kind: 'ask', requests, spare})),
		readFile: async path => textOf(path, work({id: 0, kind: 'read', path})),
	};
}

/** The thread makes only small objects, which do not live long; mebibytes. */
const resourceLimits = {maxYoungGenerationSizeMb: 4};

/** Starts the thread. The option suppresses the warning that node:ffi is experimental. */
function startThread(start: ThreadStart): Worker {
	// Loaded only here, because most commands start no thread.
	const {Worker} = process.getBuiltinModule('node:worker_threads');
	const execArgv = ['--disable-warning=ExperimentalWarning'];
	const options = {workerData: start, execArgv, resourceLimits};
	return typeof LVSTOP_NETLINK_THREAD === 'undefined'
		? new Worker(new URL('thread.ts', import.meta.url), options)
		: new Worker(LVSTOP_NETLINK_THREAD, {...options, eval: true});
}

/** Returns early if the signal aborts. The thread cannot be interrupted, so its answer is ignored then. */
async function unlessAborted<T>(
	work: Promise<T>,
	signal: AbortSignal | undefined,
	subject: string,
): Promise<T> {
	if (!signal) {
		return await work;
	}

	work.catch(() => undefined);
	const stopped = Promise.withResolvers<never>();
	const stop = () => stopped.reject(new PortError('cancelled', subject, `${subject}: cancelled`));
	if (signal.aborted) {
		stop();
	}

	signal.addEventListener('abort', stop);
	try {
		return await Promise.race([stopped.promise, work]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

function errorOf(answer: ThreadAnswer): Error {
	return answer.kind === 'netlink-error'
		? new NetlinkError(answer.problem, answer.message, answer.errno)
		: new Error(`the netlink thread answered with ${answer.kind}`);
}

function answersOf(answer: ThreadAnswer): KernelAnswers {
	if (answer.kind !== 'answers') {
		throw errorOf(answer);
	}

	const {pieces, firstSequence, parted, span} = answer;
	const now = Number(process.hrtime.bigint()) / 1e6;
	return {pieces, firstSequence, parted, age: {from: now - span.from, to: now - span.to}};
}

function textOf(path: string, answer: ThreadAnswer): string {
	if (answer.kind === 'text') {
		return answer.text;
	}

	if (answer.kind !== 'file-error') {
		throw errorOf(answer);
	}

	switch (answer.code) {
		case 'ENOENT':
			throw new PortError('missing', path, `${path}: no such file`);
		case 'EACCES':
		case 'EPERM':
			throw new PortError('forbidden', path, `${path}: no permission to read it`);
		default:
			throw new PortError('lost', path, `${path}: ${answer.message}`);
	}
}
