/**
 * Counts and numbers in words, the same on the screen, on the command line and in messages.
 */

/** Shown instead of an unknown figure. */
export const unknown = '–';

/** A number in full, with thousands separators: `1,234,567`. */
export function fullFigure(count: number | bigint): string {
	return count.toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 server`, `3 servers`, `1,234 servers`. The noun takes an `s` in the plural. */
export function countOf(count: number, noun: string): string {
	return `${fullFigure(count)} ${noun}${count === 1 ? '' : 's'}`;
}
