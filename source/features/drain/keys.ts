/** Keys that drain servers, bring them back, and take back what was done last. */

import type {Binding} from '../../console/keys/binding.ts';
import {planPlaces, targetViews} from '../../console/keys/place.ts';
import {askUndo, undoRefused} from '../../console/state/plan-actions.ts';
import {targetsOf} from '../../console/state/targets.ts';
import {viewIds} from '../../console/state/views.ts';
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

export const drainBindings: readonly Binding[] = [
	{
		...shared,
		keys: ['d'],
		command: 'drain',
		description: 'drain this server, or all marked ones: weight 0, and what is open goes on',
		where: targetViews,
		hint: {text: 'drain', priority: 2},
		disabled: drainRefused,
		run: ({store}) => askDrain(store, targetsOf(store.getState())),
	},
	{
		...shared,
		keys: ['D'],
		command: 'undrain',
		description: 'back to the weight before the drain',
		where: targetViews,
		hint: {text: 'undrain', priority: 2},
		disabled: undrainRefused,
		run: ({store}) => askUndrain(store, targetsOf(store.getState())),
	},
	{
		...shared,
		keys: ['u'],
		command: 'undo',
		description: 'take back what was done last; again for the one before',
		// In the Log view it takes back the plan that the cursor is on.
		where: viewIds.filter(view => view !== 'log'),
		hint: {text: 'undo', priority: 4},
		disabled: undoRefused,
		run: ({store}) => askUndo(store),
	},
	{
		...shared,
		group: 'Plan',
		keys: ['f'],
		command: 'fallback-first',
		description: "set the scheduler's fallback flag before the drain, or do not",
		where: planPlaces,
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
		where: planPlaces,
		hint: {text: 'delete when empty', priority: 4},
		disabled: wishRefused,
		run: ({store}) => turnWish(store, 'deleteWhenEmpty'),
	},
];
