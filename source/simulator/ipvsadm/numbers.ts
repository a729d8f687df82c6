/** Reads numbers from text as the C library does. */

const spaceSignDigits = /^[ \t\n\v\f\r]*([+-]?\d+)/;
const longRange = 2n ** 63n;

/** strtol with base 10: the number at the start of a text, and the text after it. */
function readLong(text: string): {number: bigint; rest: string; inRange: boolean} | null {
	const match = spaceSignDigits.exec(text);
	if (!match) {
		return null;
	}

	const number = BigInt((match[1] ?? '').replace('+', ''));
	return {
		number,
		rest: text.slice(match[0].length),
		inRange: number >= -longRange && number < longRange,
	};
}

/** A whole decimal number within a range; blanks and a sign may precede it. Null for anything else. */
export function wholeNumber(text: string, least: number, most: number): number | null {
	const read = readLong(text);
	if (read?.rest !== '' || !read.inRange) {
		return null;
	}

	const number = Number(read.number);
	return number >= least && number <= most ? number : null;
}

/** atoi: the number at the start of the text, truncated to 32 bits, or 0. */
export function leadingNumber(text: string): number {
	const read = readLong(text);
	if (!read) {
		return 0;
	}

	const limited = read.inRange ? read.number : read.number < 0n ? -longRange : longRange - 1n;
	return Number(BigInt.asIntN(32, limited));
}
