/**
 * Subcommands as a person or a script would run them, on any director that a port leads to.
 */
import {join} from 'node:path';
import type {SubcommandContext, SubcommandOptions} from '../../source/commands/subcommand.ts';
import type {Clock} from '../../source/director/port/clock.ts';
import type {Port} from '../../source/director/port/port.ts';
import {createSession} from '../../source/director/session.ts';
import {openStateFolder} from '../../source/files/state-folder.ts';
import {
	type changeSubcommands,
	runChangeSubcommand,
} from '../../source/program/change-subcommands.ts';
import {UsageError} from '../../source/program/options.ts';

/** How a subcommand ended. */
export interface Ended {
	readonly code: number;
	readonly out: string;
	readonly err: string;
}

/** What a test may say about one run. */
export interface RunOptions extends Partial<SubcommandOptions> {
	/** Answers at the terminal; nobody is there where it is not given. */
	readonly ask?: (question: string) => string | Promise<string>;
	readonly signal?: AbortSignal;
}

/** Where subcommands are run. */
export interface Place {
	readonly port: Port;
	readonly clock: Clock;
	readonly stateFolder: string;
}

/** The options where none is given. */
export const usualOptions: SubcommandOptions = {
	readOnly: false,
	interval: 2000,
	count: Number.POSITIVE_INFINITY,
	dryRun: false,
	yes: false,
	wait: false,
	timeout: null,
	delete: false,
	json: false,
};

function sessionOf({port, clock, stateFolder}: Place): SubcommandContext['session'] {
	return createSession({
		port,
		clock,
		isNear: false,
		state: openStateFolder(stateFolder),
		snapshotFolder: join(stateFolder, 'snapshots'),
		user: 'ann',
	});
}

/** Runs a subcommand in a session of its own; `words` are those behind its name. */
export async function runSubcommand(
	place: Place,
	name: keyof typeof changeSubcommands,
	words: string,
	{ask, signal, ...options}: RunOptions = {},
): Promise<Ended> {
	let out = '';
	let err = '';
	const context: SubcommandContext = {
		words: words.split(' ').filter(word => word !== ''),
		options: {...usualOptions, ...options},
		session: sessionOf(place),
		write: text => {
			out += text;
		},
		writeError: text => {
			err += text;
		},
		ask: ask ? async question => ask(question) : null,
		signal: signal ?? new AbortController().signal,
	};
	try {
		const code = await runChangeSubcommand(name, context);
		return {code, out, err};
	} catch (error) {
		if (error instanceof UsageError) {
			return {code: 2, out, err: error.message};
		}

		throw error;
	}
}
