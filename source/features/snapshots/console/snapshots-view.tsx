import type {ReactNode} from 'react';
import {chosenColumns} from '../../../console/table/choose-columns.ts';
import {tableLines} from '../../../console/table/table-lines.ts';
import {Lines} from '../../../console/text/line.tsx';
import {problemSpan, snapshotColumns} from './snapshot-columns.ts';
import type {SnapshotsSeen} from './snapshots-list.ts';

/** The text shown when there are no rows. */
function emptyText({own: {saved, filter}, keyOf}: SnapshotsSeen): string {
	if (saved === null) {
		return 'Looking for snapshots …';
	}

	return filter === ''
		? `This director has no snapshots yet. Press ${keyOf('save')} to save one.`
		: `No snapshot matches the filter. Press ${keyOf('step-back')} to show all rows.`;
}

/** Saved rules: when, of which director, how much, and how far from the current rules. */
export function SnapshotsView({
	seen,
	height,
}: {
	readonly seen: SnapshotsSeen;
	readonly height: number;
}): ReactNode {
	const {own, size, theme} = seen;
	const lines = tableLines({
		columns: chosenColumns(snapshotColumns, seen.columns['snapshots']),
		list: own,
		context: {cells: size.columns},
		cells: size.columns,
		height,
		sort: null,
		isMarked: ({id}) => own.marked.includes(id),
		empty: emptyText(seen),
		span: problemSpan,
	});
	return <Lines theme={theme} lines={lines} />;
}
