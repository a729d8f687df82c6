/**
 * The command line: what was asked for, or why it cannot be understood.
 */
import {parseArgs} from 'node:util';
import type {Configuration} from '../configuration/configuration.ts';
import {optionTable} from './option-table.ts';

/** What was asked for. */
export interface Options {
	/** `console`: the screen. `text`: plain text, so many times. `json`: an object a line. `command`: a subcommand. */
	readonly mode: 'console' | 'text' | 'json' | 'command' | 'help' | 'version';
	/** Milliseconds between readings. */
	readonly interval: number;
	/** How many readings; Infinity is until stopped. */
	readonly count: number;
	readonly readOnly: boolean;
	/** The configuration file to read instead of the usual ones. */
	readonly config: string | null;
	readonly units: NonNullable<Configuration['units']>;
	readonly theme: NonNullable<Configuration['theme']>;
	/** How many snapshots that nobody has named or noted are kept; null is all. */
	readonly keepSnapshots: number | null;
	/** The text of `--via`: words before every command. */
	readonly via: string | null;
	/** The machine to reach by ssh. */
	readonly host: string | null;
	/** The network namespace to look at. */
	readonly netns: string | null;
	/** The scene of the embedded director; null for a real one. */
	readonly demo: string | null;
	readonly filter: string;
	/** A column's name, with a minus before it for the other direction. */
	readonly sort: string | null;
	readonly view: string | null;
	/** Milliseconds that one reading of the connection table may take. */
	readonly budget: number;
	readonly keys: string | null;
	/** The subcommand with the words behind it; null where there is none. */
	readonly command: {readonly name: string; readonly words: readonly string[]} | null;
	/** Show every plan, change nothing. */
	readonly dryRun: boolean;
	/** Carry the plan out without asking. */
	readonly yes: boolean;
	/** Wait until a drained server is empty. */
	readonly wait: boolean;
	/** How long to wait at most, milliseconds; null is as long as it takes. */
	readonly timeout: number | null;
	/** Delete a drained server when it is empty. */
	readonly delete: boolean;
	readonly json: boolean;
	/** Replace a file that is there. */
	readonly force: boolean;
	/** Words to keep with a snapshot. */
	readonly note: string | null;
	/** Leave the weights of servers that the director and the file both have. */
	readonly keepWeights: boolean;
	readonly rollbackOnError: boolean;
	/** The services that are compared or restored; none is all. */
	readonly service: readonly string[];
	/** What becomes of a restore that was cut off. */
	readonly unfinished: 'finish' | 'roll-back' | 'forget' | null;
	/** False only where `--no-color` was given; the environment has its say elsewhere. */
	readonly color: boolean;
}

/** A command line is wrong; the message is one line for a person. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

/** The scene of `--demo` where none is named. */
export const defaultScene = 'nat';

/** Names that options may have, from the parts of the program that define them. */
export interface KnownNames {
	readonly scenes: readonly string[];
	readonly views: readonly string[];
	/** Views that print something of their own; of all others the table is printed. */
	readonly printedViews: readonly string[];
	readonly columns: readonly string[];
	readonly commands: readonly string[];
}

/** Whether the word is an option whose argument is the next word, whatever that begins with. */
function takesNextWord(word: string): boolean {
	const [, name] = /^--(.+)$/.exec(word) ?? [];
	return Object.entries(optionTable).some(
		([option, {type}]) => option === name && type === 'string' && option !== 'demo',
	);
}

/**
 * Joins options with their arguments, where parseArgs has another mind: `--demo` may stand alone, and
 * an argument may begin with a minus, as in `--sort -active` or `--keys '-y'`.
 */
function joinArguments(words: readonly string[]): string[] {
	const [word, next, ...rest] = words;
	if (word === undefined) {
		return [];
	}

	if (word === '--demo') {
		return next === undefined || next.startsWith('-')
			? [`--demo=${defaultScene}`, ...joinArguments(words.slice(1))]
			: [`--demo=${next}`, ...joinArguments(rest)];
	}

	return next !== undefined && takesNextWord(word)
		? [`${word}=${next}`, ...joinArguments(rest)]
		: [word, ...joinArguments(words.slice(1))];
}

function numberFrom(
	name: string,
	text: string,
	{least, most}: {least: number; most: number},
): number {
	const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
	if (!(value >= least && value <= most)) {
		throw new UsageError(`--${name} takes a number from ${least} to ${most}, not '${text}'`);
	}

	return value;
}

function oneOf(name: string, text: string | undefined, known: readonly string[]): string | null {
	if (text !== undefined && !known.includes(text)) {
		throw new UsageError(`--${name}: there is no '${text}'; there are: ${known.join(', ')}`);
	}

	return text ?? null;
}

function sortFrom(text: string | undefined, columns: readonly string[]): string | null {
	oneOf('sort', text?.replace(/^-/, ''), columns);
	return text ?? null;
}

