/**
 * The kernel's own interface, from the thread that everything else runs in.
 */
import {isBuiltin} from 'node:module';
import process from 'node:process';
import type {Worker} from 'node:worker_threads';
import {NetlinkError} from '../../ipvs/netlink/netlink-error.ts';
import {type CallOptions, PortError} from '../port/port.ts';
import type {Kernel, KernelAnswers} from '../reading/kernel.ts';
import {createKernelWork} from './kernel-work.ts';
import type {ThreadAnswer, ThreadOrder, ThreadStart} from './thread-messages.ts';

/** The thread's program as one text, where lvstop is one file; scripts/build.ts puts it there. */
declare const LVSTOP_NETLINK_THREAD: string | undefined;

/** Whether this Node can talk to the kernel at all. */
export function hasNetlink(): boolean {
	return isBuiltin('node:ffi');
}

type OrderContent =
	| Pick<Extract<ThreadOrder, {kind: 'ask'}>, 'kind' | 'requests' | 'spare'>
	| Pick<Extract<ThreadOrder, {kind: 'read'}>, 'kind' | 'path'>;

interface Waiting {
	readonly resolve: (answer: ThreadAnswer) => void;
	readonly reject: (error: NetlinkError) => void;
}

/**
 * The kernel of a network namespace. The thread starts at the first order and does not keep the program from
 * ending.
 * @param netns the namespace's file, null for that of the process
 */
export function openKernel(netns: string | null): Kernel {
	const waiting = new Map<number, Waiting>();
	let worker: Worker | null = null;
	let lastId = 0;

	const fail = (reason: string) => {
		worker = null;
		const error = new NetlinkError('lost', `the thread for netlink ended: ${reason}`);
		for (const {reject} of waiting.values()) {
			reject(error);
		}

		waiting.clear();
	};

	const started = (): Worker => {
		if (worker === null) {
			const thread = startThread({netns});
			thread.on('message', (answer: ThreadAnswer) => {
				waiting.get(answer.id)?.resolve(answer);
				waiting.delete(answer.id);
				if (waiting.size === 0) {
					thread.unref();
				}
			});
			thread.on('error', error => fail(error instanceof Error ? error.message : String(error)));
			thread.on('exit', code => fail(`exit code ${code}`));
			worker = thread;
		}

		return worker;
	};

	const order = async (content: OrderContent, buffers: readonly ArrayBuffer[] = []) => {
		const thread = started();
		lastId += 1;
		const id = lastId;
		return await new Promise<ThreadAnswer>((resolve, reject) => {
			waiting.set(id, {resolve, reject});
			thread.ref();
			thread.postMessage({...content, id}, [...buffers]);
		});
	};

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
 * The kernel of the process's own network namespace, asked by the thread that everything else runs in: for those who have
 * nothing else to do meanwhile. A thread of its own would cost more than all it does for them.
 */
export function openKernelHere(): Kernel {
	const work = createKernelWork(null);
	return {
		ask: async (requests, spare) => answersOf(work({id: 0, kind: 'ask', requests, spare})),
		readFile: async path => textOf(path, work({id: 0, kind: 'read', path})),
	};
}

/** The option keeps the warning that node:ffi is an experiment from the terminal. */
function startThread(start: ThreadStart): Worker {
	// Loaded only here, because most commands start no thread.
	const {Worker} = process.getBuiltinModule('node:worker_threads');
	const options = {workerData: start, execArgv: ['--disable-warning=ExperimentalWarning']};
	return typeof LVSTOP_NETLINK_THREAD === 'undefined'
		? new Worker(new URL('thread.ts', import.meta.url), options)
		: new Worker(LVSTOP_NETLINK_THREAD, {...options, eval: true});
}

/** The thread cannot be interrupted; its answer is not waited for any more. */
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
		: new Error(`the thread for netlink answered with ${answer.kind}`);
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
