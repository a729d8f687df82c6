/**
 * The pictures in docs/pictures: every view has one, and a page loads them quickly and shows them in light and in dark.
 * That they are the console's screens of today is checked by `npm run docs -- --check`.
 */
import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it, test} from 'vitest';
import {frameToSvg, recordingToSvg} from '../../scripts/documents/frame-to-svg.ts';
import {recordedKeys} from '../../scripts/documents/pictures.ts';
import {assembly} from '../../source/program/features.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pictures = globSync('docs/pictures/*.svg', {cwd: root});
const size = {columns: 20, rows: 2};

/** The opening and closing tags in their order; void elements are left out. */
function tagsOf(svg: string): readonly string[] {
	return [...svg.matchAll(/<(\/?\w+)[^>]*?(\/?)>/g)].flatMap(([, tag = '', closed]) =>
		closed === '/' ? [] : [tag],
	);
}

/** Whether every element is closed in its turn. */
function isWellFormed(svg: string): boolean {
	const open: string[] = [];
	for (const tag of tagsOf(svg)) {
		if (!tag.startsWith('/')) {
			open.push(tag);
		} else if (open.pop() !== tag.slice(1)) {
			return false;
		}
	}

	return open.length === 0 && !/&(?!(?:amp|lt|gt);)/.test(svg);
}

test.each(assembly.views.map(({id}) => id))('the view %s has a picture', id => {
	expect(pictures).toContain(`docs/pictures/${id}.svg`);
});

test.each(pictures)('%s is light, well formed, and has colours for both kinds of pages', path => {
	const svg = readFileSync(join(root, path), 'utf8');
	expect(svg.length).toBeLessThan(60_000);
	expect(isWellFormed(svg)).toBe(true);
	expect(svg).toContain('@media(prefers-color-scheme:dark)');
});

test('README explains the keys of the recording, in their order', () => {
	const readme = readFileSync(join(root, 'README.md'), 'utf8');
	const keys = [...readme.matchAll(/^\| ((?:`\S` ?)+)\|/gm)].flatMap(([, cell = '']) =>
		[...cell.matchAll(/`(\S)`/g)].map(([, key]) => key),
	);
	expect(keys.slice(0, recordedKeys.length)).toEqual(recordedKeys);
});

describe('a picture of a screen', () => {
	it('keeps the text, the column and the style of every piece', () => {
		const svg = frameToSvg(
			'a<b   \u{1B}[1m\u{1B}[36m12\u{1B}[39m\u{1B}[22m\n\u{1B}[30m\u{1B}[46m> x\u{1B}[49m\u{1B}[39m',
			size,
		);
		expect(isWellFormed(svg)).toBe(true);
		expect(svg).toContain('<text x="12" y="25" textLength="25.2">a&lt;b</text>');
		expect(svg).toContain('<text x="62.4" y="25" textLength="16.8" class="c6 b">12</text>');
		expect(svg).toMatch(
			/<rect x="12" y="30" width="25.2" [^>]*class="c6"\/><text [^>]*class="n">&gt; x</,
		);
	});

	it('refuses a style that it cannot show', () => {
		expect(() => frameToSvg('\u{1B}[9mcrossed out', size)).toThrow('style 9');
	});
});

describe('a recording', () => {
	const frames = [
		{frame: 'same\none', caption: 'first', seconds: 1},
		{frame: 'same\ntwo', caption: 'second', seconds: 3},
		{frame: 'same\none', caption: 'third', seconds: 1},
	];
	const svg = recordingToSvg(frames, size, 1);

	it('draws a line that never changes once, without motion', () => {
		expect(svg.match(/>same</g)).toHaveLength(1);
		expect(svg).toMatch(/^<text [^>]*>same<\/text>$/m);
	});

	it('shows each other line in its time', () => {
		expect(svg).toMatch(/<g class="f0-1"><text [^>]*>one</);
		expect(svg).toMatch(/<g class="f2-3"><text [^>]*>one</);
		expect(svg).toContain(
			'@keyframes f1-2{0%{visibility:hidden}20.00%{visibility:visible}80.00%{visibility:hidden}}',
		);
		expect(svg).toContain('animation:f1-2 5s step-end infinite');
	});

	it('stands still for readers who want no motion', () => {
		expect(svg).toContain('prefers-reduced-motion:reduce');
		expect(svg).toContain('.f1-2{visibility:visible');
		expect(svg).toContain('.f0-1{visibility:hidden');
	});
});
