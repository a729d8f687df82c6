/**
 * Splits a line of keepalived.conf into words, and removes its comment.
 */

/** The meanings of escapes in keepalived.conf. Any other character after a backslash is the character itself. */
const escapes: Readonly<Record<string, string>> = {
	a: '\u0007',
	b: '\b',
	E: '\u001b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
	v: '\v',
};

/** A character of a line. A `mark` begins or ends quotes. A `quoted` character is in quotes or follows a backslash. */
interface Sign {
	readonly kind: 'plain' | 'quoted' | 'mark';
	readonly sign: string;
	readonly at: number;
}

/** Goes through the characters of a line. A quote that is not closed ends with the line. */
function* signsOf(text: string): Generator<Sign> {
	let quote = '';
	for (let at = 0; at < text.length; at += 1) {
		const sign = text[at] ?? '';
		const next = text[at + 1];
		if (sign === '\\' && next !== undefined) {
			yield {kind: 'quoted', sign: escapes[next] ?? next, at};
			at += 1;
		} else if (quote === '' ? sign === '"' || sign === "'" : sign === quote) {
			quote = quote === '' ? sign : '';
			yield {kind: 'mark', sign, at};
		} else {
			yield {kind: quote === '' ? 'plain' : 'quoted', sign, at};
		}
	}
}

/** The line without blanks around it and without its comment, which begins at `!` or `#` outside quotes. */
export function withoutComment(text: string): string {
	if (text.includes('!') || text.includes('#')) {
		for (const {kind, sign, at} of signsOf(text)) {
			if (kind === 'plain' && (sign === '!' || sign === '#')) {
				return text.slice(0, at).trim();
			}
		}
	}

	return text.trim();
}

/** A word, or a brace that opens or closes a block. */
export type Token = {readonly brace: '{' | '}'} | {readonly word: string};

/**
 * The words and braces of a line without its comment. Quotes are removed; blanks and braces in quotes are part of the
 * word. Braces after a `$` belong to an undefined parameter, which keepalived leaves unchanged.
 */
export function splitLine(text: string): readonly Token[] {
	const tokens: Token[] = [];
	let word: string | null = null;
	let inParameter = false;
	const endWord = () => {
		if (word !== null) {
			tokens.push({word});
		}

		word = null;
	};
	let last = '';
	for (const {kind, sign} of signsOf(text)) {
		if (kind === 'mark') {
			word ??= '';
		} else if (kind === 'quoted' || inParameter || (sign === '{' && last === '$')) {
			word = (word ?? '') + sign;
			inParameter = kind === 'plain' && sign !== '}';
		} else if (sign === '{' || sign === '}') {
			endWord();
			tokens.push({brace: sign});
		} else if (/\s/.test(sign)) {
			endWord();
		} else {
			word = (word ?? '') + sign;
		}

		last = kind === 'plain' ? sign : '';
	}

	endWord();
	return tokens;
}
