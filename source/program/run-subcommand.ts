/**
 * Runs a subcommand with the parts of the program that it may use.
 */
import {once} from 'node:events';
import {createInterface} from 'node:readline/promises';
import {type ExitCode, exitCode} from '../commands/exit-code.ts';
import {type Program, themeFor} from '../commands/program.ts';
import {readInput} from '../commands/read-input.ts';
import type {Session} from '../commands/session.ts';
import type {CommandContext, DirectorPlace} from '../commands/subcommand.ts';
import {hostFolder, snapshotFolder} from '../files/locations.ts';
import {userName} from '../files/user.ts';
import {escapeControls} from '../text/escape.ts';
import type {General} from './general-options.ts';

/** The user who changes the director, and where lvstop keeps its data about it. */
export function directorPlace(
	{environment}: Program,
	{port}: Session,
	{keepSnapshots}: Pick<General, 'keepSnapshots'>,
): DirectorPlace {
	return {
		host: port.place,
		user: userName(environment),
		hostFolder: hostFolder(environment, port.place),
		snapshotFolder: snapshotFolder(environment, port.place),
		keepSnapshots,
	};
}

/** Asks on the terminal; null if there is none. */
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

/** Runs a subcommand, which Ctrl-C stops. Rejects if the subcommand does. */
export async function runSubcommand(
	work: (context: CommandContext) => Promise<ExitCode>,
	program: Program,
	{session, general}: {readonly session: Session; readonly general: General},
): Promise<ExitCode> {
	const stop = new AbortController();
	const left = Promise.withResolvers<ExitCode>();
	const interrupted = () => {
		const change = session.underWay.present();
		if (stop.signal.aborted) {
			program.output.writeError(
				change === null
					? ''
					: `lvstop: interrupted: ${change.title}; 'lvstop log' shows the commands that were run\n`,
			);
			left.resolve(exitCode.failed);
		} else if (change !== null) {
			program.output.writeError(
				`lvstop: finishing the running change: ${change.title}; press Ctrl-C again to interrupt it\n`,
			);
		}

		stop.abort();
	};
	// A closing terminal sends SIGHUP more than once.
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
		const ended = work({
			session,
			place: directorPlace(program, session, general),
			readOnlyBy: general.readOnlyBy,
			write: program.output.write,
			writeError: program.output.writeError,
			readInput: () => readInput(program.stdin),
			ask: askOn(program, stop.signal),
			color: !['plain', 'mono'].some(name => name === themeFor(program, general)),
			signal: stop.signal,
		});
		return await Promise.race([ended, left.promise]);
	} finally {
		for (const [signal, listener] of listeners) {
			program.signals.off(signal, listener);
		}
	}
}
