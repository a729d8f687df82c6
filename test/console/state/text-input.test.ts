import fc from 'fast-check';
import {expect, test} from 'vitest';
import {editText, type TextEdit, textInput} from '../../../source/console/state/text-input.ts';
import {characters} from '../../../source/text/characters.ts';

function typed(...edits: readonly (string | Exclude<TextEdit['edit'], 'insert'>)[]) {
	return edits
		.map(
			edit => (edit.startsWith('+') ? {edit: 'insert', text: edit.slice(1)} : {edit}) as TextEdit,
		)
		.reduce(editText, textInput(''));
}

test.each([
	[['+abc'], 'abc', 3],
	[['+abc', 'left', '+x'], 'abxc', 3],
	[['+abc', 'start', '+x'], 'xabc', 1],
	[['+abc', 'start', 'left', 'delete'], 'bc', 0],
	[['+abc', 'left', 'backspace'], 'ac', 1],
	[['+abc', 'start', 'end', 'right', 'backspace'], 'ab', 2],
	[['+one two ', 'delete-word'], 'one ', 4],
	[['+one two', 'left', 'clear'], 'o', 0],
	[['+負載', 'backspace'], '負', 1],
	[['+e\u0301x', 'left', 'backspace'], 'x', 0],
	[['+a\nb\tc\u001B'], 'a b c ', 6],
] as const)('%o gives %s', (edits, text, position) => {
	expect(typed(...edits)).toEqual({text, position});
});

test('the insertion point never leaves the text', () => {
	const edit = fc.oneof(
		fc.record({edit: fc.constant('insert' as const), text: fc.string({unit: 'grapheme'})}),
		fc.record({
			edit: fc.constantFrom(
				'backspace',
				'delete',
				'left',
				'right',
				'start',
				'end',
				'clear',
				'delete-word',
			),
		}),
	);
	fc.assert(
		fc.property(fc.array(edit), edits => {
			const {text, position} = edits.reduce(editText, textInput(''));
			expect(position).toBeGreaterThanOrEqual(0);
			expect(position).toBeLessThanOrEqual(characters(text).length);
			expect(text).not.toMatch(/\p{Control}/u);
		}),
	);
});
