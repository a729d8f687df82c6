/**
 * How many refreshes each row of a group has had, told by what the group is a part of: the services together carry
 * what the director carries, and the servers of a service what the service carries.
 *
 * The CPUs' own rows of `/proc/net/ip_vs_stats_percpu` are live, so the rate of the whole director needs no count.
 * The counts by which its services carry just that much are the right ones (tried on Linux 6.1 and 7.2). The kernel's
 * own smoothed rates cannot decide: they need 8 s to reach two thirds of a traffic that has begun.
 */

/** A row of which it is not yet sure how many refreshes it has had. */
export interface OpenRow {
	/** Packets in both directions by which it grew. */
	readonly packets: number;
	/** The numbers of refreshes that it can have had, least first; not empty. */
	readonly possible: readonly number[];
	/** The one that most rows have had. */
	readonly even: number;
	/** What was to be expected of it; null if nothing was. */
	readonly likely: Likely | null;
}

/** What was to be expected of a row, from a source that may be wrong. */
export interface Likely {
	/** Packets a period. */
	readonly packets: number;
	/** The number of refreshes that the growth speaks for if that was right; null if it speaks for none. */
	readonly count: number | null;
	/**
	 * From readings before this one. A row never has one refresh more, or less, twice running, so one that grows
	 * twice by the same has had as many as the others. Else from the kernel's smoothed rates.
	 */
	readonly isSeen: boolean;
}

/** What the rows of a group should add up to. */
export interface Whole {
	/** Packets a period of the whole group; null if it is not known. */
	readonly packets: number | null;
	/** Packets a period of those of its rows that are not open. */
	readonly derived: number;
}

/** So far from the whole a group may be, as a share of it: their times are not quite the same. */
const tolerance = 0.1;

/** Fewer packets than this a period speak for nothing. */
const fewPackets = 2;

/** All that there can be is tried for so many rows. */
const smallGroup = 6;

/** A possible number for each row of a group, and how far their sum is from the whole, as a share of it. */
interface Guess {
	readonly counts: readonly number[];
	readonly sum: number;
	readonly off: number;
}

/**
 * Tells how many refreshes each open row has had.
 * @returns in the order of the rows; null for a row for which nothing decides
 */
export function agreedCounts(
	rows: readonly OpenRow[],
	{packets: whole, derived}: Whole,
): readonly (number | null)[] {
	// What a row carries that has not been refreshed is a guess, and no measure for the others.
	const guessed = rows.reduce(
		(sum, {packets, likely}) => sum + (packets === 0 ? (likely?.packets ?? 0) : 0),
		0,
	);
	if (whole === null || whole < fewPackets || guessed > tolerance * whole) {
		return rows.map(row => countOfItself(row, false));
	}

	const expected = derived + rows.reduce((sum, {likely}) => sum + (likely?.packets ?? 0), 0);
	const isSteady = Math.abs(expected / whole - 1) <= tolerance;
	const grown = derived + rows.reduce((sum, {packets}) => sum + packets, 0);
	// Packets that come at random stray by about the root of their number.
	const noise = 1 / Math.sqrt(Math.max(1, grown));
	const guesses = guessesOf(rows, isSteady).map((counts): Guess => {
		const sum = derived + rows.reduce((all, row, at) => all + perPeriod(row, counts[at] ?? 0), 0);
		return {counts, sum, off: Math.abs(sum / whole - 1)};
	});
	const best = Math.min(...guesses.map(({off}) => off));
	if (best > tolerance + 2 * noise) {
		return rows.map(() => null);
	}

	const accepted = guesses.filter(({off}) => off <= best + tolerance / 2 + noise);
	const worst = Math.max(...accepted.map(({off}) => off));
	const limit = worst + tolerance + noise;
	return rows.map((row, at) => {
		const [first, ...others] = new Set(accepted.map(({counts}) => counts[at] ?? 0));
		if (first === undefined) {
			return null;
		}

		const isAlone =
			others.length === 0 &&
			accepted.every(({sum}) =>
				row.possible.every(
					other =>
						other === first ||
						Math.abs((sum + perPeriod(row, other) - perPeriod(row, first)) / whole - 1) > limit,
				),
			);
		if (isAlone) {
			return first;
		}

		// A row that is too small for the whole to tell is believed if it goes on as was to be expected.
		return [first, ...others].includes(row.even) ? countOfItself(row, isSteady) : null;
	});
}

/**
 * The number for a row that nothing else decides: the even one, if the row speaks for it.
 * @param isSteady the kernel's rates may be believed, because those of the whole group are right
 */
function countOfItself(
	{packets, possible, even, likely}: OpenRow,
	isSteady: boolean,
): number | null {
	if (possible.length === 1) {
		return even;
	}

	if (likely?.count === even && (likely.isSeen || isSteady)) {
		return even;
	}

	return packets === 0 && (likely?.packets ?? 0) === 0 ? even : null;
}

/**
 * Guesses for the whole group. Of a small one these are all that there can be; else all rows alike, and, if every
 * row speaks for a number, each as it speaks for itself.
 */
function guessesOf(rows: readonly OpenRow[], isSteady: boolean): readonly (readonly number[])[] {
	if (rows.length <= smallGroup) {
		return rows.reduce<readonly (readonly number[])[]>(
			(guesses, {possible}) => guesses.flatMap(counts => possible.map(count => [...counts, count])),
			[[]],
		);
	}

	const alike = [0, -1, 1].map(way =>
		rows.map(({possible, even}) => (possible.includes(even + way) ? even + way : even)),
	);
	const bySelf = rows.flatMap(({likely, packets, even, possible}) => {
		if (likely === null || likely.packets === 0) {
			return packets === 0 ? [even] : [];
		}

		const isRight = isSteady || likely.isSeen;
		return isRight && likely.count !== null && possible.includes(likely.count)
			? [likely.count]
			: [];
	});
	return bySelf.length === rows.length ? [...alike, bySelf] : alike;
}

/** Packets a period of a row that has had so many refreshes; one that has had none goes on as was expected. */
function perPeriod({packets, likely}: OpenRow, count: number): number {
	return count === 0 ? (likely?.packets ?? 0) : packets / count;
}
