/**
 * The errors of a rule or a setting, field by field, so that a form can show each beside its field.
 */

/** Why one field cannot be so, for a person. */
export interface Fault<Field extends string = string> {
	readonly field: Field;
	readonly reason: string;
}

/** A check of a field: its reason, or null if the field is in order. */
export type Check<Field extends string> = readonly [field: Field, reason: string | null];

/** The checks that have found something, in their order. */
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

/** The reason that is named where only one can be; null if nothing is wrong. */
export function firstReason(faults: readonly Fault[]): string | null {
	return faults[0]?.reason ?? null;
}
