/**
 * The thread that talks to the kernel, so that no key waits for it.
 *
 * It has a network namespace of its own where it is told so: the kernel keeps one for every thread. What it reads
 * of /proc/net is that of its own namespace as well.
 */
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {parentPort, workerData} from 'node:worker_threads';
import {NetlinkError} from '../../ipvs/netlink/netlink-error.ts';
import {createExchange, type Exchange} from './exchange.ts';
import {openLibc} from './netlink-socket.ts';
import type {ThreadAnswer, ThreadOrder, ThreadStart} from './thread-messages.ts';

const {netns} = workerData as ThreadStart;
let exchange: Exchange | null = null;

/** Opened at the first order, because only then somebody waits for the error. */
function open(): Exchange {
	if (exchange === null) {
		const libc = openLibc();
		if (netns !== null) {
			libc.enterNetns(netns);
		}

		exchange = createExchange(() => libc.openNetlink());
	}

	return exchange;
}

/** /proc/net is that of the process; the thread has one too. */
function ownPath(path: string): string {
	return path.replace(/^\/proc\/net\//, '/proc/thread-self/net/');
}

function now(): number {
	return Number(process.hrtime.bigint()) / 1e6;
}

function carryOut(order: ThreadOrder): ThreadAnswer {
	const {id} = order;
	try {
		if (order.kind === 'read') {
			open();
			return {id, kind: 'text', text: readFileSync(ownPath(order.path), 'utf8')};
		}

		const {ask} = open();
		const from = now();
		const answers = ask(order.requests, order.spare);
		return {id, kind: 'answers', ...answers, span: {from, to: now()}};
	} catch (error) {
		if (error instanceof NetlinkError) {
			const {problem, message, errno} = error;
			return {id, kind: 'netlink-error', problem, message, errno};
		}

		const {code = '', message} = error as NodeJS.ErrnoException;
		return {id, kind: 'file-error', code, message};
	}
}

parentPort?.on('message', (order: ThreadOrder) => {
	const answer = carryOut(order);
	const buffers = answer.kind === 'answers' ? answer.pieces.map(({buffer}) => buffer) : [];
	parentPort?.postMessage(answer, buffers);
});
