/**
 * Errors of reading by netlink.
 */

/**
 * `unreadable`: the bytes are not a message as expected; the error text names the position. `refused`: the kernel
 * answered with an error number. `unavailable`: there is no netlink here, or no IPVS. `lost`: the socket or its thread
 * failed. `interrupted`: rows changed during every attempt. `no-namespace`: the network namespace does not exist.
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

/** Throws an error about invalid bytes. @param at their position in the answer */
export function unreadable(reason: string, at: number): never {
	throw new NetlinkError('unreadable', `netlink: byte ${at}: ${reason}`);
}
