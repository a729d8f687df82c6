/**
 * Prompts on the message line: opening, typing and leaving them.
 */

import {piece} from '../text/paint.ts';
import type {Confirmation, ConsoleStore, Frame, Reducer, TextPrompt} from './model.ts';
import {editText, type TextEdit, textInput} from './text-input.ts';

export const closePrompt = (): Pick<Frame, 'prompt'> => ({prompt: null});

/** A prompt without its input line. */
export type TextQuestion = Omit<TextPrompt, 'kind' | 'input' | 'cycle' | 'recall'>;

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
		forms,
		...rest
	}: Pick<TextQuestion, 'name' | 'question' | 'room'> & {
		parse(text: string): Typed<T>;
		/** The forms that a value can have, said until something is typed. */
		readonly forms?: string;
	},
	{take, takeNothing}: {take(store: ConsoleStore, value: T): void; takeNothing?: Reducer},
): Reducer {
	return ask({
		name,
		question,
		...rest,
		remark(_, text) {
			if (text === '' && forms !== undefined) {
				return piece(`   ${forms}`, 'dim');
			}

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
		if (prompt.kind === 'confirm') {
			return {prompt: {...prompt, input}};
		}

		const {cycle: _, recall: __, ...rest} = prompt;
		return {...prompt.typed?.(input.text)(state), prompt: {...rest, input}};
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
