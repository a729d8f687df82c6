/**
 * Small numbers for the few words that recur in the connection table (protocols and states), so that a line allocates
 * no text.
 */

/** The kernel has about 40 states and protocols; a broken file must not fill the memory with others. */
const mostWords = 255;

const slots = 1024;

/** Gives each word a number, in the order of first use. */
export interface WordList {
	/** The number of a word; -1 if it is empty or the list is full. */
	numberOf(word: string): number;
	/** The word with this number. */
	word(number: number): string;
	/** The number remembered for a word as it is in the file, twelve bytes as three numbers; otherwise -1. */
	recall(one: number, two: number, three: number): number;
	/** Remembers the bytes of a word in the file. */
	remember(one: number, two: number, three: number, number: number): void;
}

/** A list that begins with these words, numbered 0, 1, 2, … */
export function createWordList(known: readonly string[]): WordList {
	const words = [...known];
	const numbers = new Map(words.map((word, number) => [word, number]));
	/** Four numbers per slot: the three to compare, and the word's number plus 1; 0 marks an empty slot. */
	const memory = new Int32Array(slots * 4);
	let remembered = 0;

	/** The slot of these twelve bytes, or the empty one where they belong. */
	function find(one: number, two: number, three: number): number {
		let hash = Math.imul(one ^ Math.imul(two ^ Math.imul(three, 31), 31), 0x9e37_79b1) >>> 22;
		for (;;) {
			const at = hash * 4;
			if (
				memory[at + 3] === 0 ||
				(memory[at] === one && memory[at + 1] === two && memory[at + 2] === three)
			) {
				return at;
			}

			hash = (hash + 1) & (slots - 1);
		}
	}

	return {
		numberOf(word) {
			const known = numbers.get(word);
			if (known !== undefined) {
				return known;
			}

			if (word === '' || words.length === mostWords) {
				return -1;
			}

			numbers.set(word, words.length);
			return words.push(word) - 1;
		},
		word: number => words[number] ?? '',
		recall: (one, two, three) => (memory[find(one, two, three) + 3] ?? 0) - 1,
		remember(one, two, three, number) {
			if (remembered === slots / 2) {
				return;
			}

			remembered += 1;
			memory.set([one, two, three, number + 1], find(one, two, three));
		},
	};
}
