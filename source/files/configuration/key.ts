/**
 * A key of a configuration file as data, and what the keys are made of.
 */
import * as v from 'valibot';
import {numberBetween, type Schema} from '../stored.ts';
import type {Configuration} from './configuration.ts';

/** The columns of a view, by their names. */
export interface ViewColumns {
	readonly all: readonly string[];
	/** Those that its rows can be sorted by. */
	readonly sortable: readonly string[];
}

/** The names allowed as values, from the parts of the program that define them. */
export interface KnownValues {
	readonly views: readonly string[];
	/** The columns of the views that have any. */
	readonly columns: Readonly<Record<string, ViewColumns>>;
	readonly sources: readonly string[];
	readonly themes: readonly string[];
	/** The parts of the screen that an own theme can give a look. */
	readonly roles: readonly string[];
	isLook(text: string): boolean;
	/** Where names can be shown. */
	readonly namesShown: readonly string[];
	/** An address, or an address with a port, in canonical form; null for anything else. */
	placeOf(text: string): string | null;
}

/** A value as it stands in a file. */
export type FileValue = string | number | boolean | readonly string[];

/** One key. */
export interface Key {
	/** The allowed values, for the text after `must be`. */
	readonly takes: string;
	/** Its meaning, for the document. */
	readonly help: string;
	/** The default, as it would be written in a file; null if the key then has no value. */
	readonly usual: FileValue | null;
	/** The default in words, if it has no value. */
	readonly otherwise?: string;
	/** Validates the value. */
	readonly schema: Schema<Configuration>;
	/** The problem of a value, if that can be said better than by `takes`; null if it cannot. */
	explain?(value: unknown): string | null;
	/** The options of the command line that override it, and the value that they have in a file. */
	readonly options?: Readonly<Record<string, (argument: string) => FileValue>>;
}

/** A table of keys that the operator chooses from many, such as one for each view. */
export interface KeyTable {
	readonly help: string;
	/** The names of its keys in a word or two, for the document. */
	readonly names: string;
	/** The values that are allowed, for the document. */
	readonly takes: string;
	/** Lines of an example. */
	readonly example: readonly string[];
	/** The defaults, by key. */
	readonly usual: Readonly<Record<string, FileValue>>;
	/** Whether a plain value instead of the table is that of the first view: `sort = "active"`. */
	readonly isByView: boolean;
	/** The known names, for suggestions. */
	readonly known: readonly string[];
	/** The problem of an unknown name, if there are too many known ones to suggest one. */
	readonly complaint?: string;
	/** The option of the command line that sets a value of the first view. */
	readonly option?: string;
	/** The key with this name; null if there is none. */
	key(name: string): Pick<Key, 'takes' | 'schema' | 'explain'> | null;
}

/** A number within bounds. */
export function number(
	{least, most}: {least: number; most: number},
	make: (value: number) => Configuration,
): Pick<Key, 'takes' | 'schema'> {
	return {
		takes: `a number from ${least} to ${most}`,
		schema: v.pipe(numberBetween(least, most), v.transform(make)),
	};
}

/** One of several names. */
export function oneOf<Name extends string>(
	names: readonly Name[],
	make: (name: Name) => Configuration,
): Pick<Key, 'takes' | 'schema'> {
	return {
		takes: `one of ${names.map(name => `"${name}"`).join(', ')}`,
		schema: v.pipe(v.picklist(names), v.transform(make)),
	};
}

/** A switch. */
export function trueOrFalse(
	make: (value: boolean) => Configuration,
): Pick<Key, 'takes' | 'schema'> {
	return {takes: 'true or false', schema: v.pipe(v.boolean(), v.transform(make))};
}

/** Any text. */
export function text(
	takes: string,
	make: (value: string) => Configuration,
): Pick<Key, 'takes' | 'schema'> {
	return {takes, schema: v.pipe(v.string(), v.transform(make))};
}

/** A text that is neither empty nor looks like an option. */
export function word(
	what: string,
	make: (value: string) => Configuration,
): Pick<Key, 'takes' | 'schema'> {
	return {
		takes: `${what} that does not begin with -`,
		schema: v.pipe(v.string(), v.regex(/^[^-]/), v.transform(make)),
	};
}

/** The argument of an option as it is. */
export const asText = (argument: string): FileValue => argument;
