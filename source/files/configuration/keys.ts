/**
 * The keys of a configuration file: the one table that files are read by and docs/configuration.md is made from.
 */
import type {Configuration} from './configuration.ts';

/** Names that keys may have as values, from the parts of the program that define them. */
export interface KnownValues {
	readonly views: readonly string[];
	readonly columns: readonly string[];
}

/** One key. */
export interface Key {
	/** What is allowed, to stand after `takes`. */
	readonly takes: string;
	/** What it decides, for the document. */
	readonly help: string;
	/** How it is where no file says it, as it would stand in a file. */
	readonly usual: string;
	/** What a value says; null where it is not allowed. */
	readonly read: (value: unknown) => Configuration | null;
}

function number(
	{least, most}: {least: number; most: number},
	make: (value: number) => Configuration,
): Pick<Key, 'takes' | 'read'> {
	return {
		takes: `a number from ${least} to ${most}`,
		read: value =>
			typeof value === 'number' && value >= least && value <= most ? make(value) : null,
	};
}

function oneOf<Name extends string>(
	names: readonly Name[],
	make: (name: Name) => Configuration,
): Pick<Key, 'takes' | 'read'> {
	return {
		takes: `one of ${names.map(name => `"${name}"`).join(', ')}`,
		read(value) {
			const found = names.find(name => name === value);
			return found === undefined ? null : make(found);
		},
	};
}

/** Every key by its name; a name is that of the option on the command line where there is one. */
export function configurationKeys({views, columns}: KnownValues): Readonly<Record<string, Key>> {
	return {
		interval: {
			...number({least: 0.5, most: 3600}, seconds => ({interval: seconds * 1000})),
			help: 'Seconds between readings.',
			usual: '2',
		},
		budget: {
			...number({least: 0.1, most: 60}, seconds => ({budget: seconds * 1000})),
			help: 'Seconds that one reading of the connection table may take.',
			usual: '1',
		},
		'read-only': {
			takes: 'true or false',
			read: value => (typeof value === 'boolean' ? {readOnly: value} : null),
			help: 'Nothing can be changed, neither in the console nor by subcommands. `--no-read-only` allows it for once.',
			usual: 'false',
		},
		units: {
			...oneOf(['bits', 'bytes'], units => ({units})),
			help: 'How the console shows traffic.',
			usual: '"bits"',
		},
		theme: {
			...oneOf(['dark', 'light', 'mono'], theme => ({theme})),
			help: 'The colours of the console; `mono` has none.',
			usual: '"dark"',
		},
		view: {
			...oneOf(views, view => ({view})),
			help: 'The view that the console begins with.',
			usual: '"services"',
		},
		sort: {
			takes: `the name of a column, with - before it for the other direction: ${columns.join(', ')}`,
			read: value =>
				typeof value === 'string' && columns.includes(value.replace(/^-/, ''))
					? {sort: value}
					: null,
			help: 'The order of the rows that the console begins with.',
			usual: '"service"',
		},
		filter: {
			takes: 'a text',
			read: value => (typeof value === 'string' ? {filter: value} : null),
			help: 'The filter that the console begins with.',
			usual: '""',
		},
		'keep-snapshots': {
			takes: 'a whole number of 1 or more',
			read: value =>
				typeof value === 'number' && Number.isInteger(value) && value >= 1
					? {keepSnapshots: value}
					: null,
			help: 'How many snapshots of a director are kept: after each save the oldest ones beyond that are deleted, but none that has a name or a note from a person. Without this key all are kept.',
			usual: 'all are kept',
		},
	};
}
