/**
 * Parses values typed at a prompt: checked while typing, and never guessed.
 */
import type {Typed} from './prompt.ts';

/** The limits of the time between readings, milliseconds. */
const shortestInterval = 500;
const longestInterval = 3_600_000;

/** Parses seconds to milliseconds, within limits in milliseconds: `2`, `0.5`, `2s`. */
export function typedSeconds(text: string, shortest: number, longest: number): Typed<number> {
	const trimmed = text.trim();
	if (trimmed === '') {
		return {error: null};
	}

	const match = /^(\d+(?:\.\d*)?|\.\d+)\s*s?$/.exec(trimmed);
	if (match === null) {
		return {error: 'enter a number of seconds, such as 2 or 0.5'};
	}

	const value = Math.round(Number(match[1]) * 1000);
	return value < shortest || value > longest
		? {error: `enter from ${shortest / 1000} to ${longest / 1000} seconds`}
		: {value};
}

/** Parses the seconds between readings to milliseconds. */
export function typedInterval(text: string): Typed<number> {
	return typedSeconds(text, shortestInterval, longestInterval);
}
