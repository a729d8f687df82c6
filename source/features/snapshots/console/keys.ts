/** Keys for saved rules: saving, looking, comparing, restoring. */
import {filterBinding, stepBackBinding} from '../../../console/bindings/rows.ts';
import type {Binding} from '../../../console/state/model.ts';
import {busy} from '../../../console/state/permission.ts';
import {
	choiceRefused,
	onlyMarkedRefused,
	toggleKeepWeights,
	toggleOnlyMarked,
} from './restore-actions.ts';
import {
	ask,
	askAbout,
	askWhatToRestore,
	compareRefused,
	compareSnapshots,
	lookAtSnapshot,
} from './snapshot-actions.ts';
import {cursorSnapshot, type SnapshotsSeen, toggleSnapshotMark} from './snapshots-list.ts';
import {endUnfinished, forgetUnfinished, offerUnfinished} from './unfinished-actions.ts';

const inView = {group: 'Snapshots', where: ['snapshots']} as const;
const unfinished = {group: 'Snapshots', where: ['unfinished'], changes: true} as const;

function noSnapshot({own}: SnapshotsSeen): string | null {
	return cursorSnapshot(own) === null ? 'there is no snapshot' : null;
}

function restoreRefused(seen: SnapshotsSeen): string | null {
	return busy(seen) ?? (seen.view === 'snapshots' ? noSnapshot(seen) : null);
}

/** A key of several views whose hint matters most in the Snapshots view. */
function withHint(
	{text, inView: first, elsewhere}: {text: string; inView: number; elsewhere: number},
	binding: Omit<Binding<SnapshotsSeen>, 'where' | 'hint'>,
): readonly Binding<SnapshotsSeen>[] {
	return [
		{...binding, where: ['snapshots'], hint: {text, priority: first}},
		{...binding, where: ['targets'], hint: {text, priority: elsewhere}},
	];
}

export const snapshotBindings: readonly Binding<SnapshotsSeen>[] = [
	filterBinding('snapshots'),
	stepBackBinding('snapshots'),
	{
		...inView,
		keys: ['enter'],
		command: 'look',
		description: 'the rules in this snapshot',
		changes: false,
		hint: {text: 'look', priority: 1},
		disabled: noSnapshot,
		run: ({store}) => void lookAtSnapshot(store),
	},
	{
		...inView,
		keys: ['c'],
		command: 'compare',
		description:
			'what a restore of this snapshot would change; or what differs between two marked ones',
		changes: false,
		hint: {text: 'compare', priority: 2},
		disabled: compareRefused,
		run: ({store}) => void compareSnapshots(store),
	},
	{
		...inView,
		keys: ['space'],
		command: 'mark',
		description: 'mark this snapshot to compare it with another one; again to unmark',
		changes: false,
		hint: {text: 'mark', priority: 5},
		disabled: noSnapshot,
		run: ({store}) => store.update(toggleSnapshotMark),
	},
	...withHint(
		{text: 'save', inView: 4, elsewhere: 12},
		{
			group: 'Snapshots',
			keys: ['S'],
			command: 'save',
			description: 'save the rules of the director to the folder of snapshots',
			changes: false,
			run: ({store}) => ask(store, {what: 'save'}),
		},
	),
	{
		group: 'Snapshots',
		keys: [],
		command: 'save-file',
		description: 'save the rules of the director to a file whose name is asked for',
		where: ['targets', 'snapshots'],
		changes: false,
		run: ({store}) => ask(store, {what: 'save-file'}),
	},
	...withHint(
		{text: 'restore', inView: 3, elsewhere: 13},
		{
			group: 'Snapshots',
			keys: ['R'],
			command: 'restore',
			description:
				'make the director have the rules of a snapshot or a file again, by the smallest change',
			changes: true,
			disabled: restoreRefused,
			run: ({store}) => void askWhatToRestore(store),
		},
	),
	{
		...inView,
		keys: ['n'],
		command: 'note',
		description: 'write a note on this snapshot',
		changes: true,
		hint: {text: 'note', priority: 6},
		disabled: noSnapshot,
		run: ({store}) => askAbout(store, 'note'),
	},
	{
		...inView,
		keys: ['N', 'e'],
		command: 'rename',
		description: 'give this snapshot another name',
		changes: true,
		hint: {text: 'rename', priority: 7},
		disabled: noSnapshot,
		run: ({store}) => askAbout(store, 'rename'),
	},
	{
		...inView,
		keys: ['x'],
		command: 'delete-snapshot',
		description: 'delete the file of this snapshot',
		changes: true,
		hint: {text: 'delete', priority: 8},
		disabled: noSnapshot,
		run: ({store}) => askAbout(store, 'delete'),
	},
	{
		group: 'Plan',
		keys: ['w'],
		command: 'keep-weights',
		description: 'restore: leave the weights of servers that both have as they are, or no longer',
		where: ['plan'],
		changes: true,
		hint: {text: 'keep weights', priority: 3},
		disabled: choiceRefused,
		run: ({store}) => toggleKeepWeights(store),
	},
	{
		group: 'Plan',
		keys: ['o'],
		command: 'only-marked',
		description: 'restore: only the services that have marked servers, or all of them',
		where: ['plan'],
		changes: true,
		hint: {text: 'only marked', priority: 4},
		disabled: onlyMarkedRefused,
		run: ({store}) => toggleOnlyMarked(store),
	},
	{
		group: 'Snapshots',
		keys: [],
		command: 'unfinished-restore',
		description: 'look for a restore that was cut off, to finish it, take it back or forget it',
		where: ['view'],
		changes: false,
		run: ({store}) => void offerUnfinished(store, {evenNone: true}),
	},
	{
		...unfinished,
		keys: ['f'],
		command: 'finish-restore',
		description: 'carry out the rest of the restore that was cut off',
		hint: {text: 'finish', priority: 2},
		run: ({store}) => void endUnfinished(store, 'finish'),
	},
	{
		...unfinished,
		keys: ['r'],
		command: 'roll-back-restore',
		description: 'go back to the rules before the restore that was cut off',
		hint: {text: 'roll back', priority: 3},
		run: ({store}) => void endUnfinished(store, 'roll-back'),
	},
	{
		...unfinished,
		keys: ['x'],
		command: 'forget-restore',
		description: 'leave everything as it is, and do not tell of that restore again',
		hint: {text: 'forget', priority: 4},
		run: ({store}) => void forgetUnfinished(store),
	},
];
