/**
 * Which columns there is room for, and how wide each is.
 */
import type {LiveDirector} from '../../director/polling/live.ts';
import {serviceName} from '../../director/vocabulary.ts';
import type {Column} from './columns.ts';

export interface PlacedColumn<Row, Id extends string> {
	readonly column: Column<Row, Id>;
	/** Cells, without the one that parts it from the column before. */
	readonly width: number;
}

/** The first column takes no more than this from the others: an IPv4 service with any port. */
export const mostFromOthers = 28;
const widestName = 46;

/** Cells that the names of a table take. */
export interface NameWidths {
	/** The longest name of all. */
	readonly longest: number;
	/** The longest of those that other columns give way to. */
	readonly needed: number;
}

const widths = new WeakMap<LiveDirector, NameWidths>();

/**
 * Cells that the names of the table take. They do not depend on what is shown of the table, so that
 * nothing jumps when rows are folded, filtered or scrolled.
 */
export function nameWidths(director: LiveDirector | null): NameWidths {
	if (director === null) {
		return {longest: 0, needed: 0};
	}

	const known = widths.get(director);
	if (known !== undefined) {
		return known;
	}

	let longest = 0;
	let needed = 0;
	const take = (width: number): void => {
		longest = Math.max(longest, width);
		needed = width <= mostFromOthers ? Math.max(needed, width) : needed;
	};

	for (const service of director.services) {
		take(2 + serviceName(service).length);
		for (const server of service.servers) {
			take(4 + server.id.length);
		}
	}

	const found = {longest, needed};
	widths.set(director, found);
	return found;
}

/** Columns with a higher number come only where the names have all the room that they want. */
const lastOfBasics = 9;

/**
 * Those of the columns that a line of so many cells has room for, from left to right. The first is the
 * column of names; the one that is sorted by is always there.
 */
export function placeColumns<Row, Id extends string>(
	columns: readonly Column<Row, Id>[],
	cells: number,
	names: NameWidths,
	sorted: Id,
): readonly PlacedColumn<Row, Id>[] {
	const [nameColumn] = columns;
	const rank = ({id, priority}: Column<Row, Id>): number => (id === sorted ? 1 : priority);
	const byRank = columns.toSorted((left, right) => rank(left) - rank(right));
	const placed = new Map<Column<Row, Id>, number>();
	let room = cells + 1;
	const place = (column: Column<Row, Id>): void => {
		const width = column === nameColumn ? Math.max(column.width, names.needed) : column.width;
		if (width + 1 <= room) {
			placed.set(column, width);
			room -= width + 1;
		}
	};

	const grow = (column: Column<Row, Id> | undefined, widest: number): void => {
		const width = column && placed.get(column);
		if (column !== undefined && width !== undefined) {
			const grown = Math.max(width, Math.min(widest, width + room));
			placed.set(column, grown);
			room -= grown - width;
		}
	};

	byRank.filter(column => rank(column) <= lastOfBasics).forEach(place);
	for (const column of columns.filter(({width, widest}) => widest === width + 1)) {
		grow(column, column.widest);
	}

	grow(nameColumn, Math.min(names.longest, widestName));
	byRank.filter(column => rank(column) > lastOfBasics).forEach(place);
	for (const column of byRank) {
		grow(column, column.widest);
	}

	return columns.flatMap(column => {
		const width = placed.get(column);
		return width === undefined ? [] : [{column, width}];
	});
}
