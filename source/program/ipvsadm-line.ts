/**
 * The command line of a subcommand that takes ipvsadm's options: only the long options of lvstop are its own.
 */
import type {Subcommand} from '../commands/subcommand.ts';
import {
	allOptions,
	isLooseArgument,
	keyOf,
	optionsOf,
	takesIpvsadmOptions,
	tokensOf,
} from './command-line-words.ts';
import {inCommand, strangeOption} from './option-refusals.ts';
import {subcommands} from './subcommands.ts';

/** Words for lvstop, and the others. */
interface Split {
	readonly own: readonly string[];
	readonly rest: readonly string[];
}

/** The words after a subcommand that has ipvsadm's options: lvstop's own long options, and the rest as typed. */
function withoutOwnOptions(typed: readonly string[], subcommand: Subcommand): Split {
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

/**
 * Splits the command line of a subcommand that has ipvsadm's options: the words that are lvstop's own, with that of the
 * subcommand, and the others as typed. Null if it is the line of another subcommand.
 */
export function splitIpvsadmLine(typed: readonly string[]): Split | null {
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
	return {own: [...typed.slice(0, first.index + 1), ...own], rest};
}
