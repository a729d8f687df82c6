/**
 * Measures the texts of a column.
 */
import {textWidth} from '../text/text.ts';

/** The width of the widest text of all rows, or of the title. */
export function widestText<Row>(
	rows: readonly Row[],
	text: (row: Row) => string,
	title: string,
): number {
	return rows.reduce((width, row) => Math.max(width, textWidth(text(row))), textWidth(title));
}

/** The widths of columns by their ids, in cells. */
export type Widths = Readonly<Record<string, number>>;

/** The width of the widest text of each column, over all rows. */
export function widestTexts<Row>(
	rows: readonly Row[],
	texts: Readonly<Record<string, (row: Row) => string>>,
): Widths {
	return Object.fromEntries(
		Object.entries(texts).map(([id, text]) => [id, widestText(rows, text, '')]),
	);
}

/** The larger of both widths, for each column. */
export function widened<Id extends string>(
	one: Readonly<Record<Id, number>>,
	other: Readonly<Record<Id, number>>,
): Readonly<Record<Id, number>> {
	const wider: Record<Id, number> = {...one};
	for (const id in other) {
		wider[id] = Math.max(one[id] ?? 0, other[id]);
	}

	return wider;
}

const widestName = 46;

/** The longest name of each source, in cells. */
export type LongestName<Source> = (source: Source | null) => number;

/**
 * Measures names once for each `source`. The result does not depend on which part is visible, so that nothing jumps
 * when rows are folded, filtered or scrolled.
 */
export function createLongestName<Source extends WeakKey>(
	measure: (source: Source, take: (width: number) => void) => void,
): LongestName<Source> {
	const known = new WeakMap<Source, number>();
	return source => {
		if (source === null) {
			return 0;
		}

		const found = known.get(source);
		if (found !== undefined) {
			return found;
		}

		let longest = 0;
		measure(source, width => {
			longest = Math.max(longest, width);
		});
		known.set(source, longest);
		return longest;
	};
}

/**
 * The width of a column of names. The columns of figures give way to at most `most` cells of it: a longer name, which has
 * an IPv6 address, gets the room that they leave, and is shortened in its middle.
 */
export function nameColumnWidth(least: number, most: number, longest: number) {
	const width = Math.max(least, Math.min(longest, most));
	return {least: width, needed: Math.max(width, Math.min(longest, widestName))};
}

/** The column of the names of addresses: as wide as is usual for host names, whatever is known. */
export const nameColumn = {priority: 4.5, width: {least: 10, needed: 16, wanted: 24}} as const;
