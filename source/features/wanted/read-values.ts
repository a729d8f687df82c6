/**
 * Reads the values in files of other programs strictly. An error has the place of the wrong value.
 */
import {BlockFault, type Place} from './wanted.ts';

/**
 * Refuses the block that contains this line.
 * @throws {BlockFault} always
 */
export function faulty(place: Place, reason: string): never {
	throw new BlockFault(place, reason);
}

/** Reads a decimal number between two limits. `what` is its name in the reason. */
export function readNumber(
	place: Place,
	what: string,
	word: string | undefined,
	least: number,
	most: number,
): number {
	const number = word !== undefined && /^\d{1,10}$/.test(word) ? Number(word) : Number.NaN;
	return number >= least && number <= most
		? number
		: faulty(place, `${what} is not a number from ${least} to ${most}: ${word ?? 'nothing'}`);
}

/** The largest weight. keepalived 2.2.7 and Debian's ipvsadm pass any signed 32-bit number to the kernel. */
export const largestWeight = 0x7fff_ffff;

/** The largest unsigned 32-bit number, the limit of thresholds and firewall marks. */
export const largestUnsigned = 0xffff_ffff;

/** The timeout of persistence if a file does not give one, in seconds. */
export const usualPersistence = 360;
