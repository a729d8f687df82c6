/**
 * Keeps the cursor on its row while rows change.
 */
import type {LiveDirector} from '../../director/polling/live.ts';
import {type ConsoleRow, findRow, rowName} from '../state/console-row.ts';

export interface Cursor {
	/** Null if there is no row at all. */
	readonly id: string | null;
	/** The index of that row; 0 if there is none. */
	readonly index: number;
}

/** The cursor on a row by index, limited to the rows. */
export function cursorAt(rows: readonly {readonly id: string}[], index: number): Cursor {
	const kept = Math.max(0, Math.min(index, rows.length - 1));
	return {id: rows[kept]?.id ?? null, index: kept};
}

/**
 * The row that gets the cursor if its own is gone: the service, if a fold hides its servers; otherwise the next row of
 * the same service, the previous row, or the nearest one.
 */
function neighbour(
	before: readonly ConsoleRow[],
	after: readonly ConsoleRow[],
	cursor: Cursor,
): Cursor {
	const places = new Map<string, number>(after.map((row, index) => [row.id, index]));
	const service = before[cursor.index]?.service.id ?? null;
	const servicePlace = service === null ? undefined : places.get(service);
	const serviceRow = servicePlace === undefined ? undefined : after[servicePlace];
	if (servicePlace !== undefined && serviceRow?.kind === 'service' && serviceRow.folded) {
		return {id: serviceRow.id, index: servicePlace};
	}

	const next = before[cursor.index + 1];
	const candidates = [
		...(next !== undefined && next.service.id === service ? [next] : []),
		...before.slice(0, cursor.index).reverse(),
		...before.slice(cursor.index + 1),
	];
	for (const {id} of candidates) {
		const index = places.get(id);
		if (index !== undefined) {
			return {id, index};
		}
	}

	return cursorAt(after, 0);
}

/** The cursor after the rows have changed. */
export function keepCursor(
	before: readonly ConsoleRow[],
	after: readonly ConsoleRow[],
	cursor: Cursor,
): Cursor {
	if (cursor.id === null) {
		return cursorAt(after, 0);
	}

	const index =
		after[cursor.index]?.id === cursor.id
			? cursor.index
			: after.findIndex(row => row.id === cursor.id);
	return index === -1 ? neighbour(before, after, cursor) : {id: cursor.id, index};
}

/** The message if the cursor had to leave its row because the row no longer exists; null if it does. */
export function departureNotice(
	lost: ConsoleRow | undefined,
	director: LiveDirector | null,
	taker: ConsoleRow | undefined,
): string | null {
	if (lost === undefined || findRow(director, lost.id) !== null) {
		return null;
	}

	const gone = `${rowName(lost)} is no longer in the table`;
	return taker === undefined ? gone : `${gone}; the cursor moved to ${rowName(taker)}`;
}
