/** Keys while a line of text is being typed, and while a plan waits for an answer. */

import {acceptSnapshotPrompt} from '../../features/snapshots/console/snapshot-actions.ts';
import {proposeTypedWeight} from '../../features/weight/weight-actions.ts';
import type {Binding, CommandContext} from '../keys/binding.ts';
import {completeCommand, runTypedCommand} from '../keys/command-name.ts';
import {typingPlaces} from '../keys/place.ts';
import type {ConsoleState} from '../state/console-state.ts';
import {agree, disagree} from '../state/plan-actions.ts';
import {consentMissing} from '../state/prompt.ts';
import {closePrompt, leavePrompt, type} from '../state/prompt-reducers.ts';
import {setTypedBudget, setTypedInterval} from '../state/screen-actions.ts';
import type {TextEdit} from '../state/text-input.ts';

const typing = {group: 'Typing', where: ['text'], changes: false} as const;
const editing = {...typing, where: typingPlaces} as const;
const plan = {group: 'Plan'} as const;

function edit(change: Exclude<TextEdit['edit'], 'insert'>) {
	return ({store}: CommandContext): void => store.update(type({edit: change}));
}

/** Takes what was typed. */
function accept(context: CommandContext): void {
	const {store} = context;
	switch (store.getState().prompt?.kind) {
		case 'weight':
			proposeTypedWeight(store);
			break;
		case 'interval':
			setTypedInterval(store);
			break;
		case 'budget':
			setTypedBudget(store);
			break;
		case 'snapshot':
			void acceptSnapshotPrompt(store);
			break;
		case 'command':
			runTypedCommand(context);
			break;
		default:
			store.update(closePrompt);
	}
}

function consentRefused({prompt}: ConsoleState): string | null {
	return prompt?.kind === 'confirm' ? consentMissing(prompt) : null;
}

export const typingBindings: readonly Binding[] = [
	{
		...typing,
		keys: ['enter'],
		command: 'accept',
		description: 'take what was typed',
		hint: {text: 'take it', priority: 1},
		run: accept,
	},
	{
		...typing,
		keys: ['esc'],
		command: 'cancel',
		description: 'leave everything as it was',
		hint: {text: 'leave it', priority: 2},
		run: ({store}) => store.update(leavePrompt),
	},
	{
		...typing,
		keys: ['tab'],
		command: 'complete',
		description: 'complete the name of a command',
		hint: {text: 'complete', priority: 3},
		disabled: ({prompt}) => (prompt?.kind === 'command' ? null : 'there is nothing to complete'),
		run: completeCommand,
	},
	{
		...editing,
		keys: ['backspace', 'ctrl-h'],
		command: 'delete-before',
		description: 'delete the character before the cursor',
		run: edit('backspace'),
	},
	{
		...editing,
		keys: ['delete', 'ctrl-d'],
		command: 'delete-at',
		description: 'delete the character at the cursor',
		run: edit('delete'),
	},
	{
		...editing,
		keys: ['ctrl-w'],
		command: 'delete-word',
		description: 'delete the word before the cursor',
		run: edit('delete-word'),
	},
	{
		...editing,
		keys: ['ctrl-u'],
		command: 'delete-line',
		description: 'delete everything before the cursor',
		hint: {text: 'empty the line', priority: 4},
		run: edit('clear'),
	},
	{
		...editing,
		keys: ['left', 'ctrl-b'],
		command: 'character-left',
		description: 'one character to the left',
		run: edit('left'),
	},
	{
		...editing,
		keys: ['right', 'ctrl-f'],
		command: 'character-right',
		description: 'one character to the right',
		run: edit('right'),
	},
	{
		...editing,
		keys: ['home', 'ctrl-a'],
		command: 'line-start',
		description: 'to the start of the line',
		run: edit('start'),
	},
	{
		...editing,
		keys: ['end', 'ctrl-e'],
		command: 'line-end',
		description: 'to the end of the line',
		run: edit('end'),
	},
	{
		...plan,
		keys: ['y'],
		command: 'agree',
		description: 'carry the plan out as shown',
		where: ['confirm'],
		changes: true,
		hint: {text: 'carry it out', priority: 1},
		disabled: consentRefused,
		run: ({store}) => {
			void agree(store);
		},
	},
	{
		...plan,
		keys: ['enter'],
		command: 'agree-by-enter',
		description: 'carry the plan out as shown, where you have asked for it',
		where: ['confirm'],
		changes: true,
		disabled: state =>
			state.prompt?.kind === 'confirm' && state.prompt.isOffered
				? 'this was not asked for just now: y carries it out'
				: consentRefused(state),
		run: ({store}) => {
			void agree(store);
		},
	},
	{
		...plan,
		keys: ['enter'],
		command: 'agree-by-word',
		description: 'carry a plan out that drops traffic, after the word has been typed',
		where: ['consent'],
		changes: true,
		hint: {text: 'carry it out', priority: 1},
		disabled: consentRefused,
		run: ({store}) => {
			void agree(store);
		},
	},
	{
		...plan,
		keys: ['n', 'esc', 'q'],
		command: 'disagree',
		description: 'leave everything as it is',
		where: ['confirm'],
		changes: false,
		hint: {text: 'change nothing', priority: 2},
		run: ({store}) => disagree(store),
	},
	{
		...plan,
		keys: ['esc'],
		command: 'disagree-by-esc',
		description: 'leave everything as it is, while the word is being typed',
		where: ['consent'],
		changes: false,
		hint: {text: 'change nothing', priority: 2},
		run: ({store}) => disagree(store),
	},
];
