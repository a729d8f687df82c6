/**
 * Counts how often keys come, in memory that does not grow beyond a bound.
 *
 * Up to the bound every count is exact. Beyond it the rarer half of the keys is forgotten from time to
 * time (as in lossy counting). A key that comes after that may have been forgotten before, so it carries
 * an error: the largest count that was ever forgotten. What a key really had is never less than its count
 * and never more than count and error together, and a key with more than that is never missing.
 */

/** How a table is made. */
export interface BoundedTableOptions {
	/** 32-bit words of a key. */
	readonly keyWords: number;
	/** 32-bit numbers that are kept for each key beside its count. */
	readonly values: number;
	/** Keys that are held at most. */
	readonly limit: number;
	/** Any 32-bit number. Keys come from the network: nobody may know which of them collide. */
	readonly seed: number;
}

/** The place of a key in its table; valid until the next key is counted. */
export type Entry = number;

/** Of so many counts the middle one is taken for the middle one of all. */
const sampleSize = 1023;

/** Slots of the smallest table. */
const fewestSlots = 1024;

/**
 * Keys with their counts, by open addressing, at most half of the slots in use. What belongs to a key
 * stands side by side in one array, count, error, key and values, because memory is what takes the time.
 */
export class BoundedTable {
	/** The key that is meant by `count`: filled by the caller, and left as it is. */
	readonly key: Int32Array;
	/** Keys that are held. */
	size = 0;
	/** The largest count that was forgotten; 0 while every count is exact. */
	forgotten = 0;

	readonly #options: BoundedTableOptions;
	readonly #valuesAt: number;
	/** Numbers a slot. */
	readonly #width: number;
	#slots = fewestSlots;
	#data: Int32Array;

	constructor(options: BoundedTableOptions) {
		this.#options = options;
		this.key = new Int32Array(options.keyWords);
		this.#valuesAt = 2 + options.keyWords;
		this.#width = this.#valuesAt + options.values;
		this.#data = new Int32Array(this.#slots * this.#width);
	}

	/** Counts `key` so many times more. Where it is new, its values are 0 and its count is `times`. */
	count(times = 1): Entry {
		const data = this.#data;
		let entry = this.#find(this.key, 0);
		if (data[entry] !== 0) {
			data[entry] = (data[entry] ?? 0) + times;
			return entry;
		}

		if ((this.size + 1) * 2 > this.#slots) {
			this.#makeRoom();
			entry = this.#find(this.key, 0);
		}

		this.#data[entry] = times;
		this.#data[entry + 1] = this.forgotten;
		for (let word = 0; word < this.key.length; word += 1) {
			this.#data[entry + 2 + word] = this.key[word] ?? 0;
		}

		this.size += 1;
		return entry;
	}

	countOf(entry: Entry): number {
		return this.#data[entry] ?? 0;
	}

	/** How much the count may be too low. */
	errorOf(entry: Entry): number {
		return this.#data[entry + 1] ?? 0;
	}

	/** A word of the key. */
	keyWord(entry: Entry, word: number): number {
		return this.#data[entry + 2 + word] ?? 0;
	}

	value(entry: Entry, index: number): number {
		return this.#data[entry + this.#valuesAt + index] ?? 0;
	}

	setValue(entry: Entry, index: number, value: number): void {
		this.#data[entry + this.#valuesAt + index] = value;
	}

	/** All keys, in no order that means anything. */
	*entries(): Generator<Entry> {
		for (let entry = this.next(); entry >= 0; entry = this.next(entry)) {
			yield entry;
		}
	}

	/** The key that comes after that one, or the first; -1 behind the last. For many keys, it leaves nothing behind. */
	next(after: Entry = -this.#width): Entry {
		const data = this.#data;
		let entry = after + this.#width;
		while (entry < data.length && data[entry] === 0) {
			entry += this.#width;
		}

		return entry < data.length ? entry : -1;
	}

	/** Where the key is that stands in `keys` from `at` on, or the empty slot where it belongs. */
	#find(keys: Int32Array, at: number): Entry {
		const data = this.#data;
		const mask = this.#slots - 1;
		const {keyWords, seed} = this.#options;
		let hash = seed;
		for (let word = 0; word < keyWords; word += 1) {
			hash = Math.imul(hash ^ (keys[at + word] ?? 0), 0x9e37_79b1);
			hash ^= hash >>> 15;
		}

		for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
			const entry = slot * this.#width;
			if (data[entry] === 0 || sameWords(data, entry + 2, keys, at, keyWords)) {
				return entry;
			}
		}
	}

	#makeRoom(): void {
		if (this.#slots < slotsFor(this.#options.limit)) {
			this.#rebuild(this.#slots * 2);
		} else {
			this.forgotten = this.#middleCount();
			this.#rebuild(this.#slots);
		}
	}

	/** A count that about half of the keys do not exceed, each with its error. */
	#middleCount(): number {
		const step = Math.max(1, Math.floor(this.size / sampleSize));
		const sample: number[] = [];
		let passed = 0;
		for (const entry of this.entries()) {
			if (passed % step === 0) {
				sample.push(this.countOf(entry) + this.errorOf(entry));
			}

			passed += 1;
		}

		sample.sort((one, other) => one - other);
		return sample[Math.floor(sample.length / 2)] ?? 0;
	}

	/** Puts the keys into so many new slots, without those that came no more often than what is forgotten. */
	#rebuild(slots: number): void {
		const old = this.#data;
		const width = this.#width;
		this.#slots = slots;
		this.#data = new Int32Array(slots * width);
		this.size = 0;
		for (let from = 0; from < old.length; from += width) {
			const count = old[from] ?? 0;
			if (count === 0 || count + (old[from + 1] ?? 0) <= this.forgotten) {
				continue;
			}

			const entry = this.#find(old, from + 2);
			for (let at = 0; at < width; at += 1) {
				this.#data[entry + at] = old[from + at] ?? 0;
			}

			this.size += 1;
		}
	}
}

function sameWords(
	one: Int32Array,
	oneAt: number,
	other: Int32Array,
	otherAt: number,
	words: number,
): boolean {
	for (let word = 0; word < words; word += 1) {
		if (one[oneAt + word] !== other[otherAt + word]) {
			return false;
		}
	}

	return true;
}

/** Twice as many slots as keys, as a power of two. */
function slotsFor(keys: number): number {
	return Math.max(fewestSlots, 2 ** Math.ceil(Math.log2(keys * 2)));
}
