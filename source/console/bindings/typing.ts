/** The keys while a line of text is being typed, or a question waits for yes or no. */
import type {Binding, CommandContext, Frame} from '../state/model.ts';
import {accept, leavePrompt, type} from '../state/prompt.ts';
import {type TextEdit, textInput} from '../state/text-input.ts';

const typing = {group: 'Typing', where: ['text'], changes: false} as const;
const editing = {...typing, where: ['typing']} as const;

function edit(change: Exclude<TextEdit['edit'], 'insert'>) {
	return ({store}: CommandContext): void => store.update(type({edit: change}));
}

/** Completes the text as far as it is unambiguous. */
function complete({store}: CommandContext): void {
	const state = store.getState();
	const {prompt} = state;
	const completed = prompt?.kind === 'text' ? prompt.complete?.(state, prompt.input.text) : '';
	if (prompt?.kind === 'text' && completed !== undefined && completed !== '') {
		store.update(() => ({prompt: {...prompt, input: textInput(completed)}}));
	}
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
		description: 'complete the name of a command',
		hint: {text: 'complete', priority: 3},
		disabled: ({prompt}) =>
			prompt?.kind === 'text' && prompt.complete !== undefined ? null : 'nothing to complete',
		run: complete,
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
