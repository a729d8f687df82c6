/**
 * Opening, typing at and leaving a prompt.
 */
import type {ServerInService} from './console-row.ts';
import type {Reducer} from './console-store.ts';
import {commandPrompt} from './prompt.ts';
import {editText, type TextEdit, textInput} from './text-input.ts';

/** Asks for a filter; the present one can be changed. */
export const askFilter: Reducer = ({filter, cursor}) => ({
	prompt: {kind: 'filter', input: textInput(filter), before: {filter, cursor: cursor.id}},
});

export function askWeight(targets: readonly ServerInService[]): Reducer {
	return () => ({prompt: {kind: 'weight', input: textInput(''), targets}});
}

export const askInterval: Reducer = () => ({prompt: {kind: 'interval', input: textInput('')}});

export const askCommand: Reducer = () => ({prompt: commandPrompt});

/** Changes what is typed. A filter takes effect at once. */
export function type(change: TextEdit): Reducer {
	return ({prompt, filter}) => {
		if (prompt === null) {
			return {};
		}

		const input = editText(prompt.input, change);
		return {
			prompt: {...prompt, input},
			filter: prompt.kind === 'filter' ? input.text : filter,
		};
	};
}

/** Leaves the prompt with nothing changed: a filter is again what it was, and the cursor where it was. */
export const leavePrompt: Reducer = ({prompt, cursor}) =>
	prompt?.kind === 'filter'
		? {
				prompt: null,
				filter: prompt.before.filter,
				cursor: {...cursor, id: prompt.before.cursor},
			}
		: {prompt: null};

export const closePrompt: Reducer = () => ({prompt: null});
