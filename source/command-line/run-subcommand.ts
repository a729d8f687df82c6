/**
 * A subcommand, given what it may touch of the program.
 */
import {createInterface} from 'node:readline/promises';
import {PortError} from '../port/port.ts';
import {hostFolder} from '../state-folder/locations.ts';
import {changeSubcommands, runChangeSubcommand} from './change-subcommands.ts';
import {type ExitCode, exitCode} from './exit-code.ts';
import type {Options} from './options.ts';
import type {Program} from './program.ts';
import type {Session} from './session.ts';

function isChangeSubcommand(name: string): name is keyof typeof changeSubcommands {
	return Object.hasOwn(changeSubcommands, name);
}

/** Asks on the terminal; null where there is none to ask on. */
function askOn({stdin, stderr}: Program, signal: AbortSignal) {
	if (!stdin.isTTY) {
		return null;
	}

	return async (question: string): Promise<string> => {
		const lines = createInterface({input: stdin, output: stderr});
		try {
			return await lines.question(question, {signal});
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
	if (command === null || !isChangeSubcommand(command.name)) {
		throw new Error('no subcommand was named');
	}

	let host: string;
	try {
		host = (await session.port.readFile('/proc/sys/kernel/hostname')).trim();
	} catch (error) {
		if (error instanceof PortError) {
			program.stderr.write(`lvstop: ${error.message}\n`);
			return exitCode.unreachable;
		}

		throw error;
	}

	const stop = new AbortController();
	const interrupted = () => stop.abort();
	program.signals.on('SIGINT', interrupted);
	program.signals.on('SIGTERM', interrupted);
	try {
		return await runChangeSubcommand(command.name, {
			words: command.words,
			options,
			session,
			stateFolder: options.demo === null ? hostFolder(program.environment, host) : null,
			write: text => void program.stdout.write(text),
			writeError: text => void program.stderr.write(text),
			ask: askOn(program, stop.signal),
			signal: stop.signal,
		});
	} finally {
		program.signals.off('SIGINT', interrupted);
		program.signals.off('SIGTERM', interrupted);
	}
}
