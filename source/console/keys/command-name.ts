/**
 * Commands by their name, as the `:` prompt takes them.
 */
import type {ConsoleState} from '../state/console-state.ts';
import {say} from '../state/message-reducers.ts';
import {closePrompt} from '../state/prompt-reducers.ts';
import {textInput} from '../state/text-input.ts';
import {activeBindings} from './active-bindings.ts';
import type {Binding, CommandContext} from './binding.ts';
import {performFirst} from './perform.ts';

/** The names that start with what was typed, in alphabetical order; commands that cannot be used here are left out. */
export function commandNames(
	table: readonly Binding[],
	state: ConsoleState,
	typed: string,
): readonly string[] {
	const names = activeBindings(table, state, state.view)
		.map(({command}) => command)
		.filter(name => name !== 'command' && name.startsWith(typed.trim()));
	return [...new Set(names)].sort();
}

/** The longest start that all names have in common. */
export function commonStart(names: readonly string[]): string {
	const [first = '', ...others] = names;
	let length = first.length;
	for (const name of others) {
		while (!name.startsWith(first.slice(0, length))) {
			length -= 1;
		}
	}

	return first.slice(0, length);
}

/** Completes the name as far as it is certain. */
export function completeCommand({store, table}: CommandContext): void {
	const state = store.getState();
	const {prompt} = state;
	if (prompt?.kind !== 'command') {
		return;
	}

	const completed = commonStart(commandNames(table, state, prompt.input.text));
	if (completed !== '') {
		store.update(() => ({prompt: {...prompt, input: textInput(completed)}}));
	}
}

/**
 * Runs the command whose name or key was typed, or the only one that starts so: `:w` is the key `w`. What names
 * none can be mended.
 */
export function runTypedCommand(context: CommandContext): void {
	const {store, table} = context;
	const state = store.getState();
	if (state.prompt?.kind !== 'command') {
		return;
	}

	const typed = state.prompt.input.text.trim();
	const names = commandNames(table, state, typed);
	const name = names.includes(typed) || names.length !== 1 ? typed : names[0];
	store.update(closePrompt);
	if (typed === '') {
		return;
	}

	const isMeant = ({command, keys}: Binding): boolean =>
		command === name || (!names.includes(typed) && keys.includes(typed));
	if (!performFirst(context, state.view, isMeant)) {
		const answer =
			names.length > 1
				? `${typed}: ${names.join(', ')}?`
				: `there is no command ${typed} in this view`;
		store.update(say('warning', answer, 'keys'), () => ({prompt: state.prompt}));
	}
}
