/**
 * Texts that were accepted at a prompt, so that they can be taken again.
 */
import type {Frame, Reducer, TextPrompt} from './model.ts';
import {textInput} from './text-input.ts';

/** The number of texts to keep for each prompt. */
export const mostTexts = 100;

/** Keeps an accepted text, once. */
export function rememberText(name: string, text: string) {
	return ({histories}: Frame): Pick<Frame, 'histories'> => {
		const trimmed = text.trim();
		const others = (histories[name] ?? []).filter(each => each !== trimmed);
		return {
			histories:
				trimmed === '' ? histories : {...histories, [name]: [...others, trimmed].slice(-mostTexts)},
		};
	};
}

/** The prompt with an earlier (-1) or later (1) text; null if there is none. */
function recalled(prompt: TextPrompt, texts: readonly string[], by: 1 | -1): TextPrompt | null {
	const {recall, input} = prompt;
	const draft = recall?.draft ?? input.text;
	let index = (recall?.index ?? texts.length) + by;
	// The present filter is in the prompt already.
	while (texts[index] !== undefined && texts[index] === input.text) {
		index += by;
	}

	const text = index === texts.length ? draft : texts[index];
	if (text === undefined || (recall === undefined && by === 1)) {
		return null;
	}

	const {cycle: _, recall: __, ...rest} = prompt;
	return {
		...rest,
		input: textInput(text),
		...(index === texts.length ? {} : {recall: {index, draft}}),
	};
}

/** Takes an earlier or later text of the open prompt. What it does while typing happens too. */
export function recallText(by: 1 | -1): Reducer {
	return state => {
		const {prompt, histories} = state;
		const next =
			prompt?.kind === 'text' ? recalled(prompt, histories[prompt.name] ?? [], by) : null;
		return next === null ? {} : {...next.typed?.(next.input.text)(state), prompt: next};
	};
}
