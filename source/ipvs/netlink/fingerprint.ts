/**
 * Fingerprints of the bytes of replies: one number for each row takes the place of the row's bytes.
 *
 * A fingerprint has 53 bits. Two contents that differ in one 32-bit word never have the same one, because every step
 * of the first half can be reversed. Others have it by chance once in 2^53 (docs/decisions/memory.md).
 */
import {type Bytes, littleEndian} from './bytes.ts';

/** Collects the bytes of one content. One object is reused for many, for speed. */
export class Fingerprint {
	#one = 0;
	#other = 0;

	/** Forgets the bytes so far. */
	begin(): this {
		this.#one = 0x2545_f491;
		this.#other = 0x1b87_3593;
		return this;
	}

	/** Adds a range of bytes, and its length. */
	add({view, array}: Bytes, from: number, to: number): this {
		let one = Math.imul(this.#one ^ (to - from), 0x9e37_79b1);
		let other = this.#other;
		let at = from;
		for (; at + 4 <= to; at += 4) {
			const word = view.getInt32(at, littleEndian);
			one = Math.imul(one ^ word, 0x85eb_ca6b);
			one ^= one >>> 15;
			other = Math.imul((other + word) | 0, 0xc2b2_ae35);
			other = (other << 13) | (other >>> 19);
		}

		// The last attribute of a reply that is cut off.
		for (; at < to; at += 1) {
			one = Math.imul(one ^ (array[at] ?? 0), 0x85eb_ca6b);
		}

		this.#one = one;
		this.#other = other;
		return this;
	}

	/** The fingerprint of all bytes since `begin`: an integer of 53 bits. */
	get value(): number {
		const other = this.#other ^ (this.#other >>> 16);
		return (this.#one >>> 0) * 2 ** 21 + (other >>> 11);
	}
}
