/**
 * The keys of a configuration file: the one table from which files are parsed, `lvstop config` prints, and
 * docs/configuration.md is generated.
 */
import * as v from 'valibot';
import {nearestName} from '../../text/nearest-name.ts';
import {isSshDestination} from '../../text/ssh-destination.ts';
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
	/** What is wrong with a value, if that can be said better than by `takes`; null if it cannot. */
	explain?(value: unknown): string | null;
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
	/** What is wrong with an unknown name, if there are too many known ones to suggest one. */
	readonly complaint?: string;
	/** The option of the command line that sets a value of the first view. */
	readonly option?: string;
	/** The key with this name; null if there is none. */
	key(name: string): Pick<Key, 'takes' | 'schema' | 'explain'> | null;
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
		takes: 'a host, such as "root@lb1"',
		schema: v.pipe(
			v.string(),
			v.check(isSshDestination),
			v.transform((host): Configuration => ({host})),
		),
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
export function configurationKeys({
	views,
	sources,
	namesShown,
	themes,
}: KnownValues): Readonly<Record<string, Key>> {
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
			...oneOf(['auto', ...themes], theme => ({theme})),
			help: 'Colour theme of the console; `mono` has no colours. `auto` is `light` if the variable COLORFGBG says that the terminal is light, otherwise `dark`. A table `[theme]` has your own. NO_COLOR always wins.',
			usual: 'auto',
			options: {noColor: () => 'mono'},
		},
		view: {
			...oneOf(views, view => ({view})),
			help: 'The view that the console opens first.',
			usual: views[0] ?? null,
			options: {view: asText},
		},
		'resolve-names': {
			...trueOrFalse(resolveNames => ({resolveNames})),
			help: 'Look up names of addresses in /etc/hosts and then in DNS, both of the machine that lvstop runs on, also if the director is elsewhere.',
			usual: false,
			options: {names: how => how !== 'off'},
		},
		'show-names': {
			...oneOf(namesShown, showNames => ({showNames})),
			help: 'Where the console shows names of addresses: in a column beside them, instead of them, or not at all. `[names]` has names of your own.',
			usual: namesShown[0] ?? null,
			options: {names: asText},
		},
		mouse: {
			...trueOrFalse(mouse => ({mouse})),
			help: 'Use the mouse in the console: the wheel scrolls, a click chooses a row, a second one opens it, titles sort, names of views and key hints can be clicked. With Shift (Option on macOS) the terminal selects text as usual; with `false` it does so without.',
			usual: true,
		},
		remember: {
			...trueOrFalse(remember => ({remember})),
			help: 'Keep the last view, units, sort orders, columns and folds of the console for the next one on the same director. They win over the other keys of the file, because they were chosen later. Without it, nothing is written.',
			usual: false,
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

/** The complaint about the first unknown column of a list, with the nearest known one; null if all are known. */
function unknownColumn(value: unknown, names: readonly string[]): string | null {
	const wrong = (Array.isArray(value) ? value : []).find(
		name => typeof name === 'string' && !names.includes(name),
	);
	if (typeof wrong !== 'string') {
		return null;
	}

	const nearest = nearestName(wrong, names);
	return `there is no column ${JSON.stringify(wrong)}; ${nearest === null ? `the columns are: ${names.join(', ')}` : `did you mean ${nearest}?`}`;
}

/** Every table by its name. */
export function configurationTables({
	views,
	columns,
	placeOf,
	themes,
	roles,
	isLook,
}: KnownValues): Readonly<Record<string, KeyTable>> {
	return {
		sort: {
			help: 'The first sort order of each view: a column. `-` before it sorts the largest or last first, `+` the smallest or first first, as with `ps --sort`; without either, figures begin with the largest and texts with the first. `sort = "COLUMN"` without a table is the order of the view that opens first.',
			names: 'a view, or `groups` of connections',
			takes: 'a column of that view, with - or + before it for a direction',
			example: ['[sort]', 'services = "active"', 'connections = "+expires"'],
			usual: {services: 'service', servers: 'address'},
			isByView: true,
			option: 'sort',
			known: Object.keys(columns).filter(view => (columns[view]?.sortable ?? []).length > 0),
			key(view) {
				const names = Object.hasOwn(columns, view) ? (columns[view]?.sortable ?? []) : [];
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
		columns: {
			help: 'The columns of each view of the console, in their order; the view Connections has `connections` and, for groups, `groups`. The first column of a view is always there. On a narrow terminal the less important ones still give way. The key `C` chooses them while lvstop runs.',
			names: 'a view, or `groups`',
			takes: 'a list of columns of that view',
			example: ['[columns]', 'services = ["via", "weight", "active", "state"]'],
			usual: {},
			isByView: false,
			known: Object.keys(columns),
			key(table) {
				const names = Object.hasOwn(columns, table) ? columns[table]?.all : undefined;
				return names === undefined
					? null
					: {
							takes: `a list of columns: ${names.join(', ')}`,
							schema: v.pipe(
								v.array(v.picklist(names)),
								v.transform(chosen => ({columns: {[table]: chosen}})),
							),
							explain: value => unknownColumn(value, names),
						};
			},
		},
		theme: {
			help: `Your own colour theme, instead of \`theme = "NAME"\`: \`base\` is the theme that it begins with, and each other key is a part of the screen with its look. A look is any of \`bold\`, \`dim\`, \`underline\` and \`inverse\`, then a colour, then \`on\` and a colour for the ground; or \`plain\`. The colours are the sixteen of the terminal: \`black\`, \`red\`, \`green\`, \`yellow\`, \`blue\`, \`magenta\`, \`cyan\`, \`white\`, and the same with \`bright-\` before them.`,
			names: `\`base\` or a part of the screen: ${roles.join(', ')}`,
			takes: 'the name of a theme, or a look',
			example: [
				'[theme]',
				'base = "light"',
				'cursor = "black on bright-yellow"',
				'bad = "bold white on red"',
			],
			usual: {},
			isByView: false,
			known: ['base', ...roles],
			key(name) {
				if (name === 'base') {
					return oneOf(['auto', ...themes], theme => ({theme}));
				}

				return roles.includes(name)
					? {
							takes: 'a look such as "bold cyan" or "black on white"',
							schema: v.pipe(
								v.string(),
								v.check(isLook),
								v.transform(look => ({looks: {[name]: look}})),
							),
						}
					: null;
			},
		},
		names: {
			help: 'Your own names of addresses, or of addresses with a port. They come before those of /etc/hosts and DNS. Filters find names too; commands and plans always have addresses.',
			names: 'an address such as `"10.0.0.8"` or `"10.0.0.8:80"`, IPv6 with a port in brackets',
			takes: 'the name',
			example: [
				'[names]',
				'"172.16.249.138:443" = "shop"',
				'"10.0.0.8" = "web1"',
				'"[2001:db8::8]:80" = "web6"',
			],
			usual: {},
			isByView: false,
			known: [],
			complaint: 'is not an address, or an address with a port',
			key(name) {
				const place = placeOf(name);
				return place === null
					? null
					: {
							takes: 'a name of 1 to 100 characters',
							schema: v.pipe(
								v.string(),
								v.regex(/\S/),
								v.maxLength(100),
								v.transform(text => ({names: {[place]: text}})),
							),
						};
			},
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
