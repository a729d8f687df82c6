/**
 * Subcommands as an operator or a script would run them, on any director behind a port.
 */

import {join} from 'node:path';
import {optionName} from '../../source/commands/option.ts';
import {printable} from '../../source/commands/output.ts';
import type {CommandContext, DirectorPlace} from '../../source/commands/subcommand.ts';
import {UsageError} from '../../source/commands/usage-error.ts';
import type {Clock} from '../../source/director/port/clock.ts';
import type {Port} from '../../source/director/port/port.ts';
import {parseCommandLine} from '../../source/program/command-line.ts';
import {createSession} from '../../source/program/open-session.ts';
import {openStateFolder} from '../../source/program/state-folder.ts';

/** The end of a subcommand. */
export interface Ended {
	readonly code: number;
	readonly out: string;
	readonly err: string;
}

/** The options of a command line by the names that the code uses; times are milliseconds. */
export interface TypedOptions {
	readonly dryRun?: boolean;
	readonly yes?: boolean;
	readonly wait?: boolean;
	readonly timeout?: number;
	readonly interval?: number;
	readonly delete?: boolean;
	readonly json?: boolean;
	readonly count?: number;
	readonly force?: boolean;
	readonly partial?: boolean;
	readonly note?: string;
	readonly keepWeights?: boolean;
	readonly rollbackOnError?: boolean;
	readonly service?: readonly string[];
	readonly keepalived?: string;
	readonly ldirectord?: string;
	readonly configId?: string;
	readonly only?: string;
	readonly peer?: string;
	readonly unfinished?: 'finish' | 'roll-back' | 'forget';
}

/** The options of one run. */
export interface RunOptions extends TypedOptions {
	readonly readOnly?: boolean;
	/** Answers at the terminal; without it there is no terminal. */
	readonly ask?: (question: string) => string | Promise<string>;
	readonly signal?: AbortSignal;
	/** Standard input. */
	readonly input?: string;
	readonly color?: boolean;
}

/** The place to run subcommands in. */
export interface Place {
	readonly port: Port;
	readonly clock: Clock;
	readonly stateFolder: string;
}

/** The words that a person would type for the options. */
function optionWords({unfinished, timeout, interval, ...options}: TypedOptions): string[] {
	const seconds = Object.entries({timeout, interval}).flatMap(([key, milliseconds]) =>
		milliseconds === undefined ? [] : [`--${key}`, String(milliseconds / 1000)],
	);
	const others = Object.entries(options).flatMap(([key, said]: [string, unknown]) => {
		const name = `--${optionName(key)}`;
		return typeof said === 'boolean'
			? said
				? [name]
				: []
			: [said ?? []].flat().flatMap(argument => [name, String(argument)]);
	});
	return [...(unfinished === undefined ? [] : [`--${unfinished}`]), ...seconds, ...others];
}

/** Runs a subcommand in a session of its own, from the words of a command line to the exit code. */
export async function runWords(
	{port, clock}: Pick<Place, 'port' | 'clock'>,
	place: DirectorPlace,
	words: readonly string[],
	{readOnly, ask, signal, input = '', color = false, ...options}: RunOptions,
): Promise<Ended> {
	let out = '';
	let err = '';
	const context: CommandContext = {
		session: createSession({
			port,
			clock,
			isNear: false,
			state: openStateFolder(place.hostFolder),
			snapshotFolder: place.snapshotFolder,
			user: place.user,
		}),
		place,
		readOnlyBy: readOnly ? 'the option --read-only' : null,
		write: text => {
			out += printable(text);
		},
		writeError: text => {
			err += printable(text);
		},
		readInput: async () => input,
		ask: ask ? async question => ask(question) : null,
		color,
		signal: signal ?? new AbortController().signal,
	};
	try {
		const line = parseCommandLine([...words, ...optionWords(options)]);
		const code = (await line.subcommand?.prepare(line, {})(context)) ?? Number.NaN;
		return {code, out, err};
	} catch (error) {
		if (error instanceof UsageError) {
			return {code: 2, out, err: error.message};
		}

		throw error;
	}
}

/** Runs a subcommand on a director whose state is in a folder; `words` are those after its name. */
export function runSubcommand(
	{port, clock, stateFolder}: Place,
	name: string,
	words: string,
	options: RunOptions = {},
): Promise<Ended> {
	const place: DirectorPlace = {
		host: port.place,
		user: 'ann',
		hostFolder: stateFolder,
		snapshotFolder: join(stateFolder, 'snapshots'),
		keepSnapshots: null,
	};
	return runWords(
		{port, clock},
		place,
		[name, ...words.split(' ').filter(word => word !== '')],
		options,
	);
}
