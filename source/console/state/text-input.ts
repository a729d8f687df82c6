/** A line of text being typed, with an insertion point. */

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

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** The text as grapheme clusters, so that an edit never splits one. */
export function characters(text: string): string[] {
	return Array.from(segmenter.segment(text), ({segment}) => segment);
}

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
