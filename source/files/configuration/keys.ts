/**
 * The keys of a configuration file: the one table from which files are parsed, `lvstop config` prints, and
 * docs/configuration.md is generated.
 */
import * as v from 'valibot';
import {numberBetween, type Schema, wholeNumber} from '../stored.ts';
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
	/** The options of the command line that override it, and the value that they have in a file. */
	readonly options?: Readonly<Record<string, (argument: string) => FileValue>>;
}

/** A table of keys that the operator chooses from many, such as one for each view. */
export interface KeyTable {
	readonly help: string;
	/** The names of its keys in a word or two, for the document. */
	readonly names: string;
	/** What a value may be, for the document. */
	readonly takes: string;
	/** Lines of an example. */
	readonly example: readonly string[];
	/** The defaults, by key. */
	readonly usual: Readonly<Record<string, FileValue>>;
	/** Whether a plain value instead of the table is that of the first view: `sort = "active"`. */
	readonly isByView: boolean;
	/** The known names, for suggestions. */
	readonly known: readonly string[];
	/** The option of the command line that sets a value of the first view. */
	readonly option?: string;
	/** The key with this name; null if there is none. */
	key(name: string): Pick<Key, 'takes' | 'schema'> | null;
}

function number(
	{least, most}: {least: number; most: number},
	make: (value: number) => Configuration,
): Pick<Key, 'takes' | 'schema'> {
	return {
		takes: `a number from ${least} to ${most}`,
		schema: v.pipe(numberBetween(least, most), v.transform(make)),
	};
}

function oneOf<Name extends string>(
	names: readonly Name[],
	make: (name: Name) => Configuration,
): Pick<Key, 'takes' | 'schema'> {
	return {
		takes: `one of ${names.map(name => `"${name}"`).join(', ')}`,
		schema: v.pipe(v.picklist(names), v.transform(make)),
	};
}

function trueOrFalse(make: (value: boolean) => Configuration): Pick<Key, 'takes' | 'schema'> {
	return {takes: 'true or false', schema: v.pipe(v.boolean(), v.transform(make))};
}

function text(
	takes: string,
	make: (value: string) => Configuration,
): Pick<Key, 'takes' | 'schema'> {
	return {takes, schema: v.pipe(v.string(), v.transform(make))};
}

/** A text that is neither empty nor looks like an option. */
function word(what: string, make: (value: string) => Configuration): Pick<Key, 'takes' | 'schema'> {
	return {
		takes: `${what} that does not begin with -`,
		schema: v.pipe(v.string(), v.regex(/^[^-]/), v.transform(make)),
	};
}

const asText = (argument: string): FileValue => argument;

/** The keys that choose a director; an option of the command line that does overrides all of them. */
const ofDirector = {
	via: {
		...word('a command', via => ({via})),
		help: 'Run every command through this one, such as `sudo`.',
		usual: null,
		options: {via: asText},
	},
	host: {
		...word('a name', host => ({host})),
		help: 'Use the director on another host, over ssh.',
		usual: null,
		options: {host: asText},
	},
	netns: {
		...word('a name or a path', netns => ({netns})),
		help: 'Use the director in another network namespace, by its name or its file.',
		usual: null,
		options: {netns: asText},
	},
	container: {
		...word('a name', container => ({container})),
		help: 'Use the director in the network namespace of a docker or podman container.',
		usual: null,
		options: {container: asText},
	},
} as const satisfies Readonly<Record<string, Key>>;

