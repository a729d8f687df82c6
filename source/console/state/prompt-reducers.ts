/**
 * Opening, typing at and leaving a prompt.
 */

import {typeInForm} from '../../features/edit/forms/form-reducers.ts';
import {changeOpenList, openList} from '../table/open-list.ts';
import type {ServerInService} from './console-row.ts';
import type {Reducer} from './console-store.ts';
import {commandPrompt} from './prompt.ts';
import {editText, type TextEdit, textInput} from './text-input.ts';

/** Asks for a filter; the present one can be changed. */
export const askFilter: Reducer = state => {
	const list = openList(state);
	return list === null
		? {}
		: {
				prompt: {
					kind: 'filter',
					input: textInput(list.filter),
					before: {filter: list.filter, cursor: list.cursor.id},
				},
			};
};

export function askWeight(targets: readonly ServerInService[]): Reducer {
	return () => ({prompt: {kind: 'weight', input: textInput(''), targets}});
}

export const askInterval: Reducer = () => ({prompt: {kind: 'interval', input: textInput('')}});

export const askBudget: Reducer = () => ({prompt: {kind: 'budget', input: textInput('')}});

export const askCommand: Reducer = () => ({prompt: commandPrompt});

/** Changes what is typed, at the prompt or else in the open form. A filter takes effect at once. */
export function type(change: TextEdit): Reducer {
	return state => {
		const {prompt} = state;
		if (prompt === null) {
			return typeInForm(change)(state);
		}

		const input = editText(prompt.input, change);
		return {
			...(prompt.kind === 'filter' ? changeOpenList(state, {filter: input.text}) : {}),
			prompt: {...prompt, input},
		};
	};
}

/** Leaves the prompt with nothing changed: a filter is again what it was, and the cursor where it was. */
export const leavePrompt: Reducer = state => {
	const {prompt} = state;
	const list = openList(state);
	return prompt?.kind === 'filter' && list !== null
		? {
				...changeOpenList(state, {
					filter: prompt.before.filter,
					cursor: {...list.cursor, id: prompt.before.cursor},
				}),
				prompt: null,
			}
		: {prompt: null};
};

export const closePrompt: Reducer = () => ({prompt: null});
