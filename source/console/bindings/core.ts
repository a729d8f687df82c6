/**
 * The features of every console; they have no state.
 */

import type {Group} from '../keys/binding.ts';
import {askCommand} from '../keys/command-name.ts';
import {defineFeature, withoutState} from '../state/feature.ts';
import type {Binding, Feature, Frame} from '../state/model.ts';
import {busy} from '../state/permission.ts';
import {chooserBindings, columnsBindings, columnsPlace} from './columns.ts';
import {copyBindings} from './copy.ts';
import {moveBindings, planScrollBindings} from './move.ts';
import {planBindings, undoBindings} from './plan.ts';
import {screenBindings} from './screen.ts';
import {typingBindings} from './typing.ts';

const shared = {group: 'Program', changes: false} as const;

/** Prevents quitting by a habitual key press while a plan is running. */
function quitRefused(state: Frame): string | null {
	const reason = busy(state);
	return reason === null ? null : `${reason.sentence}; press Ctrl-C to interrupt it`;
}

const programBindings: readonly Binding<Frame>[] = [
	{
		...shared,
		keys: [':'],
		command: 'command',
		description: 'run a command by name',
		where: ['view', 'overlay'],
		hint: {text: 'command', priority: 16},
		run: askCommand,
	},
	{
		...shared,
		keys: ['q'],
		command: 'quit',
		description: 'quit lvstop; the director keeps running',
		where: ['view'],
		hint: {text: 'quit', priority: 6},
		disabled: quitRefused,
		run: ({terminal}) => terminal.quit(),
	},
	{
		...shared,
		keys: ['ctrl-c'],
		command: 'quit-now',
		isFixed: true,
		description: 'quit lvstop from anywhere',
		where: ['everywhere'],
		run: ({terminal}) => terminal.quit(),
	},
	{
		...shared,
		keys: ['ctrl-z'],
		command: 'suspend',
		description: 'suspend lvstop and go to the shell; fg brings it back',
		where: ['everywhere'],
		run: ({terminal}) => terminal.suspend(),
	},
	{
		...shared,
		keys: ['ctrl-l'],
		command: 'redraw',
		description: 'redraw the whole screen',
		where: ['everywhere'],
		run: ({terminal}) => terminal.redraw(),
	},
];

const changeGroup: Group = {
	title: 'Change',
	place: 10,
	introduction:
		'Each of these makes a plan: the exact ipvsadm commands, shown for you to confirm. A read-only console does not have these keys.',
};

const rowsGroup: Group = {
	title: 'Rows',
	place: 20,
	introduction: 'Filter, sort and mark rows.',
};

const moveGroup: Group = {
	title: 'Move',
	place: 40,
	introduction: 'These move the cursor in a view, and scroll the help, messages and details.',
};

const screenGroup: Group = {
	title: 'Screen',
	place: 70,
	introduction: 'What the screen shows, and how often it is refreshed.',
};

const programGroup: Group = {
	title: 'Program',
	place: 80,
	introduction: 'Commands for the whole program.',
};

const typingGroup: Group = {
	title: 'Typing',
	place: 90,
	introduction: 'While you type a line of text. All other keys insert their character.',
};

const planGroup: Group = {
	title: 'Plan',
	place: 110,
	introduction: 'While a plan waits for your answer, or runs.',
};

export const undo: Feature = defineFeature({
	slice: withoutState('undo'),
	groups: [changeGroup],
	bindings: undoBindings,
});
export const rows: Feature = defineFeature({
	slice: withoutState('rows'),
	groups: [rowsGroup],
	bindings: copyBindings,
});
export const moving: Feature = defineFeature({
	slice: withoutState('moving'),
	groups: [moveGroup],
	bindings: moveBindings,
});
export const screen: Feature = defineFeature({
	slice: withoutState('screen'),
	groups: [screenGroup],
	overlays: {help: [], messages: ['helped']},
	bindings: screenBindings,
});
export const program: Feature = defineFeature({
	slice: withoutState('program'),
	groups: [programGroup],
	bindings: programBindings,
});
export const typing: Feature = defineFeature({
	slice: withoutState('typing'),
	groups: [typingGroup],
	bindings: typingBindings,
});
const plansFeature = defineFeature({slice: withoutState('plans'), groups: [planGroup]});
export const plans: Feature = {
	...plansFeature,
	bindings: [...planBindings, ...planScrollBindings],
};

const columnsGroup: Group = {
	title: 'Columns',
	place: 75,
	introduction: 'While the columns of a view are chosen.',
};

/** The chooser of columns. Its own key looks at the whole state, because it asks the open view. */
const chooser: Feature = defineFeature({
	slice: withoutState('columns'),
	groups: [columnsGroup],
	overlays: {[columnsPlace]: ['live', 'helped']},
	bindings: columnsBindings,
});
export const columns: Feature = {...chooser, bindings: [...chooserBindings, ...chooser.bindings]};
