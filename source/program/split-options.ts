/**
 * The words of a command line, split into options with their arguments and other words.
 */
import {parseArgs} from 'node:util';
import {optionTable} from './option-table.ts';
import {UsageError} from './options.ts';

/** The scene of `--demo` where none is named. */
export const defaultScene = 'nat';

/** Whether the word is an option whose argument is the next word, whatever that begins with. */
function takesNextWord(word: string): boolean {
	const [, name] = /^--(.+)$/.exec(word) ?? [];
	return Object.entries(optionTable).some(
		([option, {type}]) => option === name && type === 'string' && option !== 'demo',
	);
}

/**
 * Joins options with their arguments, where parseArgs has another mind: `--demo` may stand alone, and
 * an argument may begin with a minus, as in `--sort -active` or `--keys '-y'`.
 */
function joinArguments(words: readonly string[]): string[] {
	const [word, next, ...rest] = words;
	if (word === undefined) {
		return [];
	}

	if (word === '--demo') {
		return next === undefined || next.startsWith('-')
			? [`--demo=${defaultScene}`, ...joinArguments(words.slice(1))]
			: [`--demo=${next}`, ...joinArguments(rest)];
	}

	return next !== undefined && takesNextWord(word)
		? [`${word}=${next}`, ...joinArguments(rest)]
		: [word, ...joinArguments(words.slice(1))];
}

/**
 * Tells options from other words.
 * @throws {UsageError} for an option that there is not, and one that lacks its argument
 */
export function splitOptions(words: readonly string[]) {
	try {
		return parseArgs({
			args: joinArguments(words),
			options: optionTable,
			allowPositionals: true,
		});
	} catch (error) {
		// The first sentence says what is wrong; what follows speaks of parseArgs' own ways.
		const [sentence] = String(error instanceof Error ? error.message : error).split(/[.\n]/, 1);
		throw new UsageError(sentence ?? 'the options cannot be understood');
	}
}
