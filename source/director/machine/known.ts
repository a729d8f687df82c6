/**
 * A value that may be unknown, with the reason.
 */

/** A value, or why it cannot be known, in words for the operator. */
export type Known<Value> =
	| {readonly value: Value; readonly unknown: null}
	| {readonly value: null; readonly unknown: string};

/** A value that is known. */
export function known<Value>(value: Value): Known<Value> {
	return {value, unknown: null};
}

/** A value that is not known, for this reason. */
export function unknownBecause(reason: string): Known<never> {
	return {value: null, unknown: reason};
}
