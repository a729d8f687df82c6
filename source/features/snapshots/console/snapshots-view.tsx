import type {ReactNode} from 'react';
import type {ConsoleState} from '../../../console/state/console-state.ts';
import {listLines} from '../../../console/table/list-lines.ts';
import {Lines} from '../../../console/text/line.tsx';
import {snapshotLine, snapshotTitles} from './snapshot-cells.ts';

/** What stands where there is no row. */
function emptyText({saved, filter}: ConsoleState['snapshots']): string {
	if (saved === null) {
		return 'Looking for snapshots …';
	}

	return filter === ''
		? 'There is no snapshot of this director yet. S saves one.'
		: 'No snapshot has all the words of the filter. Esc shows all again.';
}

/** Saved rules: when, of which director, how much, and how far from what it has now. */
export function SnapshotsView({
	state,
	height,
}: {
	readonly state: ConsoleState;
	readonly height: number;
}): ReactNode {
	const {snapshots, size, theme} = state;
	const {columns} = size;
	const lines = listLines({
		list: snapshots,
		height,
		titles: snapshotTitles(columns),
		empty: emptyText(snapshots),
		row: (row, isCursor) =>
			snapshotLine(row, {columns, isCursor, isMarked: snapshots.marked.includes(row.id)}),
	});
	return <Lines theme={theme} lines={lines} />;
}
