/** The keys while a line of text is being typed, or a question waits for yes or no. */
import {completeText} from '../state/completion.ts';
import {recallText} from '../state/history.ts';
import type {Binding, CommandContext, Frame} from '../state/model.ts';
import {accept, leavePrompt, type} from '../state/prompt.ts';
import type {TextEdit} from '../state/text-input.ts';

const typing = {group: 'Typing', where: ['text'], changes: false} as const;
const editing = {...typing, where: ['typing']} as const;

function edit(change: Exclude<TextEdit['edit'], 'insert'>) {
	return ({store}: CommandContext): void => store.update(type({edit: change}));
}

/** Why nothing can be completed; null if something can. */
function completionRefused({prompt}: Frame): string | null {
	return prompt?.kind === 'text' && prompt.complete !== undefined ? null : 'nothing to complete';
}

/** Why there is no earlier text; null if there is one. */
function historyRefused({prompt, histories}: Frame): string | null {
	return prompt?.kind === 'text' && (histories[prompt.name] ?? []).length > 0
		? null
		: 'nothing was entered here before';
}

export const typingBindings: readonly Binding<Frame>[] = [
	{
		...typing,
		keys: ['enter'],
		command: 'accept',
		isFixed: true,
		description: 'accept the text',
		hint: {text: 'accept', priority: 1},
		run: ({store}) => accept(store),
	},
	{
		...typing,
		keys: ['esc'],
		command: 'cancel',
		isFixed: true,
		description: 'cancel; nothing changes',
		hint: {text: 'cancel', priority: 2},
		run: ({store}) => store.update(leavePrompt),
	},
	{
		...typing,
		keys: ['tab'],
		command: 'complete',
		description: 'complete the text; press it again for the next possibility',
		hint: {text: 'complete', priority: 3},
		disabled: completionRefused,
		run: ({store}) => store.update(completeText(1)),
	},
	{
		...typing,
		keys: ['shift-tab'],
		command: 'complete-back',
		description: 'complete the text with the previous possibility',
		disabled: completionRefused,
		run: ({store}) => store.update(completeText(-1)),
	},
	{
		...typing,
		keys: ['up', 'ctrl-p'],
		command: 'earlier',
		description: 'take the previous text that was entered here',
		hint: {text: 'earlier', priority: 3.5},
		disabled: historyRefused,
		run: ({store}) => store.update(recallText(-1)),
	},
	{
		...typing,
		keys: ['down', 'ctrl-n'],
		command: 'later',
		description: 'take the next text that was entered here',
		disabled: historyRefused,
		run: ({store}) => store.update(recallText(1)),
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
		hint: {text: 'clear the line', priority: 4},
		run: edit('clear'),
	},
	{
		...editing,
		keys: ['left', 'ctrl-b'],
		command: 'character-left',
		description: 'move one character to the left',
		run: edit('left'),
	},
	{
		...editing,
		keys: ['right', 'ctrl-f'],
		command: 'character-right',
		description: 'move one character to the right',
		run: edit('right'),
	},
	{
		...editing,
		keys: ['home', 'ctrl-a'],
		command: 'line-start',
		description: 'go to the start of the line',
		run: edit('start'),
	},
	{
		...editing,
		keys: ['end', 'ctrl-e'],
		command: 'line-end',
		description: 'go to the end of the line',
		run: edit('end'),
	},
	{
		...typing,
		keys: ['y', 'enter'],
		command: 'yes',
		isFixed: true,
		description: 'yes, do it',
		where: ['question'],
		hint: {text: 'yes', priority: 1},
		run: ({store}) => accept(store),
	},
	{
		...typing,
		keys: ['n', 'esc', 'q'],
		command: 'no',
		isFixed: true,
		description: 'no, change nothing',
		where: ['question'],
		hint: {text: 'no', priority: 2},
		run: ({store}) => store.update(leavePrompt),
	},
];
