/**
 * The Snapshots view, and saving and restoring from every view.
 */
import {defineFeature} from '../../../console/state/feature.ts';
import {followSnapshots} from './follow-snapshots.ts';
import {snapshotBindings} from './keys.ts';
import {deriveSnapshots, snapshots} from './snapshots-list.ts';
import {SnapshotsView} from './snapshots-view.tsx';
import {offerUnfinishedAtStart} from './unfinished-actions.ts';

export const snapshotsFeature = defineFeature({
	slice: snapshots,
	bindings: snapshotBindings,
	overlays: ['rules', 'difference', 'unfinished'],
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
			group: {
				title: 'Snapshots',
				place: 30,
				introduction:
					'Saved rules. A restore is a plan, as every change is. In a read-only console rules can be saved and compared; files that others rely on are left alone.',
			},
			list: {of: ({own}) => own, change: change => change},
			marked: ({own}) => own.marked.length,
			Body: SnapshotsView,
		},
	],
});
