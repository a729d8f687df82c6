/**
 * What the thread that talks to the kernel is told, and what it answers.
 */
import type {NetlinkProblem} from '../../ipvs/netlink/netlink-error.ts';

/** What the thread is started with. */
export interface ThreadStart {
	/** The file of the network namespace that it works in; null is that of the process. */
	readonly netns: string | null;
}

/** One order; the answer has the same number. */
export type ThreadOrder = {readonly id: number} & (
	| {
			readonly kind: 'ask';
			/** Requests, one behind the other. */
			readonly requests: Uint8Array;
			/** Pieces to be filled again. */
			readonly spare: readonly ArrayBuffer[];
	  }
	| {readonly kind: 'read'; readonly path: string}
);

/** Moments of the machine's clock that never jumps (process.hrtime), milliseconds. */
export interface ThreadSpan {
	readonly from: number;
	readonly to: number;
}

/** What came of an order. */
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
