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

/** A name longer than this takes no room from other columns: an IPv4 service with any port. */
const mostFromOthers = 28;
const widestName = 46;

/** The widths of the names of a table, in cells. */
export interface NameWidths {
	/** The longest name. */
	readonly longest: number;
	/** The longest of those names for which other columns give way. */
	readonly needed: number;
}

/**
 * Measures names once for each `source`. The result does not depend on which part is visible, so that nothing jumps
 * when rows are folded, filtered or scrolled.
 */
export function createNameWidths<Source extends WeakKey>(
	measure: (source: Source, take: (width: number) => void) => void,
): (source: Source | null) => NameWidths {
	const known = new WeakMap<Source, NameWidths>();
	return source => {
		if (source === null) {
			return {longest: 0, needed: 0};
		}

		const found = known.get(source);
		if (found !== undefined) {
			return found;
		}

		let longest = 0;
		let needed = 0;
		measure(source, width => {
			longest = Math.max(longest, width);
			needed = width <= mostFromOthers ? Math.max(needed, width) : needed;
		});

		const measured = {longest, needed};
		known.set(source, measured);
		return measured;
	};
}

/** The width of a column of names: others give way to it, except to very long names. */
export function nameColumnWidth(least: number, {longest, needed}: NameWidths) {
	const width = Math.max(least, needed);
	return {least: width, needed: Math.max(width, Math.min(longest, widestName))};
}

/** The column of the names of addresses: as wide as is usual for host names, whatever is known. */
export const nameColumn = {priority: 4.5, width: {least: 10, needed: 16, wanted: 24}} as const;
