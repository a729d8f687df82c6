/**
 * Whether somebody else undid a drain: when that may be said.
 */
import type {DirectorFacts} from '../../console/state/director-state.ts';

/** A server that has weight again although its drain is remembered. */
export interface Suspicion {
	/** Readings that have shown it. */
	readonly readings: number;
	/** What was remembered when the last of them came. */
	readonly facts: DirectorFacts;
}

/**
 * So many readings must show weight again, and what is remembered is read again after each: an undrain by
 * another lvstop gives the weight first and forgets the drain a moment later.
 */
const readingsToBeSure = 2;

/** The suspicion after one more look. */
export function suspect(
	before: Suspicion | undefined,
	facts: DirectorFacts,
	isNewReading: boolean,
): Suspicion {
	if (before === undefined) {
		return {readings: 1, facts};
	}

	return isNewReading && before.readings < readingsToBeSure
		? {readings: before.readings + 1, facts}
		: before;
}

/** Whether enough readings have shown it, and what is remembered was read after them. */
export function isSure({readings, facts}: Suspicion, now: DirectorFacts): boolean {
	return readings >= readingsToBeSure && facts !== now;
}
