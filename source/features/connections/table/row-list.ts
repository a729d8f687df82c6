/**
 * The plain list: as many connections as are shown, the first by the order that is wanted.
 */

import {type ConnectionSort, compareRowsBy} from '../connection-columns.ts';
import {type ConnectionRow, copyRow, type TableWords} from './connection-row.ts';
import type {ConnectionDestination} from './destination.ts';
import {type ListedConnection, listedConnection} from './listed-connection.ts';
import {createTopList} from './top-list.ts';

interface OfferedRow {
	row: ConnectionRow;
	destination: ConnectionDestination;
	/** The order in which rows came, which decides between equal ones. */
	place: number;
}

/** Keeps the first rows of all that it is offered. */
export interface RowList {
	offer(row: ConnectionRow, destination: ConnectionDestination): void;
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
	const rows = createTopList<Readonly<OfferedRow>>(
		limit,
		(one, other) => compare(one.row, other.row) || one.place - other.place,
	);
	let offered: OfferedRow | null = null;
	let matching = 0;
	return {
		offer(row, destination) {
			matching += 1;
			// The same object every time: most rows do not fit, and shall leave nothing behind.
			offered ??= {row, destination, place: 0};
			offered.row = row;
			offered.destination = destination;
			offered.place = matching;
			if (rows.fits(offered)) {
				rows.add({...offered, row: copyRow(row)});
			}
		},
		listed: () =>
			rows.sorted().map(({row, destination}) => listedConnection(row, destination, tableWords)),
		get matching() {
			return matching;
		},
	};
}
