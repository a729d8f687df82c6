/** Text that would affect a terminal if it were printed unchanged; each contains the word `pwned`. */
export const hostileTexts = [
	'\u{1B}[31mpwned\u{1B}[0m',
	'\u{1B}]0;pwned\u{7}',
	'\u{1B}]52;c;pwned\u{1B}\\',
	'\u{1B}Ppwned\u{1B}\\\u{1B}c',
	'\u{9B}31mpwned\u{9D}0;x\u{9C}',
	'\u{202E}pwned\u{202C}\u{2066}x\u{2069}\u{200F}',
	'\u{8}\u{7F}pwned\u{85}\u{E}\u{FEFF}\u{AD}',
	'pwned\u{2028}x\u{2029}y\u{E0001}\u{200B}',
] as const;

/** The characters that must not reach a terminal, besides line feeds and tabs. */
const unsafe = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** The first forbidden character with its surroundings; null if there is none. */
export function firstUnsafe(text: string): string | null {
	const at = text.search(unsafe);
	return at === -1 ? null : JSON.stringify(text.slice(Math.max(0, at - 40), at + 40));
}
