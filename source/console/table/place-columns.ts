/**
 * Decides which columns fit, and their widths.
 */
import {textWidth} from '../text/text.ts';
import {type Column, type ColumnWidth, isShown, type TableExtent, titleOf} from './column.ts';

export interface PlacedColumn<Row, Context, Id extends string = string> {
	readonly column: Column<Row, Context, Id>;
	readonly title: string;
	/** The width in cells, without the blank before it. The blank of the first column holds the marks of rows. */
	readonly width: number;
}

/** A column while its width is being decided. */
interface Candidate<Row, Context, Id extends string> extends Required<ColumnWidth> {
	readonly column: Column<Row, Context, Id>;
	readonly title: string;
	/** Lower ranks are placed first. */
	readonly rank: number;
	readonly isSpare: boolean;
	/** 0 until it is placed. */
	width: number;
}

function candidate<Row, Context, Id extends string>(
	column: Column<Row, Context, Id>,
	index: number,
	extent: TableExtent<Row, Context>,
	sorted: Id | null,
): Candidate<Row, Context, Id> {
	const {width, priority, isSpare = false} = column;
	const asked = typeof width === 'function' ? width(extent) : width;
	const own = typeof asked === 'number' ? {least: asked} : asked;
	const title = titleOf(column, extent.context);
	const isSorted = column.id === sorted;
	// The arrow must not replace the blank before the title. The blank of the first column holds the marks of rows.
	const arrow = isSorted && index > 0 ? textWidth(title) + 1 : 0;
	const least = Math.max(own.least, arrow);
	const needed = Math.max(least, own.needed ?? 0);
	return {
		...{column, title, least, needed, wanted: Math.max(needed, own.wanted ?? 0), width: 0},
		rank: isSorted ? 0 : priority,
		isSpare: isSpare && !isSorted,
	};
}

/**
 * The columns for a line of `cells` cells, from left to right; the sort column is always included. First all columns
 * except spare ones get their least width, by priority. The rest goes to those that lack a single cell, then to the
 * narrowest, so that long texts are cut before short ones; then to spare columns; then, by priority, to those that want
 * more.
 */
export function placeColumns<Row, Context, Id extends string>(
	columns: readonly Column<Row, Context, Id>[],
	extent: TableExtent<Row, Context>,
	sorted: Id | null,
): readonly PlacedColumn<Row, Context, Id>[] {
	const all = columns
		.filter(column => isShown(column, extent))
		.map((column, index) => candidate(column, index, extent, sorted));
	const byRank = all.toSorted((one, other) => one.rank - other.rank);
	let room = extent.cells;
	const place = (isSpare: boolean): void => {
		for (const column of byRank) {
			if (column.isSpare === isSpare && column.least + 1 <= room) {
				column.width = column.least;
				room -= column.least + 1;
			}
		}
	};

	const grow = (column: Candidate<Row, Context, Id>, goal: number): void => {
		const more = Math.max(0, Math.min(goal - column.width, room));
		column.width += more;
		room -= more;
	};

	const lacks = ({width, needed}: Candidate<Row, Context, Id>): boolean =>
		width > 0 && width < needed;
	const growToNeeded = (): void => {
		for (const column of all.filter(lacks).filter(({width, needed}) => width + 1 === needed)) {
			grow(column, column.needed);
		}

		for (let short = byRank.filter(lacks); room > 0; short = short.filter(lacks)) {
			const [first, ...others] = short;
			if (first === undefined) {
				return;
			}

			const narrowest = others.reduce(
				(one, other) => (other.width < one.width ? other : one),
				first,
			);
			grow(narrowest, narrowest.width + 1);
		}
	};

	place(false);
	growToNeeded();
	place(true);
	growToNeeded();
	for (const column of byRank.filter(({width}) => width > 0)) {
		grow(column, column.wanted);
	}

	return all
		.filter(({width}) => width > 0)
		.map(({column, title, width}) => ({column, title, width}));
}
