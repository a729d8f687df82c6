/**
 * Sends orders to the netlink thread. Every order ends, whatever happens to the thread, and the next one finds a
 * working thread.
 */
import type {Worker} from 'node:worker_threads';
import {NetlinkError} from '../../ipvs/netlink/netlink-error.ts';
import type {Clock} from '../port/clock.ts';
import type {ThreadAnswer, ThreadOrder} from './thread-messages.ts';

type OrderContent =
	| Pick<Extract<ThreadOrder, {kind: 'ask'}>, 'kind' | 'requests' | 'spare'>
	| Pick<Extract<ThreadOrder, {kind: 'read'}>, 'kind' | 'path'>;

/**
 * Sends an order. The buffers are transferred.
 * @throws {NetlinkError} if the thread ends, or does not answer in time
 */
export type GiveOrder = (
	content: OrderContent,
	buffers?: readonly ArrayBuffer[],
) => Promise<ThreadAnswer>;

/** The time limit of an order, milliseconds, the same as for an ipvsadm command: the largest table takes a second. */
const timeLimit = 30_000;

/** A thread and its pending orders. */
interface Thread {
	readonly worker: Worker;
	readonly waiting: Map<number, PromiseWithResolvers<ThreadAnswer>>;
}

/** Starts the thread at the first order, and again at the next order after it has ended. */
export function createOrders(startWorker: () => Worker, clock: Clock): GiveOrder {
	let current: Thread | null = null;
	let lastId = 0;

	/**
	 * A thread reports its end twice, by an error and by its exit: the second time another one may already be running.
	 */
	const fail = (thread: Thread, reason: string) => {
		if (current === thread) {
			current = null;
		}

		for (const {reject} of thread.waiting.values()) {
			reject(new NetlinkError('lost', `the netlink thread ${reason}`));
		}

		thread.waiting.clear();
	};

	const start = (): Thread => {
		const thread: Thread = {worker: startWorker(), waiting: new Map()};
		const {worker, waiting} = thread;
		worker.on('message', (answer: ThreadAnswer) => {
			waiting.get(answer.id)?.resolve(answer);
			waiting.delete(answer.id);
			if (waiting.size === 0) {
				worker.unref();
			}
		});
		worker.on('error', error => {
			fail(thread, `ended: ${error instanceof Error ? error.message : String(error)}`);
		});
		worker.on('exit', code => fail(thread, `ended: exit code ${code}`));
		return thread;
	};

	return async (content, buffers = []) => {
		current ??= start();
		const thread = current;
		const {worker, waiting} = thread;
		lastId += 1;
		const id = lastId;
		const answer = Promise.withResolvers<ThreadAnswer>();
		waiting.set(id, answer);
		worker.ref();
		worker.postMessage({...content, id}, [...buffers]);
		const cancelTimer = clock.after(timeLimit, () => {
			fail(thread, `gave no answer within ${timeLimit / 1000} s`);
			worker.unref();
			void worker.terminate();
		});
		try {
			return await answer.promise;
		} finally {
			cancelTimer();
		}
	};
}
