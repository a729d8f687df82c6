import type {ReactNode} from 'react';
import type {ConsoleState} from '../../../console/state/console-state.ts';
import {tableLines} from '../../../console/table/table-lines.ts';
import {Lines} from '../../../console/text/line.tsx';
import {problemSpan, snapshotColumns} from './snapshot-columns.ts';

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
	const lines = tableLines({
		columns: snapshotColumns,
		list: snapshots,
		context: {cells: size.columns},
		cells: size.columns,
		height,
		sort: null,
		isMarked: ({id}) => snapshots.marked.includes(id),
		empty: emptyText(snapshots),
		span: problemSpan,
	});
	return <Lines theme={theme} lines={lines} />;
}
