import type {ReactNode} from 'react';
import {listLines} from '../../../console/table/list-lines.ts';
import {Lines} from '../../../console/text/line.tsx';
import {snapshotLine, snapshotTitles} from './snapshot-cells.ts';
import type {SnapshotsList, SnapshotsSeen} from './snapshots-list.ts';

/** What stands where there is no row. */
function emptyText({saved, filter}: SnapshotsList): string {
	if (saved === null) {
		return 'Looking for snapshots …';
	}

	return filter === ''
		? 'There is no snapshot of this director yet. S saves one.'
		: 'No snapshot has all the words of the filter. Esc shows all again.';
}

/** Saved rules: when, of which director, how much, and how far from what it has now. */
export function SnapshotsView({
	seen,
	height,
}: {
	readonly seen: SnapshotsSeen;
	readonly height: number;
}): ReactNode {
	const {own, size, theme} = seen;
	const {columns} = size;
	const lines = listLines({
		list: own,
		height,
		titles: snapshotTitles(columns),
		empty: emptyText(own),
		row: (row, isCursor) =>
			snapshotLine(row, {columns, isCursor, isMarked: own.marked.includes(row.id)}),
	});
	return <Lines theme={theme} lines={lines} />;
}
