/**
 * Reads the lines of servers without special properties as numbers, in the one spelling in which lvstop saves them.
 * Every other line is left to the parser of saved lines.
 */
import {forwardingNumber} from '../netlink/numbers.ts';
import {plainNumbers, portAndForwarding} from '../plain-servers.ts';

/** The shortest line of a server: `-a -f 1 -r 1.1.1.1:0 -m -w 0` with its end. */
const shortestLine = 30;

const code = {newline: 10, blank: 32, dash: 45, dot: 46, zero: 48, nine: 57, colon: 58} as const;

const forwardingOf: Readonly<Record<number, number>> = {
	['m'.charCodeAt(0)]: forwardingNumber.masq,
	['i'.charCodeAt(0)]: forwardingNumber.tunnel,
	['g'.charCodeAt(0)]: forwardingNumber.route,
};

const largestInt = 0x7fff_ffff;

/** Scans one text. One object for all lines, because a large table has many. */
export class PlainLines {
	/** See {@link PlainServers}. */
	readonly numbers: Int32Array;
	/** The number of servers read so far. */
	count = 0;
	readonly #text: string;
	#at = 0;

	constructor(text: string) {
		this.#text = text;
		// The part that is not used takes no memory.
		this.numbers = new Int32Array(Math.ceil(text.length / shortestLine) * plainNumbers);
	}

	/**
	 * Reads the line of a server that begins at a position.
	 * @param prefix the line up to the server's address: `-a -t 10.1.1.1:80 -r `
	 * @param isFirst false if the server must come after the last one in ascending order
	 * @returns the start of the next line; -1 if this is another kind of line or spelling
	 */
	server(start: number, prefix: string, isFirst: boolean): number {
		if (!this.#text.startsWith(prefix, start)) {
			return -1;
		}

		this.#at = start + prefix.length;
		const address = this.#address();
		const port = this.#behind(':') ? this.#number(0xffff) : -1;
		const forwarding = port >= 0 && this.#behind(' -') ? this.#letter() : -1;
		const weight = forwarding >= 0 && this.#behind(' -w ') ? this.#number(largestInt) : -1;
		const upper = weight >= 0 ? this.#threshold(' -x ') : -1;
		const lower = upper >= 0 ? this.#threshold(' -y ') : -1;
		if (address < 0 || lower < 0 || this.#text.charCodeAt(this.#at) !== code.newline) {
			return -1;
		}

		const at = this.count * plainNumbers;
		const {numbers} = this;
		if (!isFirst) {
			const before = (numbers[at - plainNumbers] ?? 0) >>> 0;
			const portBefore = (numbers[at - plainNumbers + 1] ?? 0) & 0xffff;
			if (address < before || (address === before && port <= portBefore)) {
				return -1;
			}
		}

		numbers[at] = address;
		numbers[at + 1] = portAndForwarding(port, forwarding);
		numbers[at + 2] = weight;
		numbers[at + 3] = upper;
		numbers[at + 4] = lower;
		this.count += 1;
		return this.#at + 1;
	}

	/** Skips these characters; false if there are others. */
	#behind(characters: string): boolean {
		if (!this.#text.startsWith(characters, this.#at)) {
			return false;
		}

		this.#at += characters.length;
		return true;
	}

	/** A number without a sign and leading zeros; -1 for anything else. */
	#number(largest: number): number {
		const start = this.#at;
		let number = 0;
		for (;;) {
			const digit = this.#text.charCodeAt(this.#at) - code.zero;
			// Also false at the end of the text, where the code is NaN.
			if (!(digit >= 0 && digit <= 9)) {
				break;
			}

			number = number * 10 + digit;
			this.#at += 1;
			if (number > largest || (number === digit && this.#at - start > 1)) {
				return -1;
			}
		}

		return this.#at === start ? -1 : number;
	}

	#address(): number {
		const first = this.#number(255);
		const second = first >= 0 && this.#behind('.') ? this.#number(255) : -1;
		const third = second >= 0 && this.#behind('.') ? this.#number(255) : -1;
		const fourth = third >= 0 && this.#behind('.') ? this.#number(255) : -1;
		return fourth < 0 ? -1 : first * 2 ** 24 + second * 2 ** 16 + third * 2 ** 8 + fourth;
	}

	#letter(): number {
		const forwarding = forwardingOf[this.#text.charCodeAt(this.#at)] ?? -1;
		this.#at += 1;
		return forwarding;
	}

	/** A threshold; 0 if there is none. One that is written as 0 is another spelling. */
	#threshold(option: string): number {
		if (!this.#behind(option)) {
			return 0;
		}

		const number = this.#number(largestInt);
		return number === 0 ? -1 : number;
	}
}
