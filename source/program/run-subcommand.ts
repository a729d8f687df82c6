/**
 * A subcommand, given what it may touch of the program.
 */
import {once} from 'node:events';
import {createInterface} from 'node:readline/promises';
import {text} from 'node:stream/consumers';
import type {ExitCode} from '../commands/exit-code.ts';
import type {SubcommandContext} from '../commands/subcommand.ts';
import type {Session} from '../director/session.ts';
import {snapshotPlaces} from '../features/snapshots/commands/snapshot-places.ts';
import {
	runSnapshotSubcommand,
	snapshotSubcommands,
} from '../features/snapshots/commands/snapshot-subcommands.ts';
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
		readInput: () => text(program.stdin),
		color: !['plain', 'mono'].includes(themeFor(program, options)),
	});
}

/** Asks on the terminal; null where there is none to ask on. */
function askOn({stdin, stderr}: Program, signal: AbortSignal) {
	if (!stdin.isTTY) {
		return null;
	}

	return async (question: string): Promise<string> => {
		const lines = createInterface({input: stdin, output: stderr});
		// Ctrl-D ends the input without an answer.
		const ended = once(lines, 'close').then(() => '');
		try {
			return await Promise.race([lines.question(question, {signal}), ended]);
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
	const interrupted = () => stop.abort();
	program.signals.on('SIGINT', interrupted);
	program.signals.on('SIGTERM', interrupted);
	try {
		const context: SubcommandContext = {
			words: command.words,
			options,
			session,
			write: text => void program.stdout.write(text),
			writeError: text => void program.stderr.write(text),
			ask: askOn(program, stop.signal),
			signal: stop.signal,
		};
		return isName(changeSubcommands, command.name)
			? await runChangeSubcommand(command.name, context)
			: await runOnSnapshots(command.name, context, {program, session, options});
	} finally {
		program.signals.off('SIGINT', interrupted);
		program.signals.off('SIGTERM', interrupted);
	}
}
