/**
 * Why an option of the command line is refused.
 */
import {type OptionTable, optionName} from '../commands/option.ts';
import type {Subcommand} from '../commands/subcommand.ts';
import {UsageError} from '../commands/usage-error.ts';
import {nearestName} from '../text/nearest-name.ts';
import {keyOf, type OptionToken} from './command-line-words.ts';
import {subcommands} from './subcommands.ts';

/** The subcommands that have an option, in words; null if none has. */
function ownersOf(option: string): string | null {
	const names = subcommands
		.filter(({options}) => keyOf(option, options) !== null)
		.map(({name}) => name);
	return names.length === 0 ? null : names.join(', ').replace(/, ([^,]*)$/, ' and $1');
}

/** An option that no command has, with the nearest one of this command. */
export function unknownOption({rawName, name}: OptionToken, own: OptionTable): UsageError {
	const nearest = rawName.startsWith('--')
		? nearestName(name, Object.keys(own).map(optionName))
		: null;
	return new UsageError(
		`unknown option ${rawName}${nearest === null ? '' : `; did you mean --${nearest}?`}`,
	);
}

/** An option of other commands than this one. */
export function strangeOption(
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

/** Adds the subcommand to a usage error, because its help has more information. */
export function inCommand(error: unknown, subcommand: Subcommand | null): unknown {
	return error instanceof UsageError
		? new UsageError(error.message, subcommand?.name ?? null)
		: error;
}
