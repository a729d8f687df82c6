import {expect, test} from 'vitest';
import {escapeControls, escapeLines, isPrintableAscii} from '../../source/text/escape.ts';

/** What could change what is shown besides itself: controls, formats, separators, halves of characters. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Every character; the halves of the others stand for themselves. */
const all = Array.from({length: 0x11_0000}, (_, code) => String.fromCodePoint(code));

test('every character stays or becomes visible', () => {
	const passed = (make: (text: string) => string) =>
		all.filter(character => make(`a${character}b`) === `a${character}b`);
	const safe = all.filter(character => !unsafe.test(character));
	expect(passed(escapeControls)).toEqual(safe);
	expect(passed(escapeLines)).toEqual(['\t', '\n', ...safe]);
});

test('what becomes visible is printable ASCII', () => {
	for (const character of all.filter(one => unsafe.test(one))) {
		expect(isPrintableAscii(escapeControls(character))).toBe(true);
	}

	expect(escapeControls('a\u{1B}[2Jb\u{202E}c')).toBe('a\\x1b[2Jb\\u{202e}c');
	expect(escapeLines('a\n\tb\u{7F}')).toBe('a\n\tb\\x7f');
});

test('printable ASCII is exactly its 95 characters', () => {
	const ascii = all.filter(isPrintableAscii);
	expect(ascii.join('')).toBe(
		Array.from({length: 95}, (_, code) => String.fromCharCode(0x20 + code)).join(''),
	);
	expect(isPrintableAscii('')).toBe(true);
	expect(isPrintableAscii('a\nb')).toBe(false);
});
