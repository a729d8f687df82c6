/**
 * The kernel's own interface, as a reader needs it.
 */
import type {CallOptions} from '../port/port.ts';

/** What the kernel answered to some requests. */
export interface KernelAnswers {
	/** Messages of netlink in the order of the requests; none is parted between two pieces. */
	readonly pieces: readonly Uint8Array<ArrayBuffer>[];
	/** The number in the answers to the first request; the others count on from it. */
	readonly firstSequence: number;
	/** The places of the requests whose rows came at more than one moment: one may have been passed over. */
	readonly parted: readonly number[];
	/** How long ago the first request was made and the last answer was there, milliseconds. */
	readonly age: {readonly from: number; readonly to: number};
}

/** The kernel of one network namespace. */
export interface Kernel {
	/**
	 * Makes requests, one after the other.
	 * @param requests one behind the other, each at a multiple of four bytes
	 * @param spare pieces of earlier answers that are not looked at any more; they are filled again
	 * @throws {NetlinkError} where there is no netlink here, or it failed
	 */
	ask(
		requests: Uint8Array,
		spare: readonly ArrayBuffer[],
		signal?: AbortSignal,
	): Promise<KernelAnswers>;
	/**
	 * A text file of this namespace.
	 * @throws {PortError} where it could not be read
	 */
	readFile(path: string, options?: CallOptions): Promise<string>;
}

/** The kernel, and what happens where it cannot be asked. */
export interface KernelChoice {
	readonly kernel: Kernel;
	/** Whether ipvsadm is asked then. */
	readonly fallBack: boolean;
}
