/**
 * Completion of a typed text: the first Tab adds what is certain, every further one takes the next possibility.
 */
import {characters} from '../../text/characters.ts';
import type {ConsoleState, Reducer, TextPrompt} from './model.ts';
import {
	aroundInsertion,
	type CompletionCycle,
	type Completions,
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

/** A typed text that can be completed, and the possibilities that Tab goes through, if it has begun to. */
export interface CompletedInput {
	readonly input: TextInput;
	readonly cycle?: CompletionCycle;
}

/**
 * The text after Tab (1) or Shift-Tab (-1); null if nothing can be completed.
 * @param completionsOf the possibilities for the text before the insertion point
 */
export function completeInput(
	{input, cycle}: CompletedInput,
	completionsOf: (before: string) => Completions,
	by: 1 | -1,
): CompletedInput | null {
	const [before, after] = aroundInsertion(input);
	const {from, items} = cycle ?? completionsOf(before);
	const start = before.slice(0, from);
	if (cycle === undefined) {
		const certain = commonStart(items.map(({text}) => text));
		if (items.length === 1 || certain.length > before.length - from) {
			return {input: inputWith(start + certain, after)};
		}
	}

	const index = cycle === undefined ? (by === 1 ? 0 : items.length - 1) : cycle.index + by;
	const wrapped = (index + items.length) % items.length;
	const item = items[wrapped];
	return item === undefined
		? null
		: {input: inputWith(start + item.text, after), cycle: {from, items, index: wrapped}};
}

/** The prompt after Tab or Shift-Tab; null if nothing can be completed. */
function completed(prompt: TextPrompt, state: ConsoleState, by: 1 | -1): TextPrompt | null {
	const next = completeInput(prompt, () => completionsOf(prompt, state), by);
	return next === null ? null : {...prompt, ...next};
}

/** Completes the text of the open prompt. What it does while typing happens too. */
export function completeText(by: 1 | -1): Reducer {
	return state => {
		const {prompt} = state;
		const next = prompt?.kind === 'text' ? completed(prompt, state, by) : null;
		return next === null ? {} : {...next.typed?.(next.input.text)(state), prompt: next};
	};
}
