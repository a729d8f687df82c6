import {expect, test} from 'vitest';
import {editText, textInput} from '../../../source/console/state/text-input.ts';
import {typedPieces} from '../../../source/console/text/typed-pieces.ts';
import {whyNotLinear} from '../../support/growth.ts';

const shown = (text: string, position: number, room?: number) =>
	typedPieces({text, position}, 'plain', room)
		.map(piece => piece.text)
		.join('');

test.each([
	['10.0.0.8', 8, 20, '10.0.0.8▏ '],
	['10.0.0.8', 2, 20, '10▏.0.0.8'],
	['10.0.0.8', 8, 4, '.0.8▏ '],
	['10.0.0.8', 4, 3, '0.0▏.0.'],
	['負荷分散', 4, 5, '分散▏ '],
	['', 0, 5, '▏ '],
])('%j at %d in %d cells', (text, position, room, expected) => {
	expect(shown(text, position, room)).toBe(expected);
});

test('a text of any length is shown in full if there is room', () => {
	expect(shown('ab'.repeat(100), 100)).toBe(`${'ab'.repeat(50)}▏${'ab'.repeat(50)}`);
});

const typed = (size: number) => textInput('x1 '.repeat(size / 3));
const word = (size: number) => textInput(`${'x'.repeat(size)} y`);

test.each([
	['shown', typed, (input: ReturnType<typeof typed>) => void typedPieces(input, 'plain', 40)],
	[
		'gets one character more',
		typed,
		(input: ReturnType<typeof typed>) => void editText(input, {edit: 'insert', text: 'z'}),
	],
	[
		'loses its last word',
		word,
		(input: ReturnType<typeof typed>) => void editText(input, {edit: 'delete-word'}),
	],
])('a long text that is %s takes time only in proportion to its length', (_, prepare, work) => {
	expect(whyNotLinear(prepare, work)).toBeNull();
});
