/**
 * The values that files of other programs have: read strictly, with the place of what is wrong.
 */
import {BlockFault, type Place} from './wanted.ts';

/** Refuses the block that has this line. */
export function faulty(place: Place, reason: string): never {
	throw new BlockFault(place, reason);
}

/** A decimal number between two limits. `what` names it in the reason. */
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

/** The largest weight: keepalived 2.2.7 and Debian's ipvsadm hand any signed 32-bit number to the kernel. */
export const largestWeight = 0x7fff_ffff;

/** The largest unsigned 32-bit number: thresholds, firewall marks. */
export const largestUnsigned = 0xffff_ffff;

/** The longest timeout that ipvsadm and keepalived take for persistence: 31 days in seconds. */
export const longestPersistence = 2_678_400;

/** The timeout of persistence when a file names none, in seconds. */
export const usualPersistence = 360;
