/** The text ends inside quotes or after a backslash. */
export class UnfinishedWords extends Error {
	override readonly name = 'UnfinishedWords';
}

/**
 * Splits a text into words as a POSIX shell does, with single quotes, double quotes and backslashes, but expands
 * nothing: `$`, `*`, `~`, `|` and the like are not special.
 * @throws {UnfinishedWords} if a quote is not closed or a backslash is the last character
 */
export function splitWords(text: string): string[] {
	const words: string[] = [];
	let word: string | null = null;
	let rest = text;
	while (rest !== '') {
		const [piece, value] = nextPiece(rest);
		rest = rest.slice(piece.length);
		if (piece === lineContinuation) {
			continue;
		}

		if (value !== null) {
			word = (word ?? '') + value;
		} else if (word !== null) {
			words.push(word);
			word = null;
		}
	}

	return word === null ? words : [...words, word];
}

const blanks = /^[ \t\r\n]+/;
const bare = /^[^ \t\r\n'"\\]+/;
const singleQuoted = /^'([^']*)'/;
const doubleQuoted = /^"((?:[^"\\]|\\.)*)"/s;
const escaped = /^\\(.)/s;

/** A backslash before a line break joins two lines. */
const lineContinuation = '\\\n';

/** The first piece of a non-empty text, and what it adds to a word; null for blanks between words. */
function nextPiece(text: string): [piece: string, value: string | null] {
	const blank = blanks.exec(text);
	if (blank) {
		return [blank[0], null];
	}

	const plain = bare.exec(text);
	if (plain) {
		return [plain[0], plain[0]];
	}

	const single = singleQuoted.exec(text);
	if (single) {
		return [single[0], single[1] ?? ''];
	}

	const double = doubleQuoted.exec(text);
	if (double) {
		return [double[0], unescapeInDoubleQuotes(double[1] ?? '')];
	}

	const afterBackslash = escaped.exec(text);
	if (afterBackslash) {
		return [afterBackslash[0], afterBackslash[1] ?? ''];
	}

	throw new UnfinishedWords(
		text.startsWith('\\')
			? 'a backslash at the end has nothing after it'
			: `the quote is not closed: ${text}`,
	);
}

/** Inside double quotes a backslash is special only before `$`, a backtick, `"`, `\` and a line break. */
function unescapeInDoubleQuotes(text: string): string {
	return text.replaceAll(/\\([$`"\\\n])/g, (_, character: string) =>
		character === '\n' ? '' : character,
	);
}
