/**
 * Text that comes from anywhere, made safe for a terminal: files, programs, other machines and the command line
 * may hold escape sequences and characters that turn the direction of text around.
 */

const printableAscii = /^[\u{20}-\u{7E}]*$/u;

/** Control characters (C0, DEL, C1), what changes direction or cannot be seen, separators of lines, half characters. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function visible(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/**
 * Makes control characters visible, so that what comes from outside cannot move the cursor or change
 * colours: ESC becomes `\x1b`. So do characters that change the direction of text, or that cannot be seen.
 */
export function escapeControls(text: string): string {
	return printableAscii.test(text) ? text : text.replaceAll(unsafe, visible);
}

/** The same for a text of several lines: line feeds and tabs stay. */
export function escapeLines(text: string): string {
	return text.replaceAll(unsafe, character =>
		character === '\n' || character === '\t' ? character : visible(character),
	);
}

/** The characters that {@link unsafe} finds and JSON.stringify does not escape. */
const unsafeInJson = /[\u{7F}-\u{9F}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A value as JSON on one line, with `\u…` for every character that is not safe on a terminal. It has the same
 * value as without.
 */
export function jsonText(value: unknown): string {
	return JSON.stringify(value).replaceAll(unsafeInJson, character =>
		Array.from(
			{length: character.length},
			(_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
		).join(''),
	);
}
