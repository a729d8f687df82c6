/**
 * The kernel's netlink interface, as a reader needs it.
 */
import type {CallOptions} from '../port/port.ts';

/** The kernel's answers to some requests. */
export interface KernelAnswers {
	/** Netlink messages in the order of the requests; no message is split between two pieces. */
	readonly pieces: readonly Uint8Array<ArrayBuffer>[];
	/** The sequence number of the answers to the first request; the others follow it. */
	readonly firstSequence: number;
	/** The indexes of requests whose rows came at more than one moment, so that a row may have been skipped. */
	readonly parted: readonly number[];
	/** The age of the first request and of the last answer, milliseconds. */
	readonly age: {readonly from: number; readonly to: number};
}

/** The kernel of one network namespace. */
export interface Kernel {
	/**
	 * Sends requests one after the other.
	 * @param requests the requests, concatenated, each aligned to four bytes
	 * @param spare pieces of earlier answers that are no longer used; they are filled again
	 * @throws {NetlinkError} if netlink is unavailable, or failed
	 */
	ask(
		requests: Uint8Array,
		spare: readonly ArrayBuffer[],
		signal?: AbortSignal,
	): Promise<KernelAnswers>;
	/**
	 * Reads a text file of this namespace.
	 * @throws {PortError} if it could not be read
	 */
	readFile(path: string, options?: CallOptions): Promise<string>;
}

/** The kernel, and what to do if it cannot be read. */
export interface KernelChoice {
	readonly kernel: Kernel;
	/** Whether to use ipvsadm then. */
	readonly fallBack: boolean;
}
