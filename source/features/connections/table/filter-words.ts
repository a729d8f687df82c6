/**
 * The words of a filter, looked for in the parts of a row. A word has no blank in it, so each is found in
 * one part or not at all, and what was found in a part that many rows have in common need not be looked
 * for again.
 */

/** Words beyond this many are not looked at. */
const mostWords = 30;

/** Characters of addresses and ports; a word with any other is in none. */
const addressWord = /^[\da-f.:[\]]+$/;

/** A set of words: one bit each. */
export type FoundWords = number;

/** Words to look for. */
export interface FilterWords {
	/** All of them. */
	readonly all: FoundWords;
	/** Those that may stand in an address with its port. */
	readonly inAddresses: FoundWords;
	/** Which of the words stand in a text, in either case. */
	foundIn(text: string): FoundWords;
}

/** Prepares to look for these words, which are in lower case. */
export function createFilterWords(words: readonly string[]): FilterWords {
	const wanted = words.slice(0, mostWords);
	const bits = (test: (word: string) => boolean): FoundWords =>
		wanted.reduce((found, word, index) => (test(word) ? found | (1 << index) : found), 0);
	return {
		all: bits(() => true),
		inAddresses: bits(word => addressWord.test(word)),
		foundIn(text) {
			const lowerCase = text.toLowerCase();
			return bits(word => lowerCase.includes(word));
		},
	};
}
