/**
 * Sorts rows without a full sort at every reading: they rarely change places.
 */

/** Compares two rows, as for `Array.prototype.sort`. */
type Compare<Row> = (one: Row, other: Row) => number;

/**
 * The sorted rows, one row per step. Rows that were there before keep their order; only new ones are sorted in.
 * @param before the ids of the earlier rows, in their order
 */
export function* inOrder<Row>(
	rows: ReadonlyMap<string, Row>,
	before: {has(id: string): boolean; keys(): Iterable<string>},
	compare: Compare<Row>,
): Generator<void, readonly Row[]> {
	const kept: Row[] = [];
	for (const id of before.keys()) {
		const row = rows.get(id);
		if (row !== undefined) {
			kept.push(row);
		}

		yield;
	}

	if (kept.length === rows.size) {
		return kept;
	}

	const added: Row[] = [];
	for (const [id, row] of rows) {
		if (!before.has(id)) {
			added.push(row);
		}

		yield;
	}

	return yield* merge(kept, yield* sort(added, compare), compare);
}

/** Merge sort, because it can pause too. */
function* sort<Row>(rows: readonly Row[], compare: Compare<Row>): Generator<void, readonly Row[]> {
	if (rows.length <= 1) {
		return rows;
	}

	const middle = rows.length >>> 1;
	return yield* merge(
		yield* sort(rows.slice(0, middle), compare),
		yield* sort(rows.slice(middle), compare),
		compare,
	);
}

function* merge<Row>(
	left: readonly Row[],
	right: readonly Row[],
	compare: Compare<Row>,
): Generator<void, readonly Row[]> {
	const merged: Row[] = [];
	let fromLeft = 0;
	let fromRight = 0;
	for (;;) {
		const one = left[fromLeft];
		const other = right[fromRight];
		if (one === undefined || other === undefined) {
			return [...merged, ...left.slice(fromLeft), ...right.slice(fromRight)];
		}

		if (compare(one, other) <= 0) {
			merged.push(one);
			fromLeft += 1;
		} else {
			merged.push(other);
			fromRight += 1;
		}

		yield;
	}
}

/** Whether both lists have the same rows in the same order; their values may differ. */
export function sameIds(
	one: readonly {readonly id: string}[],
	other: readonly {readonly id: string}[],
): boolean {
	return one.length === other.length && other.every(({id}, at) => id === one[at]?.id);
}
