import {globSync, readFileSync} from 'node:fs';
import {transformSync} from 'esbuild';
import stringWidth from 'string-width';
import {expect, it} from 'vitest';
import {isPlain, plainSegments} from '../../scripts/plain-text.ts';

it('calls only those characters plain that take one cell each', () => {
	const plain = Array.from({length: 0x1_0000}, (_, code) => String.fromCharCode(code)).filter(
		isPlain,
	);
	expect(plain.length).toBeGreaterThan(95);
	expect(plain.filter(character => stringWidth(character) !== 1)).toEqual([]);
});

it('measures a text of them as string-width does, whatever stands beside what', () => {
	const drawn = '▾ ▸ │─└ 10.0.0.8:80 █▌ “quoted” – … ↑↓ ● ·';
	expect(isPlain(drawn)).toBe(true);
	expect(stringWidth(drawn)).toBe(drawn.length);
	for (const text of ['負荷', '☎\u{FE0F}', 'a\u{301}', '\u{1F600}', '\u{1B}[1m', 'a\nb']) {
		expect(isPlain(text)).toBe(false);
	}
});

it('knows every character that lvstop draws with, because the others cost 25 MB and a tenth of a second', () => {
	const root = new URL('../../', import.meta.url).pathname;
	const files = globSync('source/**/*.{ts,tsx}', {cwd: root});
	expect(files.length).toBeGreaterThan(100);
	const unknown = files.flatMap(file => {
		const source = readFileSync(`${root}${file}`, 'utf8');
		// Without comments, which nobody draws.
		const loader = file.endsWith('x') ? 'tsx' : 'ts';
		const {code} = transformSync(source, {loader, charset: 'utf8', jsx: 'preserve'});
		return [...code.matchAll(/[^\0-\x7F]/g)]
			.filter(([character]) => !isPlain(character))
			.map(([character]) => `${file}: ${character}`);
	});
	expect(unknown).toEqual([]);
});

it('knows the dots of the graphs', () => {
	const dots = Array.from({length: 256}, (_, bits) => String.fromCharCode(0x28_00 + bits));
	expect(isPlain(dots.join(''))).toBe(true);
});

it('splits a text of them, with styles and several lines, as Intl.Segmenter does', () => {
	const all = Array.from({length: 0x1_0000}, (_, code) => String.fromCharCode(code)).filter(
		character => isPlain(character) || ['\n', '\u{1B}'].includes(character),
	);
	// Each of them beside each of some others, on both sides.
	const others = ['a', ' ', '\n', '\u{1B}', '…', '│', '\u{2800}'];
	const texts = others.map(other => all.join(other));
	const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	for (const text of texts) {
		const expected = segmenter.segment(text);
		const segments = plainSegments(text);
		expect([...(segments ?? [])]).toEqual([...expected]);
		for (const at of [undefined, 0, 1, 1.5, text.length - 1, text.length, -1]) {
			expect(segments?.containing(at)).toEqual(expected.containing(at));
		}
	}

	for (const text of ['負荷', 'a\u{301}', 'a\r\nb', '\u{1F1E9}\u{1F1EA}', '☎\u{FE0F}']) {
		expect(plainSegments(text)).toBe(null);
	}
});
