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
import {sortColumns} from '../features/services/sort-rows.ts';
import type {Configuration} from '../files/configuration/configuration.ts';
import {reasonOf} from '../text/reason.ts';
import type {General} from './general-options.ts';
import {viewNames} from './view-names.ts';

function keyScript(script: string): readonly ScriptStep[] {
	try {
		return parseKeyScript(script);
	} catch (error) {
		throw new UsageError(`--keys: ${reasonOf(error)}`);
	}
}

const noKeys: readonly ScriptStep[] = [];

/** All of these options. */
export const consoleOptions = {
	once: flag('print the table once as plain text and exit'),
	batch: flag('print the table as plain text at every reading', {short: 'b'}),
	json: flag('print one JSON object for each reading, on one line'),
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
	sort: text('COLUMN', 'sort by a column; -COLUMN to reverse the order'),
	budget: value({
		argument: 'S',
		help: 'time limit for one reading of the connection table, in seconds (1)',
		usual: 1000,
		read: seconds({least: 0.1, most: 60}),
		configured: ({budget}) => budget,
	}),
	keys: value({
		argument: 'SCRIPT',
		help: 'press these keys first; with --once, then print the screen',
		usual: noKeys,
		read: keyScript,
	}),
	dryRun: flag('show the commands of every change but change nothing'),
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
	readonly filter: string;
	/** The name of a column, with a leading minus for the other direction. */
	readonly sort: string | null;
	/** The time budget of reading the connection table, milliseconds. */
	readonly budget: number;
	/** Keys to press first. */
	readonly keys: readonly ScriptStep[];
	/** Show every plan, change nothing. */
	readonly dryRun: boolean;
	readonly units: NonNullable<Configuration['units']>;
}

/** All options without a subcommand. */
export interface ConsoleChoice extends General, ConsoleRequest {}

/**
 * Reads the options. Printed output is the same for every user: view, order and filter of the configuration apply to
 * the console only. They do not apply to the Connections view, which has its own orders and filters.
 * @throws {UsageError}
 */
export function readConsole(given: GivenOptions, configuration: Configuration): ConsoleRequest {
	const values = readOptions(consoleOptions, given, configuration);
	const isText = values.once || values.batch;
	if (values.json && isText) {
		throw new UsageError('--json already prints; leave out --once and -b');
	}

	if (values.json && values.keys.length > 0) {
		throw new UsageError('--keys needs a screen, and --json has none');
	}

	if (values.events && (isText || values.view !== null || values.keys.length > 0)) {
		throw new UsageError('--events already prints; leave out --once, -b, --view and --keys');
	}

	const mode = values.events ? 'events' : values.json ? 'json' : isText ? 'text' : 'console';
	const isConsole = mode === 'console';
	const view = values.view ?? (isConsole ? (configuration.view ?? null) : null);
	const rows = isConsole && view !== 'connections' ? configuration : {};
	const sort = values.sort ?? rows.sort ?? null;
	if (sort !== null && view !== 'connections') {
		oneOf(sortColumns)(sort.replace(/^-/, ''), 'sort');
	}

	return {
		mode,
		json: values.json,
		interval: values.interval,
		count: values.count ?? (values.once ? 1 : Number.POSITIVE_INFINITY),
		view,
		filter: values.filter ?? rows.filter ?? '',
		sort,
		budget: values.budget,
		keys: values.keys,
		dryRun: values.dryRun,
		units: configuration.units ?? 'bits',
	};
}
