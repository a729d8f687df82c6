/**
 * Reports a measurement in one line, which `npm run bench` puts into one table with all others.
 */
import process from 'node:process';

/** A comparison of two measurements. */
export interface Comparison {
	readonly what: string;
	/** Seconds of CPU time, children included, unless the names say otherwise. */
	readonly figure: number;
	readonly beside: string;
	readonly other: number;
	/** The highest allowed ratio; null if there is no target. */
	readonly target: number | null;
}

/** The titles of that table. */
export const titles =
	'| what | CPU s | beside | CPU s | ratio | target |\n| --- | --- | --- | --- | --- | --- |';

/** Whether a line of the output of a measurement is a row of that table. */
export function isRow(line: string): boolean {
	return line.startsWith('| ') && line.endsWith(' |');
}

/** Prints one row. */
export function report({what, figure, beside, other, target}: Comparison): void {
	const ratio = (figure / other).toFixed(2);
	const limit = target === null ? '–' : `≤ ${target}`;
	process.stdout.write(
		`| ${what} | ${figure.toFixed(2)} | ${beside} | ${other.toFixed(2)} | ${ratio} | ${limit} |\n`,
	);
}

/** The median. */
export function median(values: readonly number[]): number {
	return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
