/**
 * The program from its words to its exit code.
 */

import {type ExitCode, exitCode} from '../commands/exit-code.ts';
import type {Program} from '../commands/program.ts';
import type {Session} from '../commands/session.ts';
import {UsageError} from '../commands/usage-error.ts';
import {sortColumns} from '../features/services/sort-rows.ts';
import {ConfigurationError} from '../files/configuration/configuration.ts';
import {readConfiguration} from '../files/configuration/read-configuration.ts';
import {type CommandLine, inCommand, parseCommandLine} from './command-line.ts';
import {readConsole} from './console-options.ts';
import {inPassingFolder} from './demonstration.ts';
import {type General, readGeneral} from './general-options.ts';
import {programHelp, subcommandHelp} from './help-text.ts';
import {openSession} from './open-session.ts';
import {runConsole} from './run-console.ts';
import {runSubcommand} from './run-subcommand.ts';
import {viewNames} from './view-names.ts';

declare const LVSTOP_VERSION: string;

/**
 * Runs something on the director that the options choose. Of the embedded one nothing stays behind.
 * @param saysSo whether to tell the person that what was saved is gone
 */
function onDirector(
	program: Program,
	{director}: General,
	{saysSo, work}: {saysSo: boolean; work: (place: Program, session: Session) => Promise<ExitCode>},
): Promise<ExitCode> {
	const open = (place: Program) =>
		work(place, openSession(director, place.environment, place.clock));
	return director.demo === null ? open(program) : inPassingFolder(program, saysSo, open);
}

/** Help and version need no configuration. */
function printAnswer({stdout}: Program, {asks, subcommand}: CommandLine): ExitCode {
	stdout.write(
		asks === 'version'
			? `lvstop ${LVSTOP_VERSION}\n`
			: subcommand === null
				? programHelp()
				: subcommandHelp(subcommand),
	);
	return exitCode.done;
}

async function runCommandLine(program: Program, line: CommandLine): Promise<ExitCode> {
	const {asks, subcommand, given} = line;
	if (asks !== 'work') {
		return printAnswer(program, line);
	}

	const configuration = readConfiguration(
		{file: given.get('config')?.at(-1) ?? null, environment: program.environment},
		{views: viewNames, columns: sortColumns},
	);
	const general = readGeneral(given, configuration);
	if (subcommand !== null) {
		const work = subcommand.prepare(line, configuration);
		return onDirector(program, general, {
			saysSo: true,
			work: (place, session) => runSubcommand(work, place, {session, general}),
		});
	}

	const options = {...general, ...readConsole(given, configuration)};
	if (options.mode === 'console' && !(program.stdin.isTTY && program.stdout.isTTY)) {
		throw new UsageError(
			'the console needs a terminal; --once prints the table, --json prints it for programs',
		);
	}

	return onDirector(program, general, {
		saysSo: false,
		work: (place, session) => runConsole(place, session, options),
	});
}

/** Runs a command line; what is wrong with it is told with the command whose help tells more. */
async function runWords(program: Program, words: readonly string[]): Promise<ExitCode> {
	const line = parseCommandLine(words);
	try {
		return await runCommandLine(program, line);
	} catch (error) {
		throw inCommand(error, line.subcommand);
	}
}

/** Whether it is no failure that the output has ended: its reader has seen enough, or the terminal is gone. */
function isReaderGone({code}: NodeJS.ErrnoException, {isTTY}: Program['stdout']): boolean {
	// Of a file it is a disk that fails.
	return code === 'EPIPE' || (code === 'EIO' && isTTY);
}

/** Listens for what goes wrong with the outputs; an error that nobody listens to would be a crash. */
function watch({stdout, stderr}: Program): () => NodeJS.ErrnoException | null {
	let problem: NodeJS.ErrnoException | null = null;
	stdout.on('error', (error: NodeJS.ErrnoException) => {
		problem ??= error;
	});
	// What is done to a director must not end half-way because nobody reads any more what is said of it.
	stderr.on('error', () => {});
	return () => problem;
}

/** Waits until everything has been taken: a pipe takes it by and by, and leaving before would cut it off. */
function writtenOut(stdout: Program['stdout']): Promise<void> {
	return new Promise(resolve => {
		// An error is told a moment after the write has ended.
		stdout.write('', () => void setImmediate(resolve));
	});
}

/** Runs the program with the words after its name. */
export async function run(program: Program, words: readonly string[]): Promise<ExitCode> {
	const outputProblem = watch(program);
	try {
		const code = await runWords(program, words);
		await writtenOut(program.stdout);
		const problem = outputProblem();
		if (problem !== null && !isReaderGone(problem, program.stdout)) {
			program.stderr.write(`lvstop: the output could not be written: ${problem.message}\n`);
			return exitCode.failed;
		}

		return code;
	} catch (error) {
		if (error instanceof ConfigurationError) {
			program.stderr.write(`lvstop: ${error.message}\n`);
			return exitCode.usage;
		}

		if (error instanceof UsageError) {
			const help =
				error.command === null
					? "'lvstop --help' shows all commands and options."
					: `'lvstop ${error.command} --help' shows its options.`;
			program.stderr.write(`lvstop: ${error.message}\n${help}\n`);
			return exitCode.usage;
		}

		program.stderr.write(
			`lvstop: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`,
		);
		return exitCode.failed;
	}
}
