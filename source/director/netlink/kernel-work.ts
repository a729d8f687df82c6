/**
 * Carries out orders to the kernel, on whichever thread it is called.
 */
import {existsSync, readFileSync, statSync} from 'node:fs';
import process from 'node:process';
import {NetlinkError} from '../../ipvs/netlink/netlink-error.ts';
import {createExchange, type Exchange} from './exchange.ts';
import {errno, type Libc, openLibc} from './netlink-socket.ts';
import type {ThreadAnswer, ThreadOrder} from './thread-messages.ts';

/** The namespace of the process: its first thread is never moved. */
const ownNetns = '/proc/self/ns/net';

/** Exists while IPVS is in the kernel. */
const totalsPath = '/proc/net/ip_vs_stats';

/** Identifies a namespace, even if another one has the same name later; null if there is none with that name. */
function identity(path: string): string | null {
	const found = statSync(path, {throwIfNoEntry: false});
	return found === undefined ? null : `${found.dev}:${found.ino}`;
}

/** /proc/net shows the namespace of the process; the thread has its own path. */
function ownPath(path: string): string {
	return path.replace(/^\/proc\/net\//, '/proc/thread-self/net/');
}

function now(): number {
	return Number(process.hrtime.bigint()) / 1e6;
}

/**
 * Makes a function that carries out orders in the namespace of that file; null is that of the process. Only the thread
 * that calls it enters another namespace.
 */
export function createKernelWork(netns: string | null): (order: ThreadOrder) => ThreadAnswer {
	let libc: Libc | null = null;
	let exchange: Exchange | null = null;
	let entered: string | null = null;

	/**
	 * Opens the exchange at the first order, because only then is somebody waiting for errors. If the namespace was
	 * deleted and created again, commands change the new one, so the thread enters that one.
	 */
	const open = (): Exchange => {
		libc ??= openLibc();
		const opened = libc;
		if (netns !== null) {
			const named = identity(netns);
			if (named === null || named !== entered) {
				exchange?.close();
				exchange = null;
				if (named === null && entered !== null) {
					// A thread in a deleted namespace would keep it, with its interfaces, for ever.
					opened.enterNetns(ownNetns);
					entered = null;
				}

				opened.enterNetns(netns);
				entered = named;
			}
		}

		exchange ??= createExchange(() => {
			// The kernel loads the module at any request for its family, and somebody may have just unloaded it.
			if (!existsSync(ownPath(totalsPath))) {
				throw new NetlinkError('unavailable', 'IPVS is not in the kernel', errno.noEntry);
			}

			return opened.openNetlink();
		});
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
				const {problem, message, errno: number} = error;
				return {id, kind: 'netlink-error', problem, message, errno: number};
			}

			const {code = '', message} = error as NodeJS.ErrnoException;
			return order.kind === 'read'
				? {id, kind: 'file-error', code, message}
				: {id, kind: 'netlink-error', problem: 'lost', message: `netlink: ${message}`, errno: null};
		}
	};
}
