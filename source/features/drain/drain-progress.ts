/**
 * How far a drain is: what is left, since when, and how long it may still take.
 */
import {
	type ConnectionKind,
	type ConnectionNumbers,
	connectionsLeft,
} from '../../plans/connections-left.ts';

/** The numbers of a server at one moment (milliseconds of a clock that never jumps). */
export interface DrainSample extends ConnectionNumbers {
	readonly at: number;
}

/** A drain as far as it is known. */
export interface DrainProgress {
	readonly latest: ConnectionNumbers;
	/** Connections that must still end; null if one of the numbers that count is not known. */
	readonly left: number | null;
	/** Whether the server is empty; null if that cannot be told. */
	readonly drained: boolean | null;
	/** Milliseconds since the drain began. */
	readonly took: number;
	/** Milliseconds until it is empty if it goes on as lately; null if that cannot be told. */
	readonly toEmpty: number | null;
}

/** How far back the recent fall is looked at, and the least that it is judged by; milliseconds. */
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
 * Judges a drain by samples in the order of time, of which the last one is now; null without any.
 * `began` is on the clock of the samples.
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
