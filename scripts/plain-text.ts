/**
 * Characters of which it is known without a look at all of Unicode that each takes one cell.
 */

/** ASCII, and what lvstop draws with: dashes, dots, quotation marks, arrows, lines, blocks, triangles. */
const plain =
	/^[\u0020-\u007E\u00B7\u2013\u2014\u2018-\u201D\u2022\u2026\u2190-\u2193\u2500-\u25CF]*$/;

/**
 * Whether a text is made of such characters only. The selectors that make an emoji of a character are none of them, so each stands
 * for itself, and the text takes as many cells as it has characters.
 */
export function isPlain(text: string): boolean {
	return plain.test(text);
}
