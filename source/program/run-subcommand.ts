/**
 * A subcommand, given what it may touch of the program.
 */
import {once} from 'node:events';
import {createInterface} from 'node:readline/promises';
import type {ExitCode} from '../commands/exit-code.ts';
import {type Program, themeFor} from '../commands/program.ts';
import {readInput} from '../commands/read-input.ts';
import type {Session} from '../commands/session.ts';
import type {CommandContext, DirectorPlace} from '../commands/subcommand.ts';
import {hostFolder, snapshotFolder} from '../files/locations.ts';
import {userName} from '../files/user.ts';
import type {General} from './general-options.ts';

/** Who changes the director, and where lvstop keeps what it saves of it. */
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

/** Does the work of a subcommand, which Ctrl-C stops. Rejects as the work does. */
export async function runSubcommand(
	work: (context: CommandContext) => Promise<ExitCode>,
	program: Program,
	{session, general}: {readonly session: Session; readonly general: General},
): Promise<ExitCode> {
	const stop = new AbortController();
	const interrupted = () => stop.abort();
	program.signals.on('SIGINT', interrupted);
	program.signals.on('SIGTERM', interrupted);
	try {
		return await work({
			session,
			place: directorPlace(program, session, general),
			readOnlyBy: general.readOnlyBy,
			write: text => void program.stdout.write(text),
			writeError: text => void program.stderr.write(text),
			readInput: () => readInput(program.stdin),
			ask: askOn(program, stop.signal),
			color: !['plain', 'mono'].includes(themeFor(program, general)),
			signal: stop.signal,
		});
	} finally {
		program.signals.off('SIGINT', interrupted);
		program.signals.off('SIGTERM', interrupted);
	}
}
