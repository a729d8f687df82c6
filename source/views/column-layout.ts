/**
 * Which columns there is room for, and how wide each is.
 */
import {serverId} from '../ipvs/server.ts';
import type {LiveDirector} from '../polling/live.ts';
import type {SortColumn} from '../store/sort-rows.ts';
import {serviceName} from '../store/vocabulary.ts';
import {type Column, columns} from './columns.ts';

export interface PlacedColumn {
	readonly column: Column;
	/** Cells, without the one that parts it from the column before. */
	readonly width: number;
}

/** The first column takes no more than this from the others: an IPv4 service with any port. */
const mostFromOthers = 28;
const widestName = 46;

const widths = new WeakMap<LiveDirector, number>();

/**
 * Cells that the longest name of the table takes. It does not depend on what is shown of the table, so
 * that nothing jumps when rows are folded, filtered or scrolled.
 */
export function nameWidth(director: LiveDirector | null): number {
	if (director === null) {
		return 0;
	}

	const known = widths.get(director);
	if (known !== undefined) {
		return known;
	}

	let width = 0;
	for (const service of director.services) {
		width = Math.max(width, 2 + serviceName(service).length);
		for (const server of service.servers) {
			width = Math.max(width, 4 + serverId(server).length);
		}
	}

	widths.set(director, width);
	return width;
}

/** The columns for a line of so many cells, from left to right; the one that is sorted by is always there. */
export function placeColumns(
	cells: number,
	names: number,
	sorted: SortColumn,
): readonly PlacedColumn[] {
	const least = (column: Column): number =>
		column.id === 'service'
			? Math.max(column.width, Math.min(names, mostFromOthers))
			: column.width;
	const rank = (column: Column): number => (column.id === sorted ? 1 : column.priority);
	let room = cells;
	const placed = new Map<Column, number>();
	for (const column of columns.toSorted((left, right) => rank(left) - rank(right))) {
		const width = least(column) + (placed.size === 0 ? 0 : 1);
		if (width <= room) {
			placed.set(column, least(column));
			room -= width;
		}
	}

	for (const [id, most] of [
		['service', Math.min(names, widestName)],
		['state', null],
		['options', null],
	] as const) {
		const column = columns.find(candidate => candidate.id === id);
		const width = column && placed.get(column);
		if (column !== undefined && width !== undefined) {
			const grown = Math.max(width, Math.min(most ?? column.widest, width + room));
			placed.set(column, grown);
			room -= grown - width;
		}
	}

	return columns.flatMap(column => {
		const width = placed.get(column);
		return width === undefined ? [] : [{column, width}];
	});
}
