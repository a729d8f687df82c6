/**
 * Determines how many refreshes each row of a group has had, by comparing the sum of the group with its total: the
 * services together carry what the director carries, and the servers of a service what the service carries.
 *
 * The CPU rows of `/proc/net/ip_vs_stats_percpu` are live, so the rate of the whole director needs no count. The counts
 * whose sum matches that rate are the right ones (tried on Linux 6.1 and 7.2). The kernel's own smoothed rates cannot
 * decide: they need 8 s to reach two thirds of new traffic.
 */

/** A row whose number of refreshes is not certain yet. */
export interface OpenRow {
	/** The growth in packets, both directions together. */
	readonly packets: number;
	/** The possible numbers of refreshes, smallest first; not empty. */
	readonly possible: readonly number[];
	/** The number that most rows have had. */
	readonly even: number;
	/** The expected rate; null if there is none. */
	readonly likely: Likely | null;
}

/** The expected rate of a row, from a source that may be wrong. */
export interface Likely {
	/** Packets per period. */
	readonly packets: number;
	/** The number of refreshes that the growth suggests if the expectation is right; null if it suggests none. */
	readonly count: number | null;
	/**
	 * True if it comes from earlier readings, false if from the kernel's smoothed rates. A row never has one refresh
	 * more, or less, twice in a row, so a row that grows by the same twice has had as many as the others.
	 */
	readonly isSeen: boolean;
}

/** The expected sum over the rows of a group. */
export interface Whole {
	/** Packets per period of the whole group; null if unknown. */
	readonly packets: number | null;
	/** Packets per period of those rows whose number is certain. */
	readonly decided: number;
}

/** The allowed deviation of the sum, as a share of the whole: the times are not exactly the same. */
const tolerance = 0.1;

/** Fewer packets per period than this suggest nothing. */
const fewPackets = 2;

/** For up to this many rows all combinations are tried. */
const smallGroup = 6;

/** A possible number for each row of a group, and the deviation of their sum, as a share of the whole. */
interface Guess {
	readonly counts: readonly number[];
	readonly sum: number;
	readonly off: number;
}

/**
 * Determines how many refreshes each open row has had.
 * @returns in the order of the rows; null for a row that cannot be decided
 */
export function agreedCounts(
	rows: readonly OpenRow[],
	{packets: whole, decided}: Whole,
): readonly (number | null)[] {
	// The packets of a row that has not been refreshed are a guess, and no measure for the others.
	const guessed = rows.reduce(
		(sum, {packets, likely}) => sum + (packets === 0 ? (likely?.packets ?? 0) : 0),
		0,
	);
	if (whole === null || whole < fewPackets || guessed > tolerance * whole) {
		return rows.map(row => countOfItself(row, false));
	}

	const expected = decided + rows.reduce((sum, {likely}) => sum + (likely?.packets ?? 0), 0);
	const isSteady = Math.abs(expected / whole - 1) <= tolerance;
	const grown = decided + rows.reduce((sum, {packets}) => sum + packets, 0);
	// The number of random packets varies by about its square root.
	const noise = 1 / Math.sqrt(Math.max(1, grown));
	const guesses = guessesOf(rows, isSteady).map((counts): Guess => {
		const sum = decided + rows.reduce((all, row, at) => all + perPeriod(row, counts[at] ?? 0), 0);
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

		// A row that is too small to influence the sum is decided by its own expectation.
		return [first, ...others].includes(row.even) ? countOfItself(row, isSteady) : null;
	});
}

/**
 * The number for a row that nothing else decides: the even one, if the row itself suggests it.
 * @param isSteady whether the kernel's rates can be trusted, because those of the whole group are right
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
 * Guesses for the whole group. For a small one all combinations; otherwise the same number for all rows, and, if every
 * row suggests a number, those.
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

/** Packets per period of a row after this many refreshes; a row without one is assumed to continue as expected. */
function perPeriod({packets, likely}: OpenRow, count: number): number {
	return count === 0 ? (likely?.packets ?? 0) : packets / count;
}
