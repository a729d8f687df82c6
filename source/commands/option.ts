/**
 * Options of the command line: one table for each command, from which its options are read, its help is printed
 * and docs/command-line.md is made.
 *
 * A table names its options as the code does (`keepWeights` is `--keep-weights`). A new option is one line in a
 * table, and its value is typed by how it is read.
 */
import type {Configuration} from '../files/configuration/configuration.ts';
import {UsageError} from './usage-error.ts';

/** One option. */
export interface Option<Value> {
	/** The letter of its short form, as the `n` of `-n`. */
	readonly short?: string;
	/** The name of its argument in the help, in brackets when it may be left out; null for an option without one. */
	readonly argument: string | null;
	/** The argument that is meant when it is left out; only an option that has this may stand alone. */
	readonly bare?: string;
	/** Its description in the help. */
	readonly help: string;
	/** All the arguments that it takes, if these are some names. */
	readonly names?: readonly string[];
	/** The value when nobody says one. */
	readonly usual: Value;
	/**
	 * The value of the arguments that were given, in their order; there is at least one. An option without an
	 * argument gets an empty text.
	 * @throws {UsageError}
	 */
	readonly read: (given: readonly string[], name: string) => Value;
	/** The value of the configuration files, used if the command line gives none. */
	readonly configured?: (configuration: Configuration) => Value | undefined;
}

/** The options of a command by the names that the code uses. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** What the options of a table say. */
export type OptionValues<Table extends OptionTable> = {
	readonly [Name in keyof Table]: Table[Name] extends Option<infer Value> ? Value : never;
};

/** The arguments that were given to each option, by the names that the code uses. */
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
 * Reads an argument of the option with that name.
 * @throws {UsageError}
 */
export interface ReadArgument<Value> {
	(text: string, name: string): Value;
	/** All that it takes, if these are some names: the help and the shells' completions tell them. */
	readonly names?: readonly string[];
}

/** An option with an argument of which the last one counts. */
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

/** An option that takes any text; null when it is not given. */
export function text(argument: string, help: string): Option<string | null> {
	return value({argument, help, usual: null, read: given => given});
}

/** An option that takes any text and may be repeated. */
export function texts(argument: string, help: string): Option<readonly string[]> {
	return {argument, help, usual: [], read: given => given};
}

interface Range {
	readonly least: number;
	readonly most: number;
}

/** Reads a decimal number. */
export function number({least, most}: Range): (text: string, name: string) => number {
	return (text, name) => {
		const read = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
		if (!(read >= least && read <= most)) {
			throw new UsageError(`--${name} needs a number from ${least} to ${most}, not '${text}'`);
		}

		return read;
	};
}

/** Reads a whole number. */
export function wholeNumber(range: Range): (text: string, name: string) => number {
	return (text, name) => {
		const read = number(range)(text, name);
		if (!Number.isInteger(read)) {
			throw new UsageError(`--${name} needs a whole number, not '${text}'`);
		}

		return read;
	};
}

/** Reads seconds, with decimals if need be, as milliseconds. */
export function seconds(range: Range): (text: string, name: string) => number {
	return (text, name) => 1000 * number(range)(text, name);
}

/** Reads one of some names. */
export function oneOf<Name extends string>(names: readonly Name[]): ReadArgument<Name> {
	const read = (text: string, name: string): Name => {
		const found = names.find(known => known === text);
		if (found === undefined) {
			throw new UsageError(`--${name}: '${text}' is not one of: ${names.join(', ')}`);
		}

		return found;
	};
	return Object.assign(read, {names});
}

/**
 * What the options of a table say: the command line first, then configuration files, then the usual values.
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
	// TypeScript cannot follow the types of single values through the entries of an object.
	return Object.fromEntries(entries) as OptionValues<Table>;
}

/**
 * The one option of some that was given; null when none was.
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
