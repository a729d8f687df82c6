/**
 * Parses hexadecimal digits in bytes, two at a time.
 */

/** The value of every two bytes that are hexadecimal digits, upper or lower case; -1 for all others. */
const pairs = new Int16Array(0x1_0000).fill(-1);
const digits = '0123456789abcdefABCDEF';
for (const high of digits) {
	for (const low of digits) {
		pairs[(high.charCodeAt(0) << 8) | low.charCodeAt(0)] = Number.parseInt(high + low, 16);
	}
}

/** The value of four digits, 0 to 65535; negative if they are not digits. The four bytes must exist. */
export function fourDigits(view: DataView, at: number): number {
	const high = pairs[view.getUint16(at)] ?? -1;
	const low = pairs[view.getUint16(at + 2)] ?? -1;
	return (high << 8) | low;
}
