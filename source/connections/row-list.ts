/**
 * The plain list: as many connections as are shown, the first by the order that is wanted.
 */
import {type ConnectionRow, copyRow, type TableWords} from './connection-row.ts';
import type {Destination} from './destination.ts';
import {type ListedConnection, listedConnection} from './listed-connection.ts';
import {type ConnectionSort, compareRowsBy} from './row-order.ts';
import {createTopList} from './top-list.ts';

interface KeptRow {
	readonly row: ConnectionRow;
	readonly destination: Destination;
	/** The order in which rows came, which decides between equal ones. */
	readonly place: number;
}

/** Keeps the first rows of all that it is offered. */
export interface RowList {
	offer(row: ConnectionRow, destination: Destination): void;
	listed(): ListedConnection[];
	/** Rows that were offered. */
	readonly matching: number;
}

/** At most `limit` rows; without a sort those that come first. */
export function createRowList(
	limit: number,
	sort: ConnectionSort | null,
	tableWords: TableWords,
): RowList {
	const compare = sort ? compareRowsBy(sort, tableWords) : () => 0;
	const rows = createTopList<KeptRow>(
		limit,
		(one, other) => compare(one.row, other.row) || one.place - other.place,
	);
	let matching = 0;
	return {
		offer(row, destination) {
			matching += 1;
			const place = matching;
			if (rows.fits({row, destination, place})) {
				rows.add({row: copyRow(row), destination, place});
			}
		},
		listed: () =>
			rows.sorted().map(({row, destination}) => listedConnection(row, destination, tableWords)),
		get matching() {
			return matching;
		},
	};
}
