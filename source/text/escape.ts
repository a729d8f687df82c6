/**
 * Makes foreign text safe for a terminal: files, programs, other machines and the command line may contain escape
 * sequences, and characters that reverse the direction of text.
 */

// Without the flag u, which takes twice the time: the two halves of other characters are not in these ranges either.
const printableAscii = /^[\x20-\x7E]*$/;

/** Whether each of a text's characters is one of ASCII's, and visible. */
export function isPrintableAscii(text: string): boolean {
	return printableAscii.test(text);
}

/**
 * Control characters (C0, DEL, C1), invisible characters and those that change the text direction, line separators,
 * unpaired surrogates.
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function visible(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/**
 * Makes control characters visible, so that foreign text cannot move the cursor or change colours: ESC becomes `\x1b`.
 * The same applies to invisible characters, and to those that change the text direction.
 */
export function escapeControls(text: string): string {
	return isPrintableAscii(text) ? text : text.replaceAll(unsafe, visible);
}

/** All but these: ASCII's visible characters, line feeds, tabs, dashes, quotation marks, arrows, lines and blocks. */
const rare = /[^\t\n\x20-\x7E\u2010-\u2027\u2190-\u2BFF]/;

/** The same for text of several lines: line feeds and tabs stay. */
export function escapeLines(text: string): string {
	// Looking for a few ranges is several times faster than for the classes of Unicode.
	if (!rare.test(text)) {
		return text;
	}

	return text.replaceAll(unsafe, character =>
		character === '\n' || character === '\t' ? character : visible(character),
	);
}

/** The characters of {@link unsafe} that JSON.stringify does not escape. */
const unsafeInJson = /[\u{7F}-\u{9F}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A value as JSON on one line, with `\u…` for every character that is not safe on a terminal. It parses to the same
 * value.
 */
export function jsonText(value: unknown): string {
	return JSON.stringify(value).replaceAll(unsafeInJson, character =>
		Array.from(
			{length: character.length},
			(_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
		).join(''),
	);
}
