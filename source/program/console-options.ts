/**
 * The options of lvstop without a subcommand: for the console and for printed readings.
 */

import {
	flag,
	type GivenOptions,
	oneOf,
	readOptions,
	seconds,
	text,
	value,
	wholeNumber,
} from '../commands/option.ts';
import {UsageError} from '../commands/usage-error.ts';
import {parseKeyScript, type ScriptStep} from '../console/keys/key-script.ts';
import {type NamesShown, namesShown} from '../director/names.ts';
import type {Configuration} from '../files/configuration/configuration.ts';
import type {ServiceId} from '../ipvs/service.ts';
import {nearestName} from '../text/nearest-name.ts';
import {reasonOf} from '../text/reason.ts';
import type {General} from './general-options.ts';
import {viewColumns} from './known-values.ts';
import {viewNames} from './view-names.ts';

function keyScript(script: string): readonly ScriptStep[] {
	try {
		return parseKeyScript(script);
	} catch (error) {
		throw new UsageError(`--keys: ${reasonOf(error)}`);
	}
}

/**
 * Refuses a column that the view cannot be sorted by.
 * @throws {UsageError}
 */
function requireColumn(sort: string, view: string): void {
	const names = viewColumns[view]?.sortable ?? [];
	const column = sort.replace(/^[-+]/, '');
	if (names.includes(column)) {
		return;
	}

	if (names.length === 0) {
		throw new UsageError(`--sort: the view ${view} has an order of its own`);
	}

	const nearest = nearestName(column, names);
	throw new UsageError(
		`--sort: ${view} have no column '${column}'; ${nearest === null ? '' : `did you mean ${nearest}? `}the columns are: ${names.join(', ')}`,
	);
}

const noKeys: readonly ScriptStep[] = [];

/** All of these options. */
export const consoleOptions = {
	once: flag('print the table once as plain text and exit'),
	batch: flag('print the table as plain text at every reading', {short: 'b'}),
	json: flag('print one JSON object for each reading, on one line; with --once only one'),
	events: flag('print a line for every change that was made without lvstop'),
	count: value({
		argument: 'N',
		short: 'n',
		help: 'exit after N readings',
		usual: null,
		read: wholeNumber({least: 1, most: 1e9}),
	}),
	interval: value({
		argument: 'S',
		short: 'd',
		help: 'seconds between readings (2)',
		usual: 2000,
		read: seconds({least: 0.5, most: 3600}),
		configured: ({interval}) => interval,
	}),
	view: value({
		argument: 'NAME',
		help: 'the first view',
		usual: null,
		read: oneOf(viewNames),
	}),
	filter: text('TEXT', 'show only the rows that match, such as state:draining (docs/filter.md)'),
	sort: text('COLUMN', 'sort by a column; -COLUMN largest first, +COLUMN smallest first'),
	units: value({
		argument: 'UNIT',
		help: 'unit of traffic, bits or bytes (bits)',
		usual: null,
		read: oneOf(['bits', 'bytes'] as const),
	}),
	budget: value({
		argument: 'S',
		help: 'time limit for one reading of the connection table, in seconds (1)',
		usual: 1000,
		read: seconds({least: 0.1, most: 60}),
		configured: ({budget}) => budget,
	}),
	names: value({
		argument: '[HOW]',
		bare: 'beside',
		help: 'look up names of addresses in /etc/hosts and DNS; show them beside or instead, or off',
		usual: null,
		read: oneOf(namesShown),
	}),
	keys: value({
		argument: 'SCRIPT',
		help: 'press these keys first; with --once, then print the screen',
		usual: noKeys,
		read: keyScript,
	}),
	dryRun: {
		...flag('show the commands of every change but change nothing'),
		configured: ({dryRun}: Configuration) => dryRun,
	},
};

