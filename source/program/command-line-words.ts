/**
 * The words of a command line: which are options, arguments of options, and other words; and the options that they may be.
 */
import {parseArgs} from 'node:util';
import {
	type DescribedTable,
	type Option,
	type OptionTable,
	optionName,
} from '../commands/option.ts';
import type {Subcommand} from '../commands/subcommand.ts';
import {consoleOptions} from './console-options.ts';
import {generalOptions} from './general-options.ts';
import {subcommands} from './subcommands.ts';

/** An option as typed, or another word. */
export type Token = ReturnType<typeof tokensOf>[number];

export type OptionToken = Extract<Token, {kind: 'option'}>;

/** Whether a subcommand takes ipvsadm's options, which are not in the tables. */
export function takesIpvsadmOptions({ipvsadmOptions}: Subcommand): boolean {
	return ipvsadmOptions !== undefined;
}

/** Later tables win: subcommands with ipvsadm's options know no letters of lvstop, but the same names. */
const tables: readonly OptionTable[] = [
	...subcommands.filter(takesIpvsadmOptions).map(({options}) => options),
	generalOptions,
	consoleOptions,
	...subcommands.filter(subcommand => !takesIpvsadmOptions(subcommand)).map(({options}) => options),
];

/** The options of all commands by their command line names: a name has the same shape in all of them. */
export const allOptions: ReadonlyMap<string, Option<unknown>> = new Map(
	tables.flatMap(table =>
		Object.entries(table).map(([key, option]) => [optionName(key), option] as const),
	),
);

/** The names of all subcommands, and `help`. */
export const commandNames: readonly string[] = [...subcommands.map(({name}) => name), 'help'];

/**
 * Splits the words. An option that needs an argument takes the next word, whatever that begins with, as in `--sort
 * -active`. An option with an optional argument is not handled here.
 */
export function tokensOf(words: readonly string[]) {
	const options = Object.fromEntries(
		[...allOptions].map(([name, {short, argument, bare}]) => [
			name,
			{
				type: argument !== null && bare === undefined ? ('string' as const) : ('boolean' as const),
				...(short === undefined ? {} : {short}),
			},
		]),
	);
	// Not strict: parseArgs would print its own messages, and it does not know subcommands.
	const {tokens} = parseArgs({args: [...words], options, strict: false, tokens: true});
	// No option is a digit, so `-12` is a number, which parseArgs has split into two options.
	return tokens.flatMap((token, place) => {
		const word = words[token.index] ?? '';
		if (token.kind !== 'option' || !/^-\d/.test(word)) {
			return [token];
		}

		return tokens[place - 1]?.index === token.index
			? []
			: [{kind: 'positional' as const, index: token.index, value: word}];
	});
}

/** The name that the code uses for an option of a table; null if there is none. */
export function keyOf(name: string, table: DescribedTable): string | null {
	return Object.keys(table).find(key => optionName(key) === name) ?? null;
}

/** Every option of a subcommand, or of lvstop without one. */
export function optionsOf(subcommand: Subcommand | null): OptionTable {
	return {...generalOptions, ...(subcommand?.options ?? consoleOptions)};
}

/** Whether a word is the argument of an option whose argument is optional; the name of a subcommand is not. */
export function isLooseArgument(option: Token | undefined, word: Token | undefined): boolean {
	return (
		option?.kind === 'option' &&
		option.value === undefined &&
		allOptions.get(option.name)?.bare !== undefined &&
		word?.kind === 'positional' &&
		!commandNames.includes(word.value)
	);
}

/** The words that are neither options nor their arguments. */
export function wordsOf(tokens: readonly Token[]): readonly string[] {
	return tokens.flatMap((token, index) =>
		token.kind === 'positional' && !isLooseArgument(tokens[index - 1], token) ? [token.value] : [],
	);
}
