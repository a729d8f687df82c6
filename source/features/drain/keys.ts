/** The keys that drain servers and bring them back. */
import type {Binding, Frame} from '../../console/state/model.ts';
import {
	askDrain,
	askUndrain,
	drainRefused,
	fallbackOptionRefused,
	optionRefused,
	toggleDrainOption,
	undrainRefused,
} from './drain-actions.ts';

const shared = {group: 'Change', changes: true} as const;

export const drainBindings: readonly Binding<Frame>[] = [
	{
		...shared,
		keys: ['d'],
		command: 'drain',
		description:
			'drain this server, or all marked ones: set weight 0, and open connections continue',
		where: ['targets', 'target'],
		hint: {text: 'drain', priority: 2},
		disabled: drainRefused,
		run: ({store}) => askDrain(store, store.getState().selection.targets()),
	},
	{
		...shared,
		keys: ['D'],
		command: 'undrain',
		description: 'undo the drain: restore the weight it had before',
		where: ['targets', 'target'],
		hint: {text: 'undrain', priority: 2, opposite: 'drain'},
		disabled: undrainRefused,
		run: ({store}) => askUndrain(store, store.getState().selection.targets()),
	},
	{
		...shared,
		group: 'Plan',
		keys: ['f'],
		command: 'fallback-first',
		description: "choose whether to set the scheduler's fallback flag before the drain",
		where: ['plan'],
		hint: {text: 'fallback flag', priority: 3},
		disabled: fallbackOptionRefused,
		run: ({store}) => toggleDrainOption(store, 'fallbackFirst'),
	},
	{
		...shared,
		group: 'Plan',
		keys: ['x'],
		command: 'delete-when-empty',
		description: 'choose whether to be asked to delete the drained servers when they are empty',
		where: ['plan'],
		hint: {text: 'delete when empty', priority: 4},
		disabled: optionRefused,
		run: ({store}) => toggleDrainOption(store, 'deleteWhenEmpty'),
	},
];
