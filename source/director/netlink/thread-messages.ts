/**
 * The messages to and from the netlink thread.
 */
import type {NetlinkProblem} from '../../ipvs/netlink/netlink-error.ts';

/** The thread's start parameters. */
export interface ThreadStart {
	/** The file of the network namespace to work in; null for that of the process. */
	readonly netns: string | null;
}

/** A request to the thread; the answer has the same id. */
export type ThreadOrder = {readonly id: number} & (
	| {
			readonly kind: 'ask';
			/** The requests, concatenated. */
			readonly requests: Uint8Array;
			/** Pieces to be reused. */
			readonly spare: readonly ArrayBuffer[];
	  }
	| {readonly kind: 'read'; readonly path: string}
);

/** Two times on the machine's monotonic clock (process.hrtime), milliseconds. */
export interface ThreadSpan {
	readonly from: number;
	readonly to: number;
}

/** The answer to an order. */
export type ThreadAnswer = {readonly id: number} & (
	| {
			readonly kind: 'answers';
			readonly pieces: readonly Uint8Array<ArrayBuffer>[];
			readonly firstSequence: number;
			readonly parted: readonly number[];
			readonly span: ThreadSpan;
	  }
	| {readonly kind: 'text'; readonly text: string}
	| {
			readonly kind: 'netlink-error';
			readonly problem: NetlinkProblem;
			readonly message: string;
			readonly errno: number | null;
	  }
	| {readonly kind: 'file-error'; readonly code: string; readonly message: string}
);
