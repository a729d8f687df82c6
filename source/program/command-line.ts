/**
 * Splits the words after the program's name into a subcommand, its words and its options.
 */
import type {GivenOptions, Option} from '../commands/option.ts';
import type {Subcommand} from '../commands/subcommand.ts';
import {UsageError} from '../commands/usage-error.ts';
import {nearestName} from '../text/nearest-name.ts';
import {
	allOptions,
	commandNames,
	isLooseArgument,
	keyOf,
	type OptionToken,
	optionsOf,
	type Token,
	tokensOf,
	wordsOf,
} from './command-line-words.ts';
import {splitIpvsadmLine} from './ipvsadm-line.ts';
import {inCommand, strangeOption, unknownOption} from './option-refusals.ts';
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

/**
 * Splits a command line. Options may come before and after the subcommand; after `--` nothing is an option. After a
 * subcommand with ipvsadm's options, only the long options of lvstop are its own, and its words are all the others.
 * @throws {UsageError} for an option that the command does not have, a missing argument, or an unknown subcommand
 */
export function parseCommandLine(typed: readonly string[]): CommandLine {
	const split = splitIpvsadmLine(typed);
	if (split === null) {
		return parseOptions(typed);
	}

	const line = parseOptions(split.own);
	return {...line, words: line.asks === 'work' ? split.rest : []};
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
