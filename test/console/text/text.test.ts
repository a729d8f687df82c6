import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {cutText, fitText, textWidth, wrapText} from '../../../source/console/text/text.ts';
import {escapeControls} from '../../../source/text/escape.ts';

const anyText = fc.string({unit: 'grapheme'});

test('a fitted text takes exactly its cells', () => {
	const align = fc.constantFrom('left', 'right');
	const cut = fc.constantFrom('end', 'words', 'middle', 'address');
	fc.assert(
		fc.property(anyText, fc.integer({min: 0, max: 60}), align, cut, (text, width, side, where) => {
			expect(stringWidth(fitText(text, width, side, where))).toBe(width);
		}),
	);
});

test.each([
	['負載平衡器', 6, '負載…'],
	['負載平衡器', 5, '負載…'],
	['負載平衡器', 10, '負載平衡器'],
	['abc', 1, '…'],
	['abc', 0, ''],
])('%s in %i cells is cut to %s', (text, width, cut) => {
	expect(cutText(text, width)).toBe(cut);
});

test.each([
	// Whole clauses, if they fill most of the line.
	['65 active, 626 closing, 69 persistent clients', 31, '65 active, 626 closing …'],
	['9,144 connections (715 weight-zero)', 24, '9,144 connections …'],
	['10.0.0.8 has the weights 0, 1 in 2 services', 35, '10.0.0.8 has the weights 0, 1 in …'],
	// Otherwise whole words; half a number never remains.
	['10.0.1.22 has 1 of 1000 connections', 22, '10.0.1.22 has 1 of …'],
	['loaded; weighted least connections', 26, 'loaded; weighted least …'],
	// A word that is too long is cut.
	['2001:db8:ffff:ffff:ffff:ffff:ffff:8 failed', 20, '2001:db8:ffff:ffff:…'],
	['short enough', 12, 'short enough'],
])('%s as a sentence in %i cells is %s', (text, width, cut) => {
	expect(cutText(text, width, 'words')).toBe(cut);
});

test('an address that is cut in its middle keeps its port', () => {
	expect(cutText('[2001:db8:ffff:ffff:ffff:ffff:ffff:8]:8080', 20, 'middle')).toBe(
		'[2001:db8:…f:8]:8080',
	);
});

test.each([
	['lb\u{1B}[31m1', 'lb\\x1b[31m1'],
	['a\nb\u{7}', 'a\\x0ab\\x07'],
	['\u{9B}31m', '\\x9b31m'],
	['a\u{202E}b', 'a\\u{202e}b'],
	['a\u{2028}b', 'a\\u{2028}b'],
	['負載', '負載'],
])('%j is shown as %s', (text, shown) => {
	expect(escapeControls(text)).toBe(shown);
});

test('nothing that steers a terminal is left', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), text => {
			expect(escapeControls(text)).not.toMatch(/\p{Cc}|\p{Cf}/u);
		}),
	);
});

test('a number stays on the line of its unit', () => {
	expect(wrapText('after FIN 120 s, UDP 300 s', 24)).toEqual(['after FIN 120 s, UDP', '300 s']);
	expect(wrapText('in 139 kb/s, out 6.10 kb/s', 22)).toEqual(['in 139 kb/s, out', '6.10 kb/s']);
	expect(wrapText('3 servers of 4 should', 11)).toEqual(['3 servers', 'of 4 should']);
});

test('no wrapped line is too wide, and no word is lost', () => {
	fc.assert(
		fc.property(anyText, fc.integer({min: 3, max: 40}), (text, width) => {
			const lines = wrapText(text, width);
			for (const line of lines) {
				expect(textWidth(line)).toBeLessThanOrEqual(width);
			}

			expect(lines.join('').replaceAll(' ', '')).toBe(escapeControls(text).replaceAll(' ', ''));
		}),
	);
});

test('a character that is wider than the line gets a line to itself', () => {
	// A semiquaver is one character of three cells.
	const note = '\u{1D158}\u{1D165}\u{1D16F}';
	expect(textWidth(note)).toBe(3);
	expect(wrapText(`a${note}b${note}`, 2)).toEqual(['a', note, 'b', note]);
});

test('lines break at blanks', () => {
	expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
});
