/**
 * Splits the words after the program's name into a subcommand, its words and its options.
 */
import {parseArgs} from 'node:util';
import {
	type DescribedTable,
	type GivenOptions,
	type Option,
	type OptionTable,
	optionName,
} from '../commands/option.ts';
import type {Subcommand} from '../commands/subcommand.ts';
import {UsageError} from '../commands/usage-error.ts';
import {nearestName} from '../text/nearest-name.ts';
import {consoleOptions} from './console-options.ts';
import {generalOptions} from './general-options.ts';
import {subcommands} from './subcommands.ts';

/** A command line before its options are parsed. */
export interface CommandLine {
	/** `help` and `version` only print something, whatever else is given. */
	readonly asks: 'help' | 'version' | 'work';
	/** Null for the console and for printed readings. */
	readonly subcommand: Subcommand | null;
	/** The words after the subcommand's name. */
	readonly words: readonly string[];
	readonly given: GivenOptions;
}

/** An option as typed, or another word. */
type Token = ReturnType<typeof tokensOf>[number];

type OptionToken = Extract<Token, {kind: 'option'}>;

function takesIpvsadmOptions({ipvsadmOptions}: Subcommand): boolean {
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
const allOptions: ReadonlyMap<string, Option<unknown>> = new Map(
	tables.flatMap(table =>
		Object.entries(table).map(([key, option]) => [optionName(key), option] as const),
	),
);

const commandNames: readonly string[] = [...subcommands.map(({name}) => name), 'help'];

/**
 * Splits the words. An option that needs an argument takes the next word, whatever that begins with, as in `--sort
 * -active`. An option with an optional argument is not handled here.
 */
function tokensOf(words: readonly string[]) {
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

/** The subcommands that have an option, in words; null if none has. */
function ownersOf(option: string): string | null {
	const names = subcommands
		.filter(({options}) => keyOf(option, options) !== null)
		.map(({name}) => name);
	return names.length === 0 ? null : names.join(', ').replace(/, ([^,]*)$/, ' and $1');
}

function unknownOption({rawName, name}: OptionToken, own: OptionTable): UsageError {
	const nearest = rawName.startsWith('--')
		? nearestName(name, Object.keys(own).map(optionName))
		: null;
	return new UsageError(
		`unknown option ${rawName}${nearest === null ? '' : `; did you mean --${nearest}?`}`,
	);
}

function strangeOption(
	{rawName, name}: Pick<OptionToken, 'rawName' | 'name'>,
	subcommand: Subcommand | null,
): UsageError {
	const owners = ownersOf(name) ?? 'lvstop without a command';
	return new UsageError(
		subcommand === null
			? `${rawName} is an option of ${owners}, but no command was given`
			: `${rawName} is an option of ${owners}, not of ${subcommand.name}`,
	);
}

/** The name that the code uses for an option of a table; null if there is none. */
function keyOf(name: string, table: DescribedTable): string | null {
	return Object.keys(table).find(key => optionName(key) === name) ?? null;
}

/** Every option of a subcommand, or of lvstop without one. */
function optionsOf(subcommand: Subcommand | null): OptionTable {
	return {...generalOptions, ...(subcommand?.options ?? consoleOptions)};
}

/** Whether a word is the argument of an option whose argument is optional; the name of a subcommand is not. */
function isLooseArgument(option: Token | undefined, word: Token | undefined): boolean {
	return (
		option?.kind === 'option' &&
		option.value === undefined &&
		allOptions.get(option.name)?.bare !== undefined &&
		word?.kind === 'positional' &&
		!commandNames.includes(word.value)
	);
}

function argumentOf(token: OptionToken, option: Option<unknown>, next: Token | undefined): string {
	const {rawName, value} = token;
	const {argument, bare} = option;
	if (argument === null) {
		if (value !== undefined) {
			throw new UsageError(`${rawName} takes no argument`);
		}

		return '';
	}

	if (next?.kind === 'positional' && isLooseArgument(token, next)) {
		return next.value;
	}

	const text = value ?? bare;
	if (text === undefined) {
		throw new UsageError(`${rawName} needs an argument: ${rawName} ${argument}`);
	}

	return text;
}

/** The words that are neither options nor their arguments. */
function wordsOf(tokens: readonly Token[]): readonly string[] {
	return tokens.flatMap((token, index) =>
		token.kind === 'positional' && !isLooseArgument(tokens[index - 1], token) ? [token.value] : [],
	);
}

function subcommandNamed(name: string): Subcommand {
	const found = subcommands.find(subcommand => subcommand.name === name);
	if (found === undefined) {
		const nearest = nearestName(name, commandNames);
		const hint =
			nearest === null
				? `the commands are: ${commandNames.join(', ')}`
				: `did you mean ${nearest}?`;
		throw new UsageError(`unknown command '${name}'; ${hint}`);
	}

	return found;
}

function givenOptions(tokens: readonly Token[], subcommand: Subcommand | null): GivenOptions {
	const own = optionsOf(subcommand);
	const given = new Map<string, string[]>();
	for (const [index, token] of tokens.entries()) {
		if (token.kind === 'option') {
			const key = keyOf(token.name, own);
			const option = key === null ? undefined : own[key];
			if (key === null || option === undefined) {
				throw strangeOption(token, subcommand);
			}

			const argument = argumentOf(token, option, tokens[index + 1]);
			given.set(key, [...(given.get(key) ?? []), argument]);
		}
	}

	return given;
}

/** The subcommand that a command line names and the words after it; null if there are no words. */
function namedIn([name, ...words]: readonly string[]): Pick<CommandLine, 'subcommand' | 'words'> {
	return {subcommand: name === undefined ? null : subcommandNamed(name), words};
}

/** The words after a subcommand that has ipvsadm's options: lvstop's own long options, and the rest as typed. */
function withoutOwnOptions(
	typed: readonly string[],
	subcommand: Subcommand,
): {readonly own: readonly string[]; readonly rest: readonly string[]} {
	const table = optionsOf(subcommand);
	const own: string[] = [];
	const rest: string[] = [];
	for (let index = 0; index < typed.length; index += 1) {
		const word = typed[index] ?? '';
		if (word === '--') {
			rest.push(...typed.slice(index + 1));
			break;
		}

		// ipvsadm has no other use for these two letters.
		if (word === '-h' || word === '-V') {
			own.push(word);
			continue;
		}

		const [, name = '', value] = /^--([^=]+)(=.*)?$/s.exec(word) ?? [];
		const option = table[keyOf(name, table) ?? ''];
		if (option === undefined) {
			if (allOptions.has(name) && keyOf(name, subcommand.ipvsadmOptions ?? {}) === null) {
				throw inCommand(strangeOption({rawName: `--${name}`, name}, subcommand), subcommand);
			}

			rest.push(word);
			continue;
		}

		own.push(word);
		const next = typed[index + 1];
		const isArgument =
			option.argument !== null &&
			value === undefined &&
			next !== undefined &&
			(option.bare === undefined || !next.startsWith('-'));
		if (isArgument) {
			own.push(next);
			index += 1;
		}
	}

	return {own, rest};
}

/** The command line of a subcommand that has ipvsadm's options; null if it is another one. */
function parseIpvsadmLine(typed: readonly string[]): CommandLine | null {
	const tokens = tokensOf(typed);
	const first = tokens.find(
		(token, index) => token.kind === 'positional' && !isLooseArgument(tokens[index - 1], token),
	);
	const subcommand = subcommands.find(
		command => takesIpvsadmOptions(command) && command.name === typed[first?.index ?? -1],
	);
	if (first === undefined || subcommand === undefined) {
		return null;
	}

	const {own, rest} = withoutOwnOptions(typed.slice(first.index + 1), subcommand);
	const line = parseOptions([...typed.slice(0, first.index + 1), ...own]);
	return {...line, words: line.asks === 'work' ? rest : []};
}

/**
 * Splits a command line. Options may come before and after the subcommand; after `--` nothing is an option. After a
 * subcommand with ipvsadm's options, only the long options of lvstop are its own, and its words are all the others.
 * @throws {UsageError} for an option that the command does not have, a missing argument, or an unknown subcommand
 */
export function parseCommandLine(typed: readonly string[]): CommandLine {
	return parseIpvsadmLine(typed) ?? parseOptions(typed);
}

function parseOptions(typed: readonly string[]): CommandLine {
	const tokens = tokensOf(typed);
	const words = wordsOf(tokens);
	const mentioned = subcommands.find(({name}) => words.includes(name)) ?? null;
	const asksFor = (name: string) =>
		tokens.some(token => token.kind === 'option' && token.name === name);
	const isHelp = words[0] === 'help' || asksFor('help');
	if (isHelp || asksFor('version')) {
		const {subcommand} =
			mentioned === null ? namedIn(words.filter(word => word !== 'help')) : {subcommand: mentioned};
		return {asks: isHelp ? 'help' : 'version', subcommand, words: [], given: new Map()};
	}

	for (const token of tokens) {
		// The word after an unknown option may be its argument, so it is not certain which word is the subcommand.
		if (token.kind === 'option' && !allOptions.has(token.name)) {
			throw inCommand(unknownOption(token, optionsOf(mentioned)), mentioned);
		}
	}

	const {subcommand, words: own} = namedIn(words);
	try {
		return {asks: 'work', subcommand, words: own, given: givenOptions(tokens, subcommand)};
	} catch (error) {
		throw inCommand(error, subcommand);
	}
}

/** Adds the subcommand to a usage error, because its help has more information. */
export function inCommand(error: unknown, subcommand: Subcommand | null): unknown {
	return error instanceof UsageError
		? new UsageError(error.message, subcommand?.name ?? null)
		: error;
}
