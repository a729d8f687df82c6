/**
 * The list of connections to show: the first ones in the chosen order.
 */

import {type ConnectionSort, compareRowsBy} from '../connection-columns.ts';
import {type ConnectionRow, copyRow, type TableWords} from './connection-row.ts';
import type {ConnectionDestination} from './destination.ts';
import {type ListedConnection, listedConnection} from './listed-connection.ts';
import {createTopList} from './top-list.ts';

interface OfferedRow {
	row: ConnectionRow;
	destination: ConnectionDestination;
	/** The position in which the row came; decides between equal rows. */
	place: number;
}

/** Keeps the first rows of all that are offered. */
export interface RowList {
	offer(row: ConnectionRow, destination: ConnectionDestination): void;
	listed(): ListedConnection[];
	/** The number of rows offered. */
	readonly matching: number;
}

/** Keeps at most `limit` rows; without a sort, the ones that come first. */
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
			// Reuse one object: most rows are not kept, and must not leave garbage.
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
