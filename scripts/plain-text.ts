/**
 * Characters that are one cell wide, which is known without the patterns for all of Unicode.
 */

/** ASCII, and what lvstop draws with: dashes, dots, quotation marks, arrows, lines, blocks, triangles. */
const plain =
	/^[\u0020-\u007E\u00B7\u2013\u2014\u2018-\u201D\u2022\u2026\u2190-\u2193\u2500-\u25CF]*$/;

/**
 * Whether a text contains only such characters. The selectors that turn a character into an emoji are not among them,
 * so the text is as many cells wide as it has characters.
 */
export function isPlain(text: string): boolean {
	return plain.test(text);
}

/** The sequences that set a color or another style. */
const style = new RegExp(String.raw`${'\u{1B}'}\[[\d;]*m`, 'g');

/** A text without styles, which take no cell. */
export function withoutStyles(text: string): string {
	return text.includes('\u{1B}[') ? text.replaceAll(style, '') : text;
}
