/** The keys for saved rules: save, show, compare, restore. */
import {filterBinding, stepBackBinding} from '../../../console/bindings/rows.ts';
import type {Binding} from '../../../console/state/model.ts';
import {busy} from '../../../console/state/permission.ts';
import type {Reason} from '../../../console/state/refusal.ts';
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
	return cursorSnapshot(own) === null ? 'no snapshot selected' : null;
}

function restoreRefused(seen: SnapshotsSeen): Reason | null {
	return busy(seen) ?? (seen.view === 'snapshots' ? noSnapshot(seen) : null);
}

/** A key of several views, with a higher hint priority in the Snapshots view. */
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
		description: 'show the rules in this snapshot',
		changes: false,
		hint: {text: 'view', priority: 1},
		disabled: noSnapshot,
		run: ({store}) => void lookAtSnapshot(store),
	},
	{
		...inView,
		keys: ['c'],
		command: 'compare',
		description:
			'show what a restore of this snapshot would change, or the differences between two marked ones',
		changes: false,
		hint: {text: 'compare', priority: 2},
		disabled: compareRefused,
		run: ({store}) => void compareSnapshots(store),
	},
	{
		...inView,
		keys: ['space'],
		command: 'mark',
		description: 'mark this snapshot to compare it with another; again to unmark',
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
			description: 'save the rules of the director as a snapshot',
			changes: false,
			run: ({store}) => ask(store, {what: 'save'}),
		},
	),
	{
		group: 'Snapshots',
		keys: [],
		command: 'save-file',
		description: 'save the rules of the director to a file; asks for its name',
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
			description: 'restore the rules of a snapshot or a file, with the fewest changes',
			changes: true,
			disabled: restoreRefused,
			run: ({store}) => void askWhatToRestore(store),
		},
	),
	{
		...inView,
		keys: ['n'],
		command: 'note',
		description: 'add a note to this snapshot',
		changes: true,
		hint: {text: 'note', priority: 6},
		disabled: noSnapshot,
		run: ({store}) => askAbout(store, 'note'),
	},
	{
		...inView,
		keys: ['N', 'e'],
		command: 'rename',
		description: 'rename this snapshot',
		changes: true,
		hint: {text: 'rename', priority: 7},
		disabled: noSnapshot,
		run: ({store}) => askAbout(store, 'rename'),
	},
	{
		...inView,
		keys: ['x'],
		command: 'delete-snapshot',
		description: 'delete this snapshot',
		changes: true,
		hint: {text: 'delete', priority: 8},
		disabled: noSnapshot,
		run: ({store}) => askAbout(store, 'delete'),
	},
	{
		group: 'Plan',
		keys: ['w'],
		command: 'keep-weights',
		description:
			'restore: choose whether to keep the current weights of servers that both sides have',
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
		description: 'restore: choose between only the services with marked servers and all services',
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
		description: 'look for an interrupted restore, to finish it, roll it back or forget it',
		where: ['view'],
		changes: false,
		run: ({store}) => void offerUnfinished(store, {evenNone: true}),
	},
	{
		...unfinished,
		keys: ['f'],
		command: 'finish-restore',
		description: 'run the rest of the interrupted restore',
		hint: {text: 'finish', priority: 2},
		run: ({store}) => void endUnfinished(store, 'finish'),
	},
	{
		...unfinished,
		keys: ['r'],
		command: 'roll-back-restore',
		description: 'go back to the rules from before the interrupted restore',
		hint: {text: 'roll back', priority: 3},
		run: ({store}) => void endUnfinished(store, 'roll-back'),
	},
	{
		...unfinished,
		keys: ['x'],
		command: 'forget-restore',
		description: 'leave everything as it is, and do not mention that restore again',
		hint: {text: 'forget', priority: 4},
		run: ({store}) => void forgetUnfinished(store),
	},
];
