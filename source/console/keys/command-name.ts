/**
 * Commands by name, for the `:` prompt.
 */

import {say} from '../state/message.ts';
import type {Binding, CommandContext, ConsoleState} from '../state/model.ts';
import {ask, closePrompt} from '../state/prompt.ts';
import {piece} from '../text/paint.ts';
import {activeBindings} from './active-bindings.ts';
import {performFirst} from './perform.ts';

/** The names that start with the typed text, in alphabetical order, without commands that cannot be used here. */
export function commandNames(state: ConsoleState, typed: string): readonly string[] {
	const names = activeBindings(state, state.view)
		.map(({command}) => command)
		.filter(name => name !== 'command' && name.startsWith(typed.trim()));
	return [...new Set(names)].sort();
}

/** The longest common start of all names. */
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

/**
 * Runs the command with the typed name or key, or the only one that starts with it: `:w` is the key `w`. An unknown
 * name can be corrected.
 */
function runTyped(context: CommandContext, text: string): void {
	const {store} = context;
	const state = store.getState();
	const typed = text.trim();
	const names = commandNames(state, typed);
	const name = names.includes(typed) || names.length !== 1 ? typed : names[0];
	store.update(closePrompt);
	if (typed === '') {
		return;
	}

	const isMeant = ({command, keys}: Binding): boolean =>
		command === name || (!names.includes(typed) && keys.includes(typed));
	if (!performFirst(context, state.view, isMeant)) {
		const answer =
			names.length > 1 ? `${typed}: ${names.join(', ')}?` : `no command ${typed} in this view`;
		store.update(say('warning', answer, 'keys'), () => ({prompt: state.prompt}));
	}
}

/** Asks for the name of a command. */
export function askCommand(context: CommandContext): void {
	context.store.update(
		ask({
			name: 'command',
			question: () => ' :',
			remark: (state, text) => piece(`   ${commandNames(state, text).join(' ')}`, 'dim'),
			accept: (_, text) => runTyped(context, text),
			complete: (state, text) => commonStart(commandNames(state, text)),
		}),
	);
}
