/**
 * The rows of the Snapshots view.
 */

import {createTableFilter} from '../../../console/filter/compile-filter.ts';
import {plainContext} from '../../../console/filter/filter-term.ts';
import type {Reducer} from '../../../console/state/model.ts';
import {type Change, defineSlice, type Seen} from '../../../console/state/slice.ts';
import {filterRows} from '../../../console/table/filter-rows.ts';
import {emptyList, type List, listRow, withRows} from '../../../console/table/list.ts';
import {type SnapshotContent, type SnapshotRow, snapshotColumns} from './snapshot-columns.ts';
import type {SavedSnapshot} from './snapshot-deps.ts';

export interface SnapshotsList extends List<SnapshotRow> {
	/** Newest first; null until the list has been read. */
	readonly saved: readonly SavedSnapshot[] | null;
	/** The contents by path. */
	readonly contents: ReadonlyMap<string, SnapshotContent>;
	/** Paths of at most two snapshots to compare, in the order in which they were marked. */
	readonly marked: readonly string[];
}

export type SnapshotsSeen = Seen<SnapshotsList>;

export const snapshots = defineSlice<SnapshotsList>('snapshots', {
	...emptyList,
	saved: null,
	contents: new Map(),
	marked: [],
});

/** The filter of the Snapshots view. */
export const snapshotsFilter = createTableFilter('Snapshots', snapshotColumns);

/** The list with its rows, which depend on the snapshots and the filter. */
function withSaved(list: SnapshotsList): SnapshotsList {
	const {saved, contents, filter} = list;
	const rows = (saved ?? []).map(snapshot => ({
		id: snapshot.path,
		snapshot,
		content: contents.get(snapshot.path) ?? null,
	}));
	return withRows(
		list,
		filterRows(snapshotColumns, rows, snapshotsFilter.compile(filter, plainContext)),
	);
}

/** Makes the rows anew, but only while the view is open and something they depend on has changed. */
export function deriveSnapshots(
	before: SnapshotsSeen,
	{view, own}: SnapshotsSeen,
): Change<SnapshotsList> | null {
	const isNew = (['saved', 'contents', 'filter'] as const).some(
		part => before.own[part] !== own[part],
	);
	return view === 'snapshots' && (isNew || before.view !== 'snapshots')
		? {own: withSaved(own)}
		: null;
}

/** The snapshot at the cursor. */
export function cursorSnapshot(list: SnapshotsList): SavedSnapshot | null {
	return listRow(list)?.snapshot ?? null;
}

/** The marked snapshots, the older one first. */
export function markedSnapshots({saved, marked}: SnapshotsList): readonly SavedSnapshot[] {
	return (saved ?? []).filter(({path}) => marked.includes(path)).toReversed();
}

/** Stores the list of snapshots. Marks of deleted snapshots are removed. */
export function takeSnapshots(saved: readonly SavedSnapshot[]): Reducer {
	const paths = new Set(saved.map(({path}) => path));
	return snapshots.change(({marked}) => ({
		saved,
		marked: marked.filter(path => paths.has(path)),
	}));
}

/** Stores the content of a snapshot. */
export function takeContent(path: string, content: SnapshotContent): Reducer {
	return snapshots.change(({contents}) => ({contents: new Map(contents).set(path, content)}));
}

/** Forgets the contents, so that they are read again. */
export const forgetContents: Reducer = snapshots.change(() => ({contents: new Map()}));

/** Marks the snapshot at the cursor, or removes its mark. A third mark replaces the first. */
export const toggleSnapshotMark: Reducer = snapshots.change(list => {
	const path = cursorSnapshot(list)?.path;
	const {marked} = list;
	if (path === undefined) {
		return {};
	}

	return {
		marked: marked.includes(path)
			? marked.filter(other => other !== path)
			: [...marked, path].slice(-2),
	};
});
