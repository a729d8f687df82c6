/**
 * The attributes of one level of a message: located once, then read by their numbers.
 */
import type {IpAddress} from '../address.ts';
import {formatIpv4} from '../ipv4.ts';
import {formatIpv6} from '../ipv6.ts';
import {type Bytes, littleEndian} from './bytes.ts';
import {Fingerprint} from './fingerprint.ts';
import {unreadable} from './netlink-error.ts';
import {addressFamily, aligned, headerLength} from './numbers.ts';

/** Removes the two upper bits of an attribute's type, which are flags. */
const typeMask = 0x3fff;

const printable = /^[\x21-\x7e]+$/;

const print = new Fingerprint();

/** The range of an attribute's value in the bytes. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** Locates the attributes of one level. One object is reused for many messages, for speed. */
export class Attributes {
	/** The start and length of each value by type; -1 if there is none. */
	readonly #starts: Int32Array;
	readonly #lengths: Int32Array;
	readonly #names: readonly string[];
	#bytes: Bytes | null = null;
	/** The start of the level, as the position for errors about missing attributes. */
	#from = 0;

	/** @param names the known types; all others are skipped */
	constructor(names: Readonly<Record<string, number>>) {
		const size = Math.max(...Object.values(names)) + 1;
		this.#starts = new Int32Array(size);
		this.#lengths = new Int32Array(size);
		this.#names = Object.entries(names).reduce<string[]>((byType, [name, type]) => {
			byType[type] = name;
			return byType;
		}, []);
	}

	/** @throws {NetlinkError} if they are cut off */
	find(bytes: Bytes, {from, to}: Span): this {
		const {view} = bytes;
		const starts = this.#starts;
		this.#bytes = bytes;
		this.#from = from;
		starts.fill(-1);
		let at = from;
		while (at < to) {
			if (at + headerLength.attribute > to) {
				unreadable('an attribute is cut off in its header', at);
			}

			const length = view.getUint16(at, littleEndian);
			if (length < headerLength.attribute || at + length > to) {
				unreadable(`an attribute says that it has ${length} bytes, ${to - at} are left`, at);
			}

			const type = view.getUint16(at + 2, littleEndian) & typeMask;
			if (type < starts.length) {
				starts[type] = at + headerLength.attribute;
				this.#lengths[type] = length - headerLength.attribute;
			}

			at += aligned(length);
		}

		return this;
	}

	has(type: number): boolean {
		return (this.#starts[type] ?? -1) !== -1;
	}

	/** The fingerprint of the values of some attributes, in the order of the given types. */
	printOf(types: readonly number[]): number {
		const bytes = this.#source();
		print.begin();
		for (const type of types) {
			const at = this.#starts[type] ?? -1;
			print.add(bytes, at, at === -1 ? -1 : at + (this.#lengths[type] ?? 0));
		}

		return print.value;
	}

	/** The value of a nested attribute. */
	span(type: number): Span {
		const from = this.#starts[type] ?? -1;
		if (from === -1) {
			unreadable(`the attribute '${this.#names[type]}' is missing`, this.#from);
		}

		return {from, to: from + (this.#lengths[type] ?? 0)};
	}

	u8(type: number): number {
		return this.#view().getUint8(this.#valueOf(type, 1));
	}

	u16(type: number): number {
		return this.#view().getUint16(this.#valueOf(type, 2), littleEndian);
	}

	u32(type: number): number {
		return this.#view().getUint32(this.#valueOf(type, 4), littleEndian);
	}

	i32(type: number): number {
		return this.#view().getInt32(this.#valueOf(type, 4), littleEndian);
	}

	u64(type: number): bigint {
		return this.#view().getBigUint64(this.#valueOf(type, 8), littleEndian);
	}

	/** Whether a number of any length is 0; false if it is missing. */
	isZero(type: number): boolean {
		const at = this.#starts[type] ?? -1;
		const end = at + (this.#lengths[type] ?? 0);
		const {array} = this.#source();
		for (let place = at; place < end; place += 1) {
			if (array[place] !== 0) {
				return false;
			}
		}

		return at !== -1 && end > at;
	}

	/** A 64-bit number; above 2^53 the nearest double. */
	u64Number(type: number): number {
		const at = this.#valueOf(type, 8);
		const view = this.#view();
		const low = view.getUint32(littleEndian ? at : at + 4, littleEndian);
		return view.getUint32(littleEndian ? at + 4 : at, littleEndian) * 0x1_0000_0000 + low;
	}

	/** A port, which is in network byte order. */
	port(type: number): number {
		return this.#view().getUint16(this.#valueOf(type, 2));
	}

	/** A number in network byte order. */
	networkU32(type: number): number {
		return this.#view().getUint32(this.#valueOf(type, 4));
	}

	/** The first of two 32-bit numbers; the second is a mask. */
	flags(type: number): number {
		return this.#view().getUint32(this.#valueOf(type, 8), littleEndian);
	}

	/** A name of printable characters, with or without a trailing NUL. */
	name(type: number): string {
		const {from, to} = this.span(type);
		const {array} = this.#source();
		let text = '';
		for (let at = from; at < to && array[at] !== 0; at += 1) {
			text += String.fromCharCode(array[at] ?? 0);
		}

		return printable.test(text)
			? text
			: unreadable(
					`the attribute '${this.#names[type]}' is not a name: ${JSON.stringify(text)}`,
					from,
				);
	}

	/** An address: 4 or 16 bytes; IPv4 uses only the first four. */
	address(type: number, family: number): IpAddress {
		const {from, to} = this.span(type);
		const view = this.#view();
		if (family === addressFamily.ipv4 && to - from >= 4) {
			return formatIpv4(view.getUint32(from));
		}

		if (family === addressFamily.ipv6 && to - from >= 16) {
			const words = Array.from({length: 8}, (_, index) => view.getUint16(from + 2 * index));
			return formatIpv6(words);
		}

		return unreadable(`${to - from} bytes are not an address of family ${family}`, from);
	}

	#source(): Bytes {
		return this.#bytes ?? unreadable('no attributes were looked for', 0);
	}

	#view(): DataView {
		return this.#source().view;
	}

	/** The start of a value of this length. */
	#valueOf(type: number, length: number): number {
		const at = this.#starts[type] ?? -1;
		if (at === -1 || this.#lengths[type] !== length) {
			const {from, to} = this.span(type);
			unreadable(
				`the attribute '${this.#names[type]}' has ${to - from} bytes instead of ${length}`,
				from,
			);
		}

		return at;
	}
}
