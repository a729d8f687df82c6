/**
 * A value that may be unknown, with the reason.
 */

/** A value, or why it cannot be known, in words for the operator. */
export type Known<Value> =
	| {readonly value: Value; readonly unknown: null}
	| {readonly value: null; readonly unknown: string};

export function known<Value>(value: Value): Known<Value> {
	return {value, unknown: null};
}

export function unknownBecause(reason: string): Known<never> {
	return {value: null, unknown: reason};
}
