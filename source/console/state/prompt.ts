/**
 * Prompts on the message line: opening, typing and leaving them.
 */

import {countOf} from '../../text/figures.ts';
import type {Piece} from '../text/paint.ts';
import {piece} from '../text/paint.ts';
import type {
	Confirmation,
	ConsoleState,
	ConsoleStore,
	Frame,
	Reducer,
	TextPrompt,
} from './model.ts';
import {editText, type TextEdit, textInput} from './text-input.ts';
import {changeOpenList, openList, setFilter, viewOf} from './view.ts';

export const closePrompt = (): Pick<Frame, 'prompt'> => ({prompt: null});

/** A prompt without its input line. */
export type TextQuestion = Omit<TextPrompt, 'kind' | 'input'>;

/** Asks for a line of text; `text` is the editable initial value. */
export function ask(question: TextQuestion, text = ''): Reducer {
	return () => ({prompt: {kind: 'text', input: textInput(text), ...question}});
}

/** A value, or the reason why the text is invalid; neither while nothing has been typed. */
export type Typed<T> =
	| {readonly value: T; readonly error?: undefined}
	| {readonly value?: undefined; readonly error: string | null};

/**
 * Asks for a value: an error is shown beside the text, and only a valid value is accepted. An empty text changes
 * nothing.
 */
export function askValue<T>(
	{
		name,
		question,
		parse,
	}: Pick<TextQuestion, 'name' | 'question'> & {parse(text: string): Typed<T>},
	{take, takeNothing}: {take(store: ConsoleStore, value: T): void; takeNothing?: Reducer},
): Reducer {
	return ask({
		name,
		question,
		remark(_, text) {
			const {error = null} = parse(text);
			return error === null ? piece('') : piece(`   ${error}`, 'bad');
		},
		accept(store, text) {
			const typed = parse(text);
			if (typed.value !== undefined) {
				store.update(closePrompt);
				take(store, typed.value);
			} else if (typed.error === null) {
				store.update(closePrompt, ...(takeNothing === undefined ? [] : [takeNothing]));
			}
		},
	});
}

function rowsLeft(state: ConsoleState): Piece {
	const count = openList(state)?.rows.length ?? 0;
	return piece(`   ${countOf(count, 'row')}`, 'dim');
}

/**
 * Asks for a filter, starting with the present one. It is applied while typing, unless that is expensive; Esc restores
 * the previous one.
 */
export const askFilter: Reducer = state => {
	const list = openList(state);
	if (list === null) {
		return {};
	}

	const {filter, cursor} = list;
	const {filterRemark} = viewOf(state);
	const question = {name: 'filter', question: () => ' filter rows by words: '};
	return ask(
		filterRemark === null
			? {
					...question,
					remark: rowsLeft,
					accept: store => store.update(closePrompt),
					typed: setFilter,
					leave: present => {
						const now = openList(present);
						return now === null
							? {}
							: changeOpenList(present, {filter, cursor: {...now.cursor, id: cursor.id}});
					},
				}
			: {
					...question,
					remark: (_, text) => filterRemark(text),
					accept: (store, text) => store.update(closePrompt, setFilter(text)),
				},
		filter,
	)(state);
};

/** Edits the text of the prompt, or of the open form. */
export function type(change: TextEdit): Reducer {
	return state => {
		const {prompt, overlay} = state;
		if (prompt === null) {
			return overlay?.type?.(change)(state) ?? {};
		}

		if (prompt.kind === 'question') {
			return {};
		}

		const input = editText(prompt.input, change);
		return {
			...(prompt.kind === 'text' ? prompt.typed?.(input.text)(state) : {}),
			prompt: {...prompt, input},
		};
	};
}

/** Leaves the prompt without a change. */
export const leavePrompt: Reducer = state => {
	const {prompt} = state;
	return {...(prompt?.kind === 'text' ? prompt.leave?.(state) : {}), prompt: null};
};

/** Accepts the typed text, or answers a question with yes. */
export function accept(store: ConsoleStore): void {
	const {prompt} = store.getState();
	if (prompt?.kind === 'text') {
		prompt.accept(store, prompt.input.text);
	} else if (prompt?.kind === 'question') {
		prompt.accept(store);
	}
}

/** The plan that waits for confirmation. */
export function shownPlan({prompt}: Pick<Frame, 'prompt'>): Confirmation | null {
	return prompt?.kind === 'confirm' ? prompt : null;
}