/** Their values, from the command line and the configuration. */
export interface ConsoleRequest {
	/**
	 * `console`: the screen. `text`: plain text, `count` times. `json`: an object on each line. `events`: a line for
	 * each change from outside.
	 */
	readonly mode: 'console' | 'text' | 'json' | 'events';
	/** Print JSON objects instead of text. */
	readonly json: boolean;
	/** Milliseconds between readings. */
	readonly interval: number;
	/** The number of readings; Infinity means until stopped. */
	readonly count: number;
	readonly view: string | null;
	/** The filter of the opened view. */
	readonly filter: string;
	/** The order of the opened view: the name of a column, with - or + before it for a direction. */
	readonly sort: string | null;
	/** The configured first filters and orders of the console's views, by view. */
	readonly filters: Readonly<Record<string, string>>;
	readonly sorts: Readonly<Record<string, string>>;
	/** The names of addresses: where to show them, whether to look them up, and the configured ones. */
	readonly names: NamesChoice;
	/** Which of these the command line has set itself. */
	readonly asked: Readonly<Record<'view' | 'filter' | 'sort' | 'units', boolean>>;
	/** Whether the console uses the mouse. */
	readonly mouse: boolean;
	/** Whether to keep what was last chosen in the console for the next one. */
	readonly remember: boolean;
	/** The services whose servers are hidden at the start. */
	readonly folded: readonly ServiceId[];
	/** Whether the side panel is shown if there is room. */
	readonly sidePanel: boolean;
	/** Whether the strip of graphs is shown if there is room. */
	readonly strip: boolean;
	/** The texts that were typed in earlier consoles, by the prompt. */
	readonly histories: Readonly<Record<string, readonly string[]>>;
	/** The configured columns of the console's tables. */
	readonly columns: Readonly<Record<string, readonly string[]>>;
	/** The configured keys of commands, and their files. */
	readonly chosenKeys: Pick<Configuration, 'keys' | 'keyFiles'>;
	/** The time budget of reading the connection table, milliseconds. */
	readonly budget: number;
	/** Keys to press first. */
	readonly keys: readonly ScriptStep[];
	/** Show every plan, change nothing. */
	readonly dryRun: boolean;
	readonly units: NonNullable<Configuration['units']>;
}

/** The choice of names for addresses. */
export interface NamesChoice {
	readonly shown: NamesShown;
	readonly isLookedUp: boolean;
	readonly configured: ReadonlyMap<string, string>;
}

/** Printed output has names only if the option asks for them, so that it is the same for every user. */
function namesChoice(
	asked: NamesShown | null,
	{names = {}, resolveNames = false, showNames}: Configuration,
	isConsole: boolean,
): NamesChoice {
	const usual = isConsole ? (namesShown.find(how => how === showNames) ?? 'beside') : 'off';
	const shown = asked ?? usual;
	const isLookedUp = shown !== 'off' && (asked !== null || (isConsole && resolveNames));
	const configured = new Map(shown === 'off' ? [] : Object.entries(names));
	// Without any name there is nothing to show.
	return {shown: isLookedUp || configured.size > 0 ? shown : 'off', isLookedUp, configured};
}

/** All options without a subcommand. */
export interface ConsoleChoice extends General, ConsoleRequest {}

/**
 * Reads the options. Printed output is the same for every user: the view, units, orders and filters of the configuration
 * apply to the console only.
 * @throws {UsageError}
 */
export function readConsole(given: GivenOptions, configuration: Configuration): ConsoleRequest {
	const values = readOptions(consoleOptions, given, configuration);
	const isText = values.once || values.batch;
	if (values.json && values.batch) {
		throw new UsageError('--json already prints every reading; leave out -b');
	}

	if (values.json && values.keys.length > 0) {
		throw new UsageError('--keys needs a screen, and --json has none');
	}

	if (values.events && (isText || values.view !== null || values.keys.length > 0)) {
		throw new UsageError('--events already prints; leave out --once, -b, --view and --keys');
	}

	const mode = values.events ? 'events' : values.json ? 'json' : isText ? 'text' : 'console';
	const own = mode === 'console' ? configuration : {};
	const view = values.view ?? own.view ?? null;
	if (values.sort !== null) {
		requireColumn(values.sort, view ?? 'services');
	}

	return {
		mode,
		json: values.json,
		interval: values.interval,
		count: values.count ?? (values.once ? 1 : Number.POSITIVE_INFINITY),
		view,
		filter: values.filter ?? own.filter?.[view ?? 'services'] ?? '',
		sort: values.sort ?? own.sort?.[view ?? 'services'] ?? null,
		filters: own.filter ?? {},
		sorts: own.sort ?? {},
		names: namesChoice(values.names, configuration, mode === 'console'),
		asked: {
			view: values.view !== null,
			filter: values.filter !== null,
			sort: values.sort !== null,
			units: values.units !== null,
		},
		mouse: own.mouse ?? true,
		remember: own.remember ?? false,
		folded: [],
		sidePanel: true,
		strip: true,
		histories: {},
		columns: own.columns ?? {},
		chosenKeys: {keys: configuration.keys ?? {}, keyFiles: configuration.keyFiles ?? {}},
		budget: values.budget,
		keys: values.keys,
		dryRun: values.dryRun,
		units: values.units ?? own.units ?? 'bits',
	};
}
