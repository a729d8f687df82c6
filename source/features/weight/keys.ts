/** The keys that change weights: each shows a plan first. */
import type {Binding, Frame} from '../../console/state/model.ts';
import {weightsRefused} from '../../console/state/permission.ts';
import {askForWeight, stepRefused, stepWeights, takeWeight} from './weight-actions.ts';

const shared = {group: 'Change', changes: true} as const;

export const weightBindings: readonly Binding<Frame>[] = [
	{
		...shared,
		keys: ['w'],
		command: 'weight',
		description: 'set the weight of this server, or of all marked ones',
		where: ['targets', 'target'],
		hint: {text: 'weight', priority: 1},
		disabled: weightsRefused,
		run: ({store}) => askForWeight(store),
		argument: {name: 'N', run: takeWeight},
	},
	{
		...shared,
		keys: ['+'],
		command: 'weight-up',
		description: 'raise the weight by one; press it again to raise it further',
		where: ['targets', 'target', 'plan'],
		hint: {text: 'weight by one', priority: 9, beside: ['weight-down']},
		disabled: stepRefused,
		run: ({store}) => stepWeights(store, 1),
	},
	{
		...shared,
		keys: ['-'],
		command: 'weight-down',
		description: 'lower the weight by one; press it again to lower it further',
		where: ['targets', 'target', 'plan'],
		disabled: stepRefused,
		run: ({store}) => stepWeights(store, -1),
	},
];
