/**
 * Values that are typed at a prompt: checked as they are typed, and never guessed.
 */
import {largestWeight} from '../../features/weight/set-weight.ts';

/** A value, or the reason why the text is none; neither while nothing has been typed. */
export type Typed<T> =
	| {readonly value: T; readonly error?: undefined}
	| {readonly value?: undefined; readonly error: string | null};

/** A weight: a whole number from 0 to 65535. */
export function typedWeight(text: string): Typed<number> {
	const trimmed = text.trim();
	if (trimmed === '') {
		return {error: null};
	}

	if (!/^\d+$/.test(trimmed)) {
		return {error: 'a weight is a whole number'};
	}

	const value = Number(trimmed);
	return value > largestWeight ? {error: `a weight is at most ${largestWeight}`} : {value};
}

/** The bounds of the time between readings, milliseconds. */
const shortestInterval = 500;
const longestInterval = 3_600_000;

/** Seconds from shortest to longest (both in milliseconds), as milliseconds: `2`, `0.5`, `2s`. */
function typedSeconds(text: string, shortest: number, longest: number): Typed<number> {
	const trimmed = text.trim();
	if (trimmed === '') {
		return {error: null};
	}

	const match = /^(\d+(?:\.\d*)?|\.\d+)\s*s?$/.exec(trimmed);
	if (match === null) {
		return {error: 'seconds, as 2 or 0.5'};
	}

	const value = Math.round(Number(match[1]) * 1000);
	return value < shortest || value > longest
		? {error: `from ${shortest / 1000} to ${longest / 1000} seconds`}
		: {value};
}

/** Seconds between readings, as milliseconds. */
export function typedInterval(text: string): Typed<number> {
	return typedSeconds(text, shortestInterval, longestInterval);
}

/** The bounds of how long a reading of the connection table may take, milliseconds. */
export const shortestBudget = 100;
export const longestBudget = 60_000;

/** Seconds for one reading of the connection table, as milliseconds. */
export function typedBudget(text: string): Typed<number> {
	return typedSeconds(text, shortestBudget, longestBudget);
}
