/**
 * The progress of a drain: what is left, how long it has taken, and how long it may still take.
 */
import {
	type ConnectionKind,
	type ConnectionNumbers,
	connectionsLeft,
} from '../../plans/connections-left.ts';

/** The connection counts of a server at one time (monotonic milliseconds). */
export interface DrainSample extends ConnectionNumbers {
	readonly at: number;
}

/** The progress as far as it is known. */
export interface DrainProgress {
	readonly latest: ConnectionNumbers;
	/** Connections that must still end; null if one of the counts is not known. */
	readonly left: number | null;
	/** Whether the server is empty; null if that is not known. */
	readonly drained: boolean | null;
	/** Milliseconds since the drain began. */
	readonly took: number;
	/** Milliseconds until it is empty at the recent pace; null if that cannot be estimated. */
	readonly toEmpty: number | null;
}

/** The longest and shortest period, in milliseconds, from which the pace is estimated. */
const window = {longest: 60_000, shortest: 4000} as const;

function timeToEmpty(
	samples: readonly DrainSample[],
	latest: DrainSample,
	kinds: readonly ConnectionKind[],
): number | null {
	const left = connectionsLeft(latest, kinds);
	if (left === 0) {
		return 0;
	}

	const first = samples.find(({at}) => latest.at - at <= window.longest) ?? latest;
	const before = connectionsLeft(first, kinds);
	const span = latest.at - first.at;
	if (left === null || before === null || before <= left || span < window.shortest) {
		return null;
	}

	return (left * span) / (before - left);
}

/**
 * Evaluates a drain from samples in order of time, of which the last is the present; null without samples. `began` is
 * on the samples' clock.
 */
export function drainProgress(
	samples: readonly DrainSample[],
	kinds: readonly ConnectionKind[],
	began: number,
): DrainProgress | null {
	const latest = samples.at(-1);
	if (!latest) {
		return null;
	}

	const left = connectionsLeft(latest, kinds);
	return {
		latest,
		left,
		drained: left === null ? null : left === 0,
		took: latest.at - began,
		toEmpty: timeToEmpty(samples, latest, kinds),
	};
}