function destinationFrom(text: string | undefined): string | null {
	if (text === '' || text?.startsWith('-')) {
		throw new UsageError(`--host takes [USER@]HOST, not '${text}'`);
	}

	return text ?? null;
}

function unfinishedFrom(values: Partial<Record<NonNullable<Options['unfinished']>, boolean>>) {
	const [way, another] = (['finish', 'roll-back', 'forget'] as const).filter(name => values[name]);
	if (another !== undefined) {
		throw new UsageError(`only one of --${way} and --${another} can be used`);
	}

	return way ?? null;
}

/** What the command line says about changes; null where it says nothing. */
function readOnlyFrom(values: {'read-only'?: boolean; 'no-read-only'?: boolean}): boolean | null {
	if (values['read-only'] && values['no-read-only']) {
		throw new UsageError('only one of --read-only and --no-read-only can be used');
	}

	return values['read-only'] ? true : values['no-read-only'] ? false : null;
}

function parseWords(words: readonly string[]) {
	try {
		return parseArgs({
			args: joinArguments(words),
			options: optionTable,
			allowPositionals: true,
		});
	} catch (error) {
		// The first sentence says what is wrong; what follows speaks of parseArgs' own ways.
		const [sentence] = String(error instanceof Error ? error.message : error).split(/[.\n]/, 1);
		throw new UsageError(sentence ?? 'the options cannot be understood');
	}
}

/**
 * Reads the words after the program's name; what they do not say is as it is configured.
 * @throws {UsageError} with one line that says what is wrong
 */
export function parseOptions(
	words: readonly string[],
	known: KnownNames,
	configured: Configuration = {},
): Options {
	const {values, positionals} = parseWords(words);
	const [name, ...behind] = positionals;
	if (name !== undefined && !known.commands.includes(name)) {
		throw new UsageError(`there is no command '${name}'; there are: ${known.commands.join(', ')}`);
	}

	if (values.json && (values.once || values.batch)) {
		throw new UsageError('--json prints by itself; leave out --once or -b');
	}

	const ways = [values.demo, values.via, values.host, values.netns].filter(
		way => way !== undefined,
	);
	if (ways.length > 1) {
		throw new UsageError('only one of --demo, --via, --host and --netns can be used');
	}

	const text = values.once || values.batch || false;
	const shown = values.json ? 'json' : text ? 'text' : 'console';
	const isConsole = shown === 'console' && name === undefined;
	const view = oneOf(
		'view',
		values.view ?? (isConsole ? configured.view : undefined),
		shown === 'console' ? known.views : [...known.views, ...known.printedViews],
	);
	const asked = name === undefined ? shown : 'command';
	// What is printed is the same for everybody, and connections have an order and filters of their own.
	const rows = isConsole && view !== 'connections' ? configured : {};
	const count =
		values.count === undefined ? null : numberFrom('count', values.count, {least: 1, most: 1e9});
	if (count !== null && !Number.isInteger(count)) {
		throw new UsageError(`--count takes a whole number, not '${values.count}'`);
	}

	return {
		mode: values.help ? 'help' : values.version ? 'version' : asked,
		interval:
			values.interval === undefined
				? (configured.interval ?? 2000)
				: 1000 * numberFrom('interval', values.interval, {least: 0.5, most: 3600}),
		count: count ?? (values.once ? 1 : Number.POSITIVE_INFINITY),
		readOnly: readOnlyFrom(values) ?? configured.readOnly ?? false,
		config: values.config ?? null,
		units: configured.units ?? 'bits',
		theme: configured.theme ?? 'dark',
		keepSnapshots: configured.keepSnapshots ?? null,
		via: values.via ?? null,
		host: destinationFrom(values.host),
		netns: values.netns ?? null,
		demo: oneOf('demo', values.demo, known.scenes),
		filter: values.filter ?? rows.filter ?? '',
		sort:
			view !== null && known.printedViews.includes(view)
				? (values.sort ?? null)
				: sortFrom(values.sort ?? rows.sort, known.columns),
		view,
		budget:
			values.budget === undefined
				? (configured.budget ?? 1000)
				: 1000 * numberFrom('budget', values.budget, {least: 0.1, most: 60}),
		keys: values.keys ?? null,
		command: name === undefined ? null : {name, words: behind},
		dryRun: values['dry-run'] ?? false,
		yes: values.yes ?? false,
		wait: values.wait ?? false,
		timeout:
			values.timeout === undefined
				? null
				: 1000 * numberFrom('timeout', values.timeout, {least: 0, most: 1e6}),
		delete: values.delete ?? false,
		json: values.json ?? false,
		force: values.force ?? false,
		note: values.note ?? null,
		keepWeights: values['keep-weights'] ?? false,
		rollbackOnError: values['rollback-on-error'] ?? false,
		service: values.service ?? [],
		unfinished: unfinishedFrom(values),
		color: !values['no-color'],
	};
}
