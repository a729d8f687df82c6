/**
 * Commands by name, for the `:` prompt: `:pause`, `:weight 5`, `:sort active`.
 */

import {nearestName} from '../../text/nearest-name.ts';
import {rememberText} from '../state/history.ts';
import {show} from '../state/message.ts';
import type {Binding, CommandContext, ConsoleState} from '../state/model.ts';
import {ask, closePrompt} from '../state/prompt.ts';
import type {Completions} from '../state/text-input.ts';
import {activeBindings} from './active-bindings.ts';
import {performFirst} from './perform.ts';
import {kindsOf} from './place.ts';

/** The name of the prompt and of its history. */
const promptName = 'command';

/**
 * The places whose commands can be named: the overlay that is open, which comes first because details act on their own
 * row, and the view.
 */
function placesOf({overlay, view}: ConsoleState): readonly string[] {
	return overlay === null ? [view] : [overlay.place, view];
}

/**
 * Whether a command of a place would change something that an overlay covers. It acts on the row at the cursor of the
 * view, and a list of problems has a cursor of its own; only details are about that row.
 */
function isCovered(state: ConsoleState, place: string, {changes}: Binding): boolean {
	const {overlay} = state;
	return (
		changes &&
		overlay !== null &&
		place !== overlay.place &&
		!kindsOf(state, overlay.place).includes('target')
	);
}

function canBeNamed(state: ConsoleState, place: string, binding: Binding): boolean {
	return binding.command !== 'command' && !isCovered(state, place, binding);
}

/** The commands of these places with names, each name once. */
function commands(state: ConsoleState): readonly Binding[] {
	const byName = new Map<string, Binding>();
	const active = placesOf(state).flatMap(place =>
		activeBindings(state, place).filter(binding => canBeNamed(state, place, binding)),
	);
	for (const binding of active) {
		if (!byName.has(binding.command)) {
			byName.set(binding.command, binding);
		}
	}

	return [...byName.values()];
}

/** The names that start with the typed text, in alphabetical order, without commands that cannot be used here. */
export function commandNames(state: ConsoleState, typed: string): readonly string[] {
	return commands(state)
		.map(({command}) => command)
		.filter(name => name.startsWith(typed.trim()))
		.sort();
}

/** A command and the text after its name. */
interface TypedCommand {
	readonly name: string;
	/** Null if nothing was typed after the name. */
	readonly argument: string | null;
}

function typedCommand(text: string): TypedCommand {
	const [, name = '', argument = ''] = /^\s*(\S*)\s*(.*?)\s*$/s.exec(text) ?? [];
	return {name, argument: argument === '' ? null : argument};
}

/** Finds the commands that a name means: itself, the only one that starts with it, or the key of one. */
function meaningOf(state: ConsoleState, typed: string): (binding: Binding) => boolean {
	const names = commandNames(state, typed);
	const isName = names.includes(typed);
	const name = isName || names.length !== 1 ? typed : names[0];
	return ({command, keys}) => command === name || (!isName && keys.includes(typed));
}

/** The answer to a name that is not a command: the names that start with it, or a similar one. */
function unknownCommand(state: ConsoleState, typed: string): string {
	const names = commandNames(state, typed);
	if (names.length > 1) {
		return `${typed}: ${names.join(', ')}?`;
	}

	const covered = activeBindings(state, state.view).filter(binding =>
		isCovered(state, state.view, binding),
	);
	if (covered.some(({command, keys}) => command === typed || keys.includes(typed))) {
		return `${typed} is not for what is shown here: press Esc first`;
	}

	const nearest = nearestName(typed, commandNames(state, ''));
	return `no command ${typed} in this view${nearest === null ? '' : `; did you mean ${nearest}?`}`;
}

/**
 * Runs the command with the typed name or key, or the only one that starts with it: `:w` is the key `w`. What is wrong
 * can be corrected.
 */
function runTyped(context: CommandContext, text: string): void {
	const {store} = context;
	const state = store.getState();
	const {name, argument} = typedCommand(text);
	store.update(closePrompt);
	if (name === '') {
		return;
	}

	let problem: string | null = null;
	const run = (binding: Binding) => {
		if (argument === null) {
			binding.run(context);
		} else {
			problem =
				binding.argument === undefined
					? `${binding.command} takes no argument`
					: binding.argument.run(context, argument);
		}
	};
	const isMeant = meaningOf(state, name);
	const found = placesOf(state).some(place => {
		const matches = (binding: Binding) => isMeant(binding) && canBeNamed(state, place, binding);
		return performFirst(context, place, matches, binding => {
			// A command of the view is about what the overlay covers.
			if (place === state.view) {
				store.update(() => ({overlay: null}));
			}

			run(binding);
		});
	});
	if (!found) {
		problem = unknownCommand(state, name);
	}

	const said = problem;
	if (said === null) {
		store.update(rememberText(promptName, text));
	} else {
		store.update(show('warning', said, 'keys'), () => ({
			prompt: state.prompt,
			overlay: state.overlay,
		}));
	}
}

/** The completions of a command: names, or what its argument can be. */
function completeCommand(state: ConsoleState, before: string): Completions {
	const [, start = '', name = '', blank = '', argument = ''] =
		/^(\s*)(\S*)(\s*)(.*)$/s.exec(before) ?? [];
	if (blank === '') {
		const items = commands(state)
			.filter(({command}) => command.startsWith(name))
			.map(({command, description, argument: takes}) => ({
				text: takes === undefined ? command : `${command} `,
				about: description,
			}))
			.sort((one, other) => (one.text < other.text ? -1 : 1));
		return {from: start.length, items};
	}

	const found = commands(state).find(meaningOf(state, name))?.argument;
	const {from, items} = found?.complete?.(state, argument) ?? {from: 0, items: []};
	return {from: before.length - argument.length + from, items};
}

/** Asks for the name of a command; `text` is typed already. */
export function askCommand(context: CommandContext, text = ''): void {
	context.store.update(
		ask(
			{
				name: promptName,
				question: () => ' :',
				accept: (_, typed) => runTyped(context, typed),
				complete: completeCommand,
			},
			text,
		),
	);
}
