/**
 * Decides when to report that somebody else undid a drain.
 */
import type {DirectorFacts} from '../../console/state/director-state.ts';

/** A server that has weight again although its drain is remembered. */
export interface Suspicion {
	/** The number of readings that have shown it. */
	readonly readings: number;
	/** The facts at the last of them. */
	readonly facts: DirectorFacts;
}

/**
 * This many readings must show weight again, with the remembered drains read again after each: an undrain by another
 * lvstop sets the weight first and forgets the drain a moment later.
 */
const readingsToBeSure = 2;

/** The suspicion after one more reading. */
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

/** Whether enough readings have shown it, and the remembered drains were read after them. */
export function isSure({readings, facts}: Suspicion, now: DirectorFacts): boolean {
	return readings >= readingsToBeSure && facts !== now;
}
