/**
 * Characters that are one cell wide, which is known without the patterns for all of Unicode.
 */

/** What lvstop draws with beside ASCII: dashes, dots, quotation marks, arrows, comparisons, lines, blocks, Braille. */
const drawn = [
	String.raw`\u00B7\u00BB\u00D7\u2013\u2014\u2016\u2018-\u201D\u2022\u2026\u2039\u203A`,
	String.raw`\u2190-\u2193\u21E3\u2260\u2264\u2265\u2500-\u25CF\u2717\u2800-\u28FF`,
].join('');

const plain = new RegExp(String.raw`^[\u0020-\u007E${drawn}]*$`);

/**
 * Whether a text contains only such characters. The selectors that turn a character into an emoji are not among them,
 * so the text is as many cells wide as it has characters.
 */
export function isPlain(text: string): boolean {
	return plain.test(text);
}

/** The same with ends of lines, and with the character that begins a style: none of them joins the one before it. */
const separate = new RegExp(String.raw`^[\n\u001B\u0020-\u007E${drawn}]*$`);

/** Every character of a text by itself, in the form of `Intl.Segmenter`. */
function eachCharacter(text: string): Intl.Segments {
	const at = (index: number) => ({segment: text.charAt(index), index, input: text});
	return {
		containing: (index = 0) =>
			index >= 0 && index < text.length ? at(Math.trunc(index)) : undefined,
		[Symbol.iterator]: () => Array.from({length: text.length}, (_, index) => at(index)).values(),
	} as Intl.Segments;
}

/**
 * The characters of a text that is plain, or has styles and several lines. Null if it has other characters, which
 * `Intl.Segmenter` must tell apart.
 */
export function plainSegments(text: string): Intl.Segments | null {
	return separate.test(text) ? eachCharacter(text) : null;
}

/** The sequences that set a color or another style. */
const style = new RegExp(String.raw`${'\u{1B}'}\[[\d;]*m`, 'g');

/** A text without styles, which take no cell. */
export function withoutStyles(text: string): string {
	return text.includes('\u{1B}[') ? text.replaceAll(style, '') : text;
}
