import fc from 'fast-check';
import {expect, test} from 'vitest';
import {characters} from '../../source/text/characters.ts';

test.each([
	['', []],
	['a b', ['a', ' ', 'b']],
	['e\u0301x', ['e\u0301', 'x']],
	['\r\n', ['\r\n']],
	['👩‍🔧1', ['👩‍🔧', '1']],
])('%j is %j', (text, expected) => {
	expect(characters(text)).toEqual(expected);
});

test('are those of the standard for any text, and together the text', () => {
	const standard = new Intl.Segmenter('en', {granularity: 'grapheme'});
	fc.assert(
		fc.property(fc.string({unit: fc.oneof(fc.string({unit: 'binary'}), fc.string())}), text => {
			expect(characters(text)).toEqual(Array.from(standard.segment(text), ({segment}) => segment));
		}),
	);
});
