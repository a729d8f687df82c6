/**
 * The rows of the Snapshots view.
 */

import type {Reducer} from '../../../console/state/model.ts';
import {type Change, defineSlice, type Seen} from '../../../console/state/slice.ts';
import {filterRows} from '../../../console/table/filter-rows.ts';
import {emptyList, type List, listRow, withRows} from '../../../console/table/list.ts';
import {type SnapshotContent, type SnapshotRow, snapshotColumns} from './snapshot-columns.ts';
import type {SavedSnapshot} from './snapshot-deps.ts';

export interface SnapshotsList extends List<SnapshotRow> {
	/** Newest first; null until they were looked for. */
	readonly saved: readonly SavedSnapshot[] | null;
	/** By path. */
	readonly contents: ReadonlyMap<string, SnapshotContent>;
	/** Paths of at most two snapshots that are to be compared, the one that was marked first at the front. */
	readonly marked: readonly string[];
}

export type SnapshotsSeen = Seen<SnapshotsList>;

export const snapshots = defineSlice<SnapshotsList>('snapshots', {
	...emptyList,
	saved: null,
	contents: new Map(),
	marked: [],
});

/** The list with the rows that follow from what is known and from the filter. */
function withSaved(list: SnapshotsList): SnapshotsList {
	const {saved, contents, filter} = list;
	const rows = (saved ?? []).map(snapshot => ({
		id: snapshot.path,
		snapshot,
		content: contents.get(snapshot.path) ?? null,
	}));
	return withRows(list, filterRows(snapshotColumns, rows, filter));
}

/** The rows are made anew only while the view is open, and only if something has changed that they are made from. */
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

/** The snapshot that the cursor is on. */
export function cursorSnapshot(list: SnapshotsList): SavedSnapshot | null {
	return listRow(list)?.snapshot ?? null;
}

/** The snapshots that are marked, the older one first. */
export function markedSnapshots({saved, marked}: SnapshotsList): readonly SavedSnapshot[] {
	return (saved ?? []).filter(({path}) => marked.includes(path)).toReversed();
}

/** Takes in which snapshots there are; what was marked and is gone is no longer marked. */
export function takeSnapshots(saved: readonly SavedSnapshot[]): Reducer {
	const paths = new Set(saved.map(({path}) => path));
	return snapshots.change(({marked}) => ({
		saved,
		marked: marked.filter(path => paths.has(path)),
	}));
}

/** Takes in what is in a snapshot. */
export function takeContent(path: string, content: SnapshotContent): Reducer {
	return snapshots.change(({contents}) => ({contents: new Map(contents).set(path, content)}));
}

/** Forgets what is in them, so that it is read anew. */
export const forgetContents: Reducer = snapshots.change(() => ({contents: new Map()}));

/** Marks the cursor's snapshot, or takes the mark away. A third mark takes the place of the first. */
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
