/**
 * The Snapshots view, and saving and restoring from every view.
 */
import {defineFeature} from '../../../console/state/feature.ts';
import {selectionOf} from '../../../console/state/selection.ts';
import {choosable} from '../../../console/table/column.ts';
import {listRow} from '../../../console/table/list.ts';
import {followSnapshots} from './follow-snapshots.ts';
import {snapshotBindings} from './keys.ts';
import {snapshotColumns} from './snapshot-columns.ts';
import {deriveSnapshots, snapshots, snapshotsFilter} from './snapshots-list.ts';
import {SnapshotsView} from './snapshots-view.tsx';
import {offerUnfinishedAtStart} from './unfinished-actions.ts';

export const snapshotsFeature = defineFeature({
	slice: snapshots,
	bindings: snapshotBindings,
	overlays: {rules: [], difference: [], unfinished: []},
	derive: deriveSnapshots,
	start(store) {
		followSnapshots(store);
		offerUnfinishedAtStart(store);
	},
	views: [
		{
			id: 'snapshots',
			key: '5',
			title: 'Snapshots',
			shortTitle: 'Snap',
			group: {
				title: 'Snapshots',
				place: 30,
				introduction:
					'Save, compare and restore rules. A restore is a plan, like every change. A read-only console can save and compare rules, but not rename, annotate or delete snapshots.',
			},
			list: {of: ({own}) => own, change: change => change},
			opens: 'look',
			filter: snapshotsFilter.view,
			columns: {
				all: ({size}) => choosable(snapshotColumns, {cells: size.columns}),
				sort: () => null,
				sortBy: () => ({}),
			},
			marked: ({own}) => own.marked.length,
			select: ({own}) => selectionOf({name: listRow(own)?.snapshot.path ?? null}),
			Body: SnapshotsView,
		},
	],
});
