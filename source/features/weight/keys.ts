/** Keys that change something on the director: each makes a plan that is shown first. */

import type {Binding} from '../../console/keys/binding.ts';
import {planPlaces, targetViews} from '../../console/keys/place.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import {targetsRefused} from '../../console/state/targets.ts';
import {askForWeight, stepWeights} from './weight-actions.ts';

const shared = {group: 'Change', changes: true} as const;

/** A plan that is shown can be stepped on only where `+` or `-` has made it. */
function stepRefused(state: ConsoleState): string | null {
	if (state.prompt?.kind === 'confirm') {
		return state.prompt.purpose.kind === 'step'
			? null
			: 'only a plan that + or - has made can be stepped on';
	}

	return targetsRefused(state);
}

export const changeBindings: readonly Binding[] = [
	{
		...shared,
		keys: ['w'],
		command: 'weight',
		description: 'set the weight of this server, or of all marked ones',
		where: targetViews,
		hint: {text: 'weight', priority: 1},
		disabled: targetsRefused,
		run: ({store}) => askForWeight(store),
	},
	{
		...shared,
		keys: ['+'],
		command: 'weight-up',
		description: 'one more weight; press it again before you agree for more',
		where: [...targetViews, ...planPlaces],
		hint: {text: '- weight by one', priority: 9},
		disabled: stepRefused,
		run: ({store}) => stepWeights(store, 1),
	},
	{
		...shared,
		keys: ['-'],
		command: 'weight-down',
		description: 'one less weight; press it again before you agree for less',
		where: [...targetViews, ...planPlaces],
		disabled: stepRefused,
		run: ({store}) => stepWeights(store, -1),
	},
];
