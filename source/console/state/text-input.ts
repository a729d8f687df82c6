/** A line of text being typed, with an insertion point, and what helps to type it. */
import {characters} from '../../text/characters.ts';

export interface TextInput {
	readonly text: string;
	/** The number of grapheme clusters before the insertion point. */
	readonly position: number;
}

export type TextEdit =
	| {readonly edit: 'insert'; readonly text: string}
	| {
			readonly edit:
				| 'backspace'
				| 'delete'
				| 'left'
				| 'right'
				| 'start'
				| 'end'
				| 'clear'
				| 'delete-word';
	  };

/** A text with the insertion point at its end. */
export function textInput(text: string): TextInput {
	return {text, position: characters(text).length};
}

function join(before: readonly string[], after: readonly string[]): TextInput {
	const start = before.join('');
	return {text: start + after.join(''), position: characters(start).length};
}

function isBlank(character: string): boolean {
	return character.trim() === '';
}

/** The text before the last word; the whole text if there is no word. */
function withoutLastWord(all: readonly string[]): readonly string[] {
	const wordEnd = all.findLastIndex(character => !isBlank(character));
	return wordEnd === -1 ? all : all.slice(0, all.slice(0, wordEnd).findLastIndex(isBlank) + 1);
}

/** The text after an edit. Line breaks and other control characters are dropped. */
export function editText(input: TextInput, change: TextEdit): TextInput {
	const all = characters(input.text);
	const before = all.slice(0, input.position);
	const after = all.slice(input.position);
	switch (change.edit) {
		case 'insert':
			return join([...before, change.text.replaceAll(/\p{Control}+/gu, ' ')], after);
		case 'backspace':
			return join(before.slice(0, -1), after);
		case 'delete':
			return join(before, after.slice(1));
		case 'left':
			return {...input, position: Math.max(0, input.position - 1)};
		case 'right':
			return {...input, position: Math.min(all.length, input.position + 1)};
		case 'start':
			return {...input, position: 0};
		case 'end':
			return {...input, position: all.length};
		case 'clear':
			return join([], after);
		case 'delete-word':
			return join(withoutLastWord(before), after);
	}
}

/** One completion. */
export interface Completion {
	/** Replaces the typed text from {@link Completions.from} on. */
	readonly text: string;
	/** One line about it. */
	readonly about: string;
}

export interface Completions {
	/** The position in the text from which it is replaced, in UTF-16 units. */
	readonly from: number;
	readonly items: readonly Completion[];
}

/** The possibilities that Tab goes through. */
export interface CompletionCycle extends Completions {
	/** The index of the one in the text. */
	readonly index: number;
}

/** The text before the insertion point, and after it. */
export function aroundInsertion({text, position}: TextInput): readonly [string, string] {
	const before = characters(text).slice(0, position).join('');
	return [before, text.slice(before.length)];
}

/** The longest common start of all texts. */
export function commonStart(texts: readonly string[]): string {
	const [first = '', ...others] = texts;
	let length = first.length;
	for (const text of others) {
		while (!text.startsWith(first.slice(0, length))) {
			length -= 1;
		}
	}

	return first.slice(0, length);
}

/** A text that was taken from the history. */
export interface Recall {
	/** Its index there. */
	readonly index: number;
	/** The text that was typed before. */
	readonly draft: string;
}

/** A problem of a typed text. */
export interface TextProblem {
	readonly message: string;
	/** The wrong part, in UTF-16 units. */
	readonly from: number;
	readonly to: number;
	/** Whether it may only be that the end has not been typed yet. */
	readonly isUnfinished: boolean;
}