/** Every plain key by its name, which is that of the command line option if there is one. */
export function configurationKeys({views, sources}: KnownValues): Readonly<Record<string, Key>> {
	return {
		interval: {
			...number({least: 0.5, most: 3600}, seconds => ({interval: seconds * 1000})),
			help: 'Seconds between readings.',
			usual: 2,
			options: {interval: Number},
		},
		budget: {
			...number({least: 0.1, most: 60}, seconds => ({budget: seconds * 1000})),
			help: 'Time limit for one reading of the connection table, in seconds.',
			usual: 1,
			options: {budget: Number},
		},
		'read-only': {
			...trueOrFalse(readOnly => ({readOnly})),
			help: 'Allow no changes, neither in the console nor by subcommands. `--no-read-only` allows them once.',
			usual: false,
			options: {readOnly: () => true, noReadOnly: () => false},
		},
		'dry-run': {
			...trueOrFalse(dryRun => ({dryRun})),
			help: 'In the console, show the commands of every change but change nothing.',
			usual: false,
			options: {dryRun: () => true},
		},
		units: {
			...oneOf(['bits', 'bytes'], units => ({units})),
			help: 'Unit of traffic in the console. For printed tables there is `--units`.',
			usual: 'bits',
			options: {units: asText},
		},
		theme: {
			...oneOf(['dark', 'light', 'mono'], theme => ({theme})),
			help: 'Colour theme of the console; `mono` has no colours.',
			usual: 'dark',
			options: {noColor: () => 'mono'},
		},
		view: {
			...oneOf(views, view => ({view})),
			help: 'The view that the console opens first.',
			usual: views[0] ?? null,
			options: {view: asText},
		},
		'keep-snapshots': {
			takes: 'a whole number of 1 or more',
			schema: v.pipe(
				wholeNumber(1, Number.MAX_SAFE_INTEGER),
				v.transform(keepSnapshots => ({keepSnapshots})),
			),
			help: 'How many snapshots of a director to keep. After each save, lvstop deletes the oldest ones above this number, but never one with a name or a note.',
			usual: null,
			otherwise: 'all',
		},
		...ofDirector,
		source: {
			...oneOf(sources, source => ({source})),
			help: 'Read a local director by netlink or by ipvsadm. Netlink is ignored for a director elsewhere.',
			usual: sources[0] ?? null,
			options: {source: asText},
		},
	};
}

/** Every table by its name. */
export function configurationTables({
	views,
	columns,
}: KnownValues): Readonly<Record<string, KeyTable>> {
	return {
		sort: {
			help: 'The first sort order of each view: a column. `-` before it sorts the largest or last first, `+` the smallest or first first, as with `ps --sort`; without either, figures begin with the largest and texts with the first. `sort = "COLUMN"` without a table is the order of the view that opens first.',
			names: 'a view',
			takes: 'a column of that view, with - or + before it for a direction',
			example: ['[sort]', 'services = "active"', 'connections = "+expires"'],
			usual: {services: 'service', servers: 'address'},
			isByView: true,
			option: 'sort',
			known: views.filter(view => (columns[view]?.sortable ?? []).length > 0),
			key(view) {
				const names = columns[view]?.sortable ?? [];
				return names.length === 0
					? null
					: {
							takes: `a column name, with - or + before it for a direction: ${names.join(', ')}`,
							schema: v.pipe(
								v.string(),
								v.check(name => names.includes(name.replace(/^[-+]/, ''))),
								v.transform(sort => ({sort: {[view]: sort}})),
							),
						};
			},
		},
		filter: {
			help: 'The first filter of each view. `filter = "TEXT"` without a table is the filter of the view that opens first.',
			names: 'a view',
			takes: 'text',
			example: ['[filter]', 'services = "tcp 10.0.0.8"'],
			usual: {},
			isByView: true,
			option: 'filter',
			known: views,
			key: view =>
				views.includes(view) ? text('text', filter => ({filter: {[view]: filter}})) : null,
		},
		keys: {
			help: 'The keys of the console: one key or a list of keys for each command. A key is one character, `ctrl-` and a letter, or one of `enter`, `esc`, `tab`, `shift-tab`, `space`, `backspace`, `delete`, `up`, `down`, `left`, `right`, `pageup`, `pagedown`, `home` and `end`. Help, hints and messages show the chosen keys. A key with two meanings at one place is an error that names both commands. With an empty list a command has only its name, after `:`. The keys that answer a question or a plan cannot be changed.',
			names: 'the name of a command, from docs/keys.md or `lvstop config`',
			takes: 'a key, or a list of keys',
			example: ['[keys]', 'drain = "ctrl-d"', 'down = ["down", "j", "ctrl-n"]', 'zero-all = []'],
			usual: {},
			isByView: false,
			known: [],
			key: command => ({
				takes: 'a key, or a list of keys',
				schema: v.pipe(
					v.union([v.string(), v.array(v.string())]),
					v.transform(keys => ({keys: {[command]: typeof keys === 'string' ? [keys] : keys}})),
				),
			}),
		},
	};
}
