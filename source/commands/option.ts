/**
 * The options of a command line: one table for each command. It is used to parse options, to print help, and to
 * generate docs/command-line.md.
 *
 * A table names its options as the code does (`keepWeights` is `--keep-weights`). A new option is one line in a table,
 * and the type of its value is that of its parser.
 */
import type {Configuration} from '../files/configuration/configuration.ts';
import {nearestName} from '../text/nearest-name.ts';
import {UsageError} from './usage-error.ts';

/** One option. */
export interface Option<Value> {
	/** The letter of its short form, such as the `n` of `-n`. */
	readonly short?: string;
	/** The name of its argument in the help, in brackets if it is optional; null for an option without one. */
	readonly argument: string | null;
	/** The argument to assume if it is omitted. Only an option that has this may be given without an argument. */
	readonly bare?: string;
	/** Its description in the help. */
	readonly help: string;
	/** All the accepted arguments, if these are a few names. */
	readonly names?: readonly string[];
	/** The default value. */
	readonly usual: Value;
	/**
	 * Parses the given arguments, in their order; there is at least one. An option without an argument gets an empty
	 * text.
	 * @throws {UsageError}
	 */
	readonly read: (given: readonly string[], name: string) => Value;
	/** The value of the configuration files, used if the command line gives none. */
	readonly configured?: (configuration: Configuration) => Value | undefined;
}

/** The description of an option for the help and the completions. */
export type DescribedOption = Pick<
	Option<unknown>,
	'short' | 'argument' | 'bare' | 'help' | 'names'
>;

/** Described options by the names that the code uses. */
export type DescribedTable = Readonly<Record<string, DescribedOption>>;

/** The options of a command by the names that the code uses. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** The values of the options of a table. */
export type OptionValues<Table extends OptionTable> = {
	readonly [Name in keyof Table]: Table[Name] extends Option<infer Value> ? Value : never;
};

/** The arguments given for each option, by the names that the code uses. */
export type GivenOptions = ReadonlyMap<string, readonly string[]>;

/** The name on the command line, without its dashes: `keepWeights` is `keep-weights`. */
export function optionName(key: string): string {
	return key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

/** An option without an argument. */
export function flag(help: string, more: {readonly short?: string} = {}): Option<boolean> {
	return {...more, argument: null, help, usual: false, read: () => true};
}

/**
 * Parses an argument of the option with that name.
 * @throws {UsageError}
 */
export interface ReadArgument<Value> {
	(text: string, name: string): Value;
	/** All the accepted arguments, if these are a few names: for the manual page and the shell completions. */
	readonly names?: readonly string[];
}

/** An option with an argument; if it is repeated, the last one counts. */
export function value<Value, Usual>({
	read,
	...definition
}: Omit<Option<Value | Usual>, 'argument' | 'names' | 'usual' | 'read'> & {
	readonly argument: string;
	readonly usual: Usual;
	readonly read: ReadArgument<Value>;
}): Option<Value | Usual> {
	return {
		...definition,
		...(read.names === undefined ? {} : {names: read.names}),
		read: (given, name) => read(given.at(-1) ?? '', name),
	};
}

/** An option that accepts any text; null if it is not given. */
export function text(argument: string, help: string): Option<string | null> {
	return value({argument, help, usual: null, read: given => given});
}

/** An option that accepts any text and may be repeated. */
export function texts(argument: string, help: string): Option<readonly string[]> {
	return {argument, help, usual: [], read: given => given};
}

interface Range {
	readonly least: number;
	readonly most: number;
}

/**
 * Parses a decimal number; both ends of the range are allowed.
 * The returned function throws {@link UsageError} for other texts, with the name of the option.
 */
export function number({least, most}: Range): (text: string, name: string) => number {
	return (text, name) => {
		const read = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
		if (!(read >= least && read <= most)) {
			throw new UsageError(`--${name} needs a number from ${least} to ${most}, not '${text}'`);
		}

		return read;
	};
}

/** Parses a whole number, otherwise like {@link number}. */
export function wholeNumber(range: Range): (text: string, name: string) => number {
	return (text, name) => {
		const read = number(range)(text, name);
		if (!Number.isInteger(read)) {
			throw new UsageError(`--${name} needs a whole number, not '${text}'`);
		}

		return read;
	};
}

/** Parses seconds, with optional decimals, to milliseconds, otherwise like {@link number}. The range is in seconds. */
export function seconds(range: Range): (text: string, name: string) => number {
	return (text, name) => 1000 * number(range)(text, name);
}

/** Parses one of several names. The returned function throws {@link UsageError} for others, with the nearest name. */
export function oneOf<Name extends string>(names: readonly Name[]): ReadArgument<Name> {
	const read = (text: string, name: string): Name => {
		const found = names.find(known => known === text);
		if (found === undefined) {
			const nearest = nearestName(text, names);
			throw new UsageError(
				nearest === null
					? `--${name}: '${text}' is not one of: ${names.join(', ')}`
					: `--${name}: there is no '${text}'; did you mean ${nearest}? The others are: ${names.filter(known => known !== nearest).join(', ')}`,
			);
		}

		return found;
	};
	return Object.assign(read, {names});
}

/**
 * The values of the options of a table: from the command line, otherwise from configuration files, otherwise the
 * defaults.
 * @throws {UsageError}
 */
export function readOptions<Table extends OptionTable>(
	table: Table,
	given: GivenOptions,
	configuration: Configuration,
): OptionValues<Table> {
	const entries = Object.entries(table).map(([key, option]) => {
		const said = given.get(key);
		return [
			key,
			said === undefined
				? (option.configured?.(configuration) ?? option.usual)
				: option.read(said, optionName(key)),
		];
	});
	// TypeScript cannot infer the types of the values through the entries of an object.
	return Object.fromEntries(entries) as OptionValues<Table>;
}

/**
 * The only given one of several exclusive options; null if none was given.
 * @param keys the names that the code uses
 * @throws {UsageError} if more than one was given
 */
export function onlyOne<Key extends string>(
	keys: readonly Key[],
	isGiven: (key: Key) => boolean,
): Key | null {
	const [one, another] = keys.filter(isGiven);
	if (one !== undefined && another !== undefined) {
		throw new UsageError(
			`only one of --${optionName(one)} and --${optionName(another)} can be used`,
		);
	}

	return one ?? null;
}
