/**
 * The rows of the Snapshots view.
 */

import type {ConsoleState} from '../../../console/state/console-state.ts';
import type {Reducer} from '../../../console/state/console-store.ts';
import {
	emptyList,
	type List,
	type ListRow,
	listRow,
	withRows,
} from '../../../console/table/list.ts';
import type {ChangeCounts} from '../restore/change-counts.ts';
import {occasionWords} from '../restore/occasion.ts';
import type {SavedSnapshot} from './snapshot-deps.ts';

/** What is known of a snapshot after its file was read: how much is in it, or why it cannot be read. */
export type SnapshotContent =
	| {
			readonly services: number;
			readonly servers: number;
			/** What a restore would change on the director; null where its rules are not known. */
			readonly distance: ChangeCounts | null;
			readonly problem: null;
	  }
	| {readonly problem: string};

export interface SnapshotRow extends ListRow {
	readonly snapshot: SavedSnapshot;
	/** Null until its file was read. */
	readonly content: SnapshotContent | null;
}

export interface SnapshotsList extends List<SnapshotRow> {
	/** Newest first; null until they were looked for. */
	readonly saved: readonly SavedSnapshot[] | null;
	/** By path. */
	readonly contents: ReadonlyMap<string, SnapshotContent>;
	/** Paths of at most two snapshots that are to be compared, the one that was marked first at the front. */
	readonly marked: readonly string[];
}

export const noSnapshots: SnapshotsList = {
	...emptyList,
	saved: null,
	contents: new Map(),
	marked: [],
};

/** What the filter looks at. */
function words({name, host, occasion, note}: SavedSnapshot): string {
	return [name, host, occasion && occasionWords[occasion], note].join(' ').toLowerCase();
}

/** The list with the rows that follow from what is known and from the filter. */
export function settleSnapshots(list: SnapshotsList): SnapshotsList {
	const {saved, contents, filter} = list;
	const wanted = filter.toLowerCase().split(' ').filter(Boolean);
	const rows = (saved ?? [])
		.filter(snapshot => wanted.every(word => words(snapshot).includes(word)))
		.map(snapshot => ({
			id: snapshot.path,
			snapshot,
			content: contents.get(snapshot.path) ?? null,
		}));
	return withRows(list, rows);
}

/** Whether the rows of the list have to be made anew. */
export function areSnapshotsStale(before: ConsoleState, after: ConsoleState): boolean {
	const isNew = (['saved', 'contents', 'filter'] as const).some(
		part => before.snapshots[part] !== after.snapshots[part],
	);
	return after.view === 'snapshots' && (isNew || before.view !== 'snapshots');
}

/** The snapshot that the cursor is on. */
export function cursorSnapshot({snapshots}: Pick<ConsoleState, 'snapshots'>): SavedSnapshot | null {
	return listRow(snapshots)?.snapshot ?? null;
}

/** The snapshots that are marked, the older one first. */
export function markedSnapshots({
	snapshots: {saved, marked},
}: Pick<ConsoleState, 'snapshots'>): readonly SavedSnapshot[] {
	return (saved ?? []).filter(({path}) => marked.includes(path)).toReversed();
}

/** Takes in which snapshots there are; what was marked and is gone is no longer marked. */
export function takeSnapshots(saved: readonly SavedSnapshot[]): Reducer {
	const paths = new Set(saved.map(({path}) => path));
	return ({snapshots}) => ({
		snapshots: {...snapshots, saved, marked: snapshots.marked.filter(path => paths.has(path))},
	});
}

/** Takes in what is in a snapshot. */
export function takeContent(path: string, content: SnapshotContent): Reducer {
	return ({snapshots}) => ({
		snapshots: {...snapshots, contents: new Map(snapshots.contents).set(path, content)},
	});
}

/** Forgets what is in them, so that it is read anew. */
export const forgetContents: Reducer = ({snapshots}) => ({
	snapshots: {...snapshots, contents: new Map()},
});

/** Marks the cursor's snapshot, or takes the mark away. A third mark takes the place of the first. */
export const toggleSnapshotMark: Reducer = state => {
	const path = cursorSnapshot(state)?.path;
	const {snapshots} = state;
	const {marked} = snapshots;
	if (path === undefined) {
		return {};
	}

	return {
		snapshots: {
			...snapshots,
			marked: marked.includes(path)
				? marked.filter(other => other !== path)
				: [...marked, path].slice(-2),
		},
	};
};
