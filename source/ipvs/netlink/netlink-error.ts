/**
 * What can be wrong with what the kernel answers by netlink.
 */

/**
 * `unreadable`: bytes that are not a message as expected; the message names the place. `refused`: the kernel
 * answered with an error number. `unavailable`: there is no netlink here, or no IPVS. `lost`: the socket or its thread
 * failed. `interrupted`: rows changed at every try. `no-namespace`: the network namespace is not there.
 */
export type NetlinkProblem =
	| 'unreadable'
	| 'refused'
	| 'unavailable'
	| 'lost'
	| 'interrupted'
	| 'no-namespace';

/** The kernel could not be read by netlink. */
export class NetlinkError extends Error {
	override readonly name = 'NetlinkError';
	readonly problem: NetlinkProblem;
	/** The kernel's error number, such as 1 for EPERM; null if it gave none. */
	readonly errno: number | null;

	constructor(problem: NetlinkProblem, message: string, errno: number | null = null) {
		super(message);
		this.problem = problem;
		this.errno = errno;
	}
}

/** Refuses bytes. @param at where in the answer they lie */
export function unreadable(reason: string, at: number): never {
	throw new NetlinkError('unreadable', `netlink: byte ${at}: ${reason}`);
}
