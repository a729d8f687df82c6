/**
 * The options of lvstop without a subcommand: the console, and readings that are printed.
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

/** Every one of them. */
export const consoleOptions = {
	once: flag('print the table once as plain text and end'),
	batch: flag('print the table as plain text at every reading', {short: 'b'}),
	json: flag('print one JSON object for each reading, on one line'),
	events: flag('print a line for every change that was not made with lvstop'),
	count: value({
		argument: 'N',
		short: 'n',
		help: 'end after N readings',
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
		help: 'the view to begin with',
		usual: null,
		read: oneOf(viewNames),
	}),
	filter: text('TEXT', 'show only the rows that match'),
	sort: text('COLUMN', 'sort by a column; -COLUMN for the other direction'),
	budget: value({
		argument: 'S',
		help: 'seconds that one reading of the connection table may take (1)',
		usual: 1000,
		read: seconds({least: 0.1, most: 60}),
		configured: ({budget}) => budget,
	}),
	keys: value({
		argument: 'SCRIPT',
		help: 'press these keys first; with --once print the screen then',
		usual: noKeys,
		read: keyScript,
	}),
	dryRun: flag('show the commands of every change and change nothing'),
};

/** What they and the configuration say. */
export interface ConsoleRequest {
	/**
	 * `console`: the screen. `text`: plain text, so many times. `json`: an object on each line. `events`: a line for
	 * each change from outside.
	 */
	readonly mode: 'console' | 'text' | 'json' | 'events';
	/** An object on each line instead of words. */
	readonly json: boolean;
	/** Milliseconds between readings. */
	readonly interval: number;
	/** How many readings; Infinity is until stopped. */
	readonly count: number;
	readonly view: string | null;
	readonly filter: string;
	/** A column's name, with a minus before it for the other direction. */
	readonly sort: string | null;
	/** Milliseconds that one reading of the connection table may take. */
	readonly budget: number;
	/** Keys to press first. */
	readonly keys: readonly ScriptStep[];
	/** Show every plan, change nothing. */
	readonly dryRun: boolean;
	readonly units: NonNullable<Configuration['units']>;
}

/** Everything that is asked for without a subcommand. */
export interface ConsoleChoice extends General, ConsoleRequest {}

/**
 * Reads them. What is printed is the same for everybody: view, order and filter of the configuration are for the
 * console only, and not for connections, which have an order and filters of their own.
 * @throws {UsageError}
 */
export function readConsole(given: GivenOptions, configuration: Configuration): ConsoleRequest {
	const values = readOptions(consoleOptions, given, configuration);
	const isText = values.once || values.batch;
	if (values.json && isText) {
		throw new UsageError('--json prints by itself; leave out --once or -b');
	}

	if (values.json && values.keys.length > 0) {
		throw new UsageError('--keys presses keys on a screen, and --json has none');
	}

	if (values.events && (isText || values.view !== null || values.keys.length > 0)) {
		throw new UsageError('--events prints by itself; leave out --once, -b, --view and --keys');
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
