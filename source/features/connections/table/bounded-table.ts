/**
 * Counts how often each key occurs, in bounded memory.
 *
 * Up to the bound every count is exact. Beyond it the rarer half of the keys is dropped from time to time (as in lossy
 * counting). A key that comes after that may have been dropped before, so it carries an error: the largest count that
 * was ever dropped. The true count of a key is never less than its count and never more than count plus error, and a
 * key with more than that is never missing.
 */

/** The settings of a table. */
export interface BoundedTableOptions {
	/** The size of a key in 32-bit words. */
	readonly keyWords: number;
	/** The number of 32-bit numbers that each key carries beside its count. */
	readonly values: number;
	/** The most keys to hold. */
	readonly limit: number;
	/**
	 * Any 32-bit number that cannot be guessed: keys come from the network, and nobody may know which of them collide.
	 */
	readonly seed: number;
}

/** The position of a key in its table; valid until the next key is counted. */
export type Entry = number;

/** The median of all counts is estimated from this many. */
const sampleSize = 1023;

/** The slots of the smallest table. */
const fewestSlots = 1024;

/**
 * A hash table of counts with open addressing; at most half of the slots are used. Count, error, key and values of a
 * key are next to each other in one array, because memory access dominates the time.
 */
export class BoundedTable {
	/** The key for `count`. The caller fills it; it is not changed. */
	readonly key: Int32Array;
	/** The number of keys held. */
	size = 0;
	/** The largest count that was dropped; 0 while every count is exact. */
	forgotten = 0;

	readonly #options: BoundedTableOptions;
	readonly #valuesAt: number;
	/** Numbers per slot. */
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

	/** Adds `times` to the count of `key`. A new key begins with that count, and values of 0. */
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

	/** The most by which the count may be too low. */
	errorOf(entry: Entry): number {
		return this.#data[entry + 1] ?? 0;
	}

	/** One word of the key. */
	keyWord(entry: Entry, word: number): number {
		return this.#data[entry + 2 + word] ?? 0;
	}

	value(entry: Entry, index: number): number {
		return this.#data[entry + this.#valuesAt + index] ?? 0;
	}

	setValue(entry: Entry, index: number, value: number): void {
		this.#data[entry + this.#valuesAt + index] = value;
	}

	/** All keys, in no particular order. */
	*entries(): Generator<Entry> {
		for (let entry = this.next(); entry >= 0; entry = this.next(entry)) {
			yield entry;
		}
	}

	/** The entry after `after`, or the first; -1 after the last. Unlike `entries` it allocates nothing. */
	next(after: Entry = -this.#width): Entry {
		const data = this.#data;
		let entry = after + this.#width;
		while (entry < data.length && data[entry] === 0) {
			entry += this.#width;
		}

		return entry < data.length ? entry : -1;
	}

	/** The slot of the key at `at` in `keys`, or the empty slot where it belongs. */
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

	/** An estimate of the median count, errors included. */
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

	/** Rehashes the keys into a table of this many slots, without those whose count is not above the dropped one. */
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

/** At least twice as many slots as keys, as a power of two. */
function slotsFor(keys: number): number {
	return Math.max(fewestSlots, 2 ** Math.ceil(Math.log2(keys * 2)));
}
