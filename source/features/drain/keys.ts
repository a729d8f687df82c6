/** Keys that drain servers and bring them back. */
import type {Binding, Frame} from '../../console/state/model.ts';
import {
	askDrain,
	askUndrain,
	drainRefused,
	fallbackWishRefused,
	turnWish,
	undrainRefused,
	wishRefused,
} from './drain-actions.ts';

const shared = {group: 'Change', changes: true} as const;

export const drainBindings: readonly Binding<Frame>[] = [
	{
		...shared,
		keys: ['d'],
		command: 'drain',
		description: 'drain this server, or all marked ones: weight 0, and what is open goes on',
		where: ['targets'],
		hint: {text: 'drain', priority: 2},
		disabled: drainRefused,
		run: ({store}) => askDrain(store, store.getState().selection.targets()),
	},
	{
		...shared,
		keys: ['D'],
		command: 'undrain',
		description: 'back to the weight before the drain',
		where: ['targets'],
		hint: {text: 'undrain', priority: 2},
		disabled: undrainRefused,
		run: ({store}) => askUndrain(store, store.getState().selection.targets()),
	},
	{
		...shared,
		group: 'Plan',
		keys: ['f'],
		command: 'fallback-first',
		description: "set the scheduler's fallback flag before the drain, or do not",
		where: ['plan'],
		hint: {text: 'fallback flag', priority: 3},
		disabled: fallbackWishRefused,
		run: ({store}) => turnWish(store, 'fallbackFirst'),
	},
	{
		...shared,
		group: 'Plan',
		keys: ['x'],
		command: 'delete-when-empty',
		description: 'ask whether to delete the drained servers when they are empty, or do not',
		where: ['plan'],
		hint: {text: 'delete when empty', priority: 4},
		disabled: wishRefused,
		run: ({store}) => turnWish(store, 'deleteWhenEmpty'),
	},
];
