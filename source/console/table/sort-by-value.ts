/**
 * Sorting rows by a value of theirs.
 */

/** What can be sorted by; null is unknown and stands last in either direction. */
export type SortValue = number | bigint | string | null;

function compare(left: SortValue, right: SortValue, sign: number): number {
	if (left === right) {
		return 0;
	}

	if (left === null || right === null) {
		return left === null ? 1 : -1;
	}

	return left < right ? -sign : sign;
}

/** Sorts by a value that is computed once a row; equal ones keep their order. */
export function sortByValue<T>(
	rows: readonly T[],
	value: (row: T) => SortValue,
	descending: boolean,
): readonly T[] {
	const sign = descending ? -1 : 1;
	return rows
		.map(row => ({row, value: value(row)}))
		.sort((left, right) => compare(left.value, right.value, sign))
		.map(({row}) => row);
}
