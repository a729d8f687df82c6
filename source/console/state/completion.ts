/**
 * Completion of a typed text: the first Tab adds what is certain, every further one takes the next possibility.
 */
import type {ConsoleState, Reducer, TextPrompt} from './model.ts';
import {
	aroundInsertion,
	type Completions,
	characters,
	commonStart,
	type TextInput,
} from './text-input.ts';

function inputWith(before: string, after: string): TextInput {
	return {text: before + after, position: characters(before).length};
}

/** The completions of the text of a prompt. */
export function completionsOf(prompt: TextPrompt, state: ConsoleState): Completions {
	const [before] = aroundInsertion(prompt.input);
	return prompt.complete?.(state, before) ?? {from: before.length, items: []};
}

/** The prompt after Tab (1) or Shift-Tab (-1); null if nothing can be completed. */
function completed(prompt: TextPrompt, state: ConsoleState, by: 1 | -1): TextPrompt | null {
	const [before, after] = aroundInsertion(prompt.input);
	const {cycle} = prompt;
	const {from, items} = cycle ?? completionsOf(prompt, state);
	const start = before.slice(0, from);
	if (cycle === undefined) {
		const certain = commonStart(items.map(({text}) => text));
		if (items.length === 1 || certain.length > before.length - from) {
			return {...prompt, input: inputWith(start + certain, after)};
		}
	}

	const index = cycle === undefined ? (by === 1 ? 0 : items.length - 1) : cycle.index + by;
	const wrapped = (index + items.length) % items.length;
	const item = items[wrapped];
	return item === undefined
		? null
		: {
				...prompt,
				input: inputWith(start + item.text, after),
				cycle: {from, items, index: wrapped},
			};
}

/** Completes the text of the open prompt. What it does while typing happens too. */
export function completeText(by: 1 | -1): Reducer {
	return state => {
		const {prompt} = state;
		const next = prompt?.kind === 'text' ? completed(prompt, state, by) : null;
		return next === null ? {} : {...next.typed?.(next.input.text)(state), prompt: next};
	};
}
