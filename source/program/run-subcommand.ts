/**
 * A subcommand, given what it may touch of the program.
 */
import {once} from 'node:events';
import {createInterface} from 'node:readline/promises';
import {addAbortSignal} from 'node:stream';
import {text} from 'node:stream/consumers';
import {type ExitCode, exitCode} from '../commands/exit-code.ts';
import {type SubcommandContext, SubcommandError} from '../commands/subcommand.ts';
import type {Session} from '../director/session.ts';
import {snapshotPlaces} from '../features/snapshots/commands/snapshot-places.ts';
import {
	runSnapshotSubcommand,
	snapshotSubcommands,
} from '../features/snapshots/commands/snapshot-subcommands.ts';
import {escapeControls} from '../printing/escape.ts';
import {changeSubcommands, runChangeSubcommand} from './change-subcommands.ts';
import type {Options} from './options.ts';
import {type Program, themeFor} from './program.ts';

/** Every subcommand with its words, for the help. */
export const subcommands = {...changeSubcommands, ...snapshotSubcommands};

function isName<Table extends object>(table: Table, name: string): name is string & keyof Table {
	return Object.hasOwn(table, name);
}

/** A subcommand about saved rules. */
async function runOnSnapshots(
	name: string,
	context: SubcommandContext,
	{program, session, options}: {program: Program; session: Session; options: Options},
): Promise<ExitCode> {
	if (!isName(snapshotSubcommands, name)) {
		throw new Error(`there is no subcommand ${name}`);
	}

	return runSnapshotSubcommand(name, {
		...context,
		options,
		snapshots: snapshotPlaces(program, session, options),
		readInput: () => readInput(program.stdin, context.signal),
		color: !['plain', 'mono'].includes(themeFor(program, options)),
	});
}

/**
 * All of standard input. A pipe that nobody writes into is waited for, but not beyond the signal.
 * @throws {SubcommandError} where the person stops it
 */
async function readInput(stdin: Program['stdin'], signal: AbortSignal): Promise<string> {
	try {
		return await text(addAbortSignal(signal, stdin));
	} catch (error) {
		throw signal.aborted
			? new SubcommandError(exitCode.failed, 'stopped while reading standard input')
			: error;
	}
}

/** Asks on the terminal; null where there is none to ask on. */
function askOn({stdin, output}: Program, signal: AbortSignal) {
	if (!stdin.isTTY) {
		return null;
	}

	return async (question: string): Promise<string> => {
		const lines = createInterface({input: stdin, output: output.streams.stderr});
		// Ctrl-D ends the input without an answer.
		const ended = once(lines, 'close').then(() => '');
		try {
			return await Promise.race([lines.question(escapeControls(question), {signal}), ended]);
		} finally {
			lines.close();
		}
	};
}

/**
 * Runs the subcommand that the options name.
 * @throws {UsageError} where it is used wrongly
 */
export async function runSubcommand(
	program: Program,
	session: Session,
	options: Options,
): Promise<ExitCode> {
	const {command} = options;
	if (command === null) {
		throw new Error('no subcommand was named');
	}

	const stop = new AbortController();
	const left = Promise.withResolvers<ExitCode>();
	const interrupted = () => {
		const change = session.underWay.present();
		if (stop.signal.aborted) {
			program.output.writeError(
				change === null ? '' : `lvstop: left half-way: ${change.title}; see lvstop log\n`,
			);
			left.resolve(exitCode.failed);
		} else if (change !== null) {
			program.output.writeError(
				`lvstop: finishing what is under way: ${change.title}; Ctrl-C again leaves it half-way\n`,
			);
		}

		stop.abort();
	};
	// A terminal that goes away sends SIGHUP more than once.
	const hungUp = () => stop.abort();
	const listeners = [
		['SIGINT', interrupted],
		['SIGTERM', interrupted],
		['SIGQUIT', interrupted],
		['SIGHUP', hungUp],
	] as const;
	for (const [signal, listener] of listeners) {
		program.signals.on(signal, listener);
	}

	try {
		const context: SubcommandContext = {
			words: command.words,
			options,
			session,
			write: program.output.write,
			writeError: program.output.writeError,
			ask: askOn(program, stop.signal),
			signal: stop.signal,
		};
		const ended = isName(changeSubcommands, command.name)
			? runChangeSubcommand(command.name, context)
			: runOnSnapshots(command.name, context, {program, session, options});
		return await Promise.race([ended, left.promise]);
	} finally {
		for (const [signal, listener] of listeners) {
			program.signals.off(signal, listener);
		}
	}
}
