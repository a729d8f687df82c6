/**
 * What is done for an order, on whatever thread that is.
 */
import {readFileSync, statSync} from 'node:fs';
import process from 'node:process';
import {NetlinkError} from '../../ipvs/netlink/netlink-error.ts';
import {createExchange, type Exchange} from './exchange.ts';
import {type Libc, openLibc} from './netlink-socket.ts';
import type {ThreadAnswer, ThreadOrder} from './thread-messages.ts';

/** Tells a namespace from another one that has its name now; null if there is none of that name. */
function identity(path: string): string | null {
	const found = statSync(path, {throwIfNoEntry: false});
	return found === undefined ? null : `${found.dev}:${found.ino}`;
}

/** /proc/net is that of the process; the thread has one too. */
function ownPath(path: string): string {
	return path.replace(/^\/proc\/net\//, '/proc/thread-self/net/');
}

function now(): number {
	return Number(process.hrtime.bigint()) / 1e6;
}

/**
 * Makes a worker for the namespace of that file; null is that of the process. Another namespace is entered by the thread that
 * it works on, and by no other one.
 */
export function createKernelWork(netns: string | null): (order: ThreadOrder) => ThreadAnswer {
	let libc: Libc | null = null;
	let exchange: Exchange | null = null;
	let entered: string | null = null;

	/**
	 * Opened at the first order, because only then somebody waits for the error. Where the namespace was deleted and
	 * made anew, what commands change is the new one, so that is where the thread goes.
	 */
	const open = (): Exchange => {
		libc ??= openLibc();
		const opened = libc;
		if (netns !== null) {
			const named = identity(netns);
			if (named === null || named !== entered) {
				exchange?.close();
				exchange = null;
				opened.enterNetns(netns);
				entered = named;
			}
		}

		exchange ??= createExchange(() => opened.openNetlink());
		return exchange;
	};

	return order => {
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
	};
}
