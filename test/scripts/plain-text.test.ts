import stringWidth from 'string-width';
import {expect, it} from 'vitest';
import {isPlain} from '../../scripts/plain-text.ts';

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
