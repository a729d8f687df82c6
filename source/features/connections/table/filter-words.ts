/**
 * Searches for the words of a filter in the parts of a row. A word contains no blank, so it is found within one part or
 * not at all. The result for a part that many rows share can be reused.
 */

/** Words after this many are ignored. */
const mostWords = 30;

/** The characters of addresses and ports. A word with any other cannot be part of one. */
const addressWord = /^[\da-f.:[\]]+$/;

/** A set of words: one bit for each. */
export type FoundWords = number;

/** Words to look for. */
export interface FilterWords {
	/** The set of all words. */
	readonly all: FoundWords;
	/** The words that may be part of an address with port. */
	readonly inAddresses: FoundWords;
	/** The words that occur in a text, ignoring case. */
	foundIn(text: string): FoundWords;
}

/** Prepares a search for these words, which are in lower case. */
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
