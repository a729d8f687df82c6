/**
 * The errors of a rule or a setting by field, so that a form can show each beside its field.
 */

/** Why the value of one field is invalid. */
export interface Fault<Field extends string = string> {
	readonly field: Field;
	readonly reason: string;
}

/** A check of a field: the reason, or null if the field is valid. */
export type Check<Field extends string> = readonly [field: Field, reason: string | null];

/** The errors found by the checks, in their order. */
export function faultsOf<Field extends string>(
	checks: readonly Check<Field>[],
): readonly Fault<Field>[] {
	const found: Fault<Field>[] = [];
	for (const [field, reason] of checks) {
		if (reason !== null) {
			found.push({field, reason});
		}
	}

	return found;
}

/** The first reason, for places that show only one; null if there is none. */
export function firstReason(faults: readonly Fault[]): string | null {
	return faults[0]?.reason ?? null;
}
