/**
 * The program, from its arguments to its exit code.
 */

import {type ExitCode, exitCode} from '../commands/exit-code.ts';
import type {Program} from '../commands/program.ts';
import type {Session} from '../commands/session.ts';
import {UsageError} from '../commands/usage-error.ts';
import {ConfigurationError} from '../files/configuration/configuration.ts';
import {readConfiguration} from '../files/configuration/read-configuration.ts';
import {type CommandLine, parseCommandLine} from './command-line.ts';
import {complete} from './complete.ts';
import {readConsole} from './console-options.ts';
import {watchCrashes} from './crashes.ts';
import {inPassingFolder} from './demonstration.ts';
import {finishPlan} from './finish-plan.ts';
import {type General, readGeneral} from './general-options.ts';
import {programHelp, subcommandHelp} from './help-text.ts';
import {knownValues} from './known-values.ts';
import {openSession} from './open-session.ts';
import {inCommand} from './option-refusals.ts';
import {runConsole} from './run-console.ts';
import {runSubcommand} from './run-subcommand.ts';
import {prepareBriefWork} from './small-heap.ts';

declare const LVSTOP_VERSION: string;

/** Work on a director. */
interface DirectorWork {
	readonly work: (place: Program, session: Session) => Promise<ExitCode>;
	/** Whether it finishes a running change by itself even if the program crashes, as the console does. */
	readonly finishesItself: boolean;
	/** Whether it answers keys all the time. */
	readonly answersKeys: boolean;
}

/** Runs the work. An uncaught error ends it early, but not during a change. */
async function runUnlessCrashed(
	program: Program,
	session: Session,
	{work, finishesItself}: DirectorWork,
): Promise<ExitCode> {
	const crashes = watchCrashes(program.signals);
	const working = work(program, session);
	const crashed = async (): Promise<never> => {
		const error = await crashes.first;
		await (finishesItself ? working : finishPlan(session.underWay, program));
		throw error;
	};
	try {
		return await Promise.race([working, crashed()]);
	} finally {
		crashes.stop();
	}
}

/**
 * Runs work on the director that the options select. A simulated one leaves nothing behind.
 * @param saysSo whether to tell the operator that saved data was deleted
 */
function onDirector(
	program: Program,
	{director}: General,
	{saysSo, ...work}: DirectorWork & {saysSo: boolean},
): Promise<ExitCode> {
	const open = async (place: Program) => {
		const {environment, clock} = place;
		const {answersKeys} = work;
		// While keys are answered nobody could answer ssh, so that is done before.
		const asks = canAsk(place) && !answersKeys;
		const session = openSession(director, {environment, clock, answersKeys, asks});
		try {
			if (canAsk(place) && answersKeys) {
				await session.port.prepare?.();
			}

			return await runUnlessCrashed(place, session, work);
		} finally {
			await session.port.close?.();
		}
	};
	return director.demo === null ? open(program) : inPassingFolder(program, saysSo, open);
}

/** Prints help or version, which need no configuration. */
function printAnswer({output}: Program, {asks, subcommand}: CommandLine): ExitCode {
	output.write(
		asks === 'version'
			? `lvstop ${LVSTOP_VERSION}\n`
			: subcommand === null
				? programHelp()
				: subcommandHelp(subcommand),
	);
	return exitCode.done;
}

/** Whether a program that lvstop starts can ask on the terminal. */
function canAsk({stdin, output}: Program): boolean {
	return stdin.isTTY && output.streams.stderr.isTTY;
}

/**
 * Refuses to show the console where it cannot be read or used. The message says what to do.
 * @throws {UsageError} if a stream is no terminal, or the terminal cannot move its cursor
 */
function requireTerminal({stdin, output, environment}: Program): void {
	const ways = 'use --once to print the table, or --json to print it for programs';
	if (!output.streams.stdout.isTTY) {
		throw new UsageError(`the console needs a terminal, but the output is not one; ${ways}`);
	}

	if (!stdin.isTTY) {
		throw new UsageError(
			`the console needs a terminal for its keys, but the input is not one; ${ways}`,
		);
	}

	const {TERM: terminal = ''} = environment;
	if (['', 'dumb', 'unknown'].includes(terminal)) {
		throw new UsageError(
			`the console needs a terminal that can move its cursor, but TERM is ${terminal === '' ? 'not set' : terminal}; ` +
				`if yours can, run it with TERM=xterm-256color, otherwise ${ways}`,
		);
	}
}

/** Loaded lazily: the languages of all views take their columns along. */
const importFilters = () => import('./check-filter.ts');

async function runCommandLine(program: Program, line: CommandLine): Promise<ExitCode> {
	const {asks, subcommand, given} = line;
	if (asks !== 'work') {
		return printAnswer(program, line);
	}

	if (subcommand?.answer !== undefined) {
		return await subcommand.answer(line, program);
	}

	const configuration = readConfiguration(
		{file: given.get('config')?.at(-1) ?? null, environment: program.environment},
		knownValues,
	);
	const general = readGeneral(given, configuration);
	if (subcommand !== null) {
		const work = subcommand.prepare(line, configuration);
		prepareBriefWork();
		return onDirector(program, general, {
			saysSo: true,
			finishesItself: false,
			answersKeys: false,
			work: (place, session) => runSubcommand(work, place, {session, general}),
		});
	}

	const options = {...general, ...readConsole(given, configuration)};
	if (given.has('filter') || Object.keys(options.filters).length > 0) {
		const {requireFilters} = await importFilters();
		requireFilters(options, given.has('filter'));
	}

	if (options.mode === 'console') {
		requireTerminal(program);
	}

	if (options.mode === 'console' || options.keys.length > 0) {
		// Refused before anything is opened.
		const {consoleAssembly} = await import('./console-assembly.ts');
		consoleAssembly(options.chosenKeys);
	}

	return onDirector(program, general, {
		saysSo: false,
		finishesItself: options.mode === 'console',
		answersKeys: options.mode === 'console',
		work: (place, session) => runConsole(place, session, options),
	});
}

/** Runs a command line. Usage errors name the command whose help has more information. */
async function runWords(program: Program, words: readonly string[]): Promise<ExitCode> {
	const line = parseCommandLine(words);
	try {
		return await runCommandLine(program, line);
	} catch (error) {
		throw inCommand(error, line.subcommand);
	}
}

/** Whether a write error is not a failure: the reader has seen enough, or the terminal is gone. */
function isReaderGone({code}: NodeJS.ErrnoException, {streams}: Program['output']): boolean {
	// For a file, EIO means a failing disk.
	return code === 'EPIPE' || (code === 'EIO' && streams.stdout.isTTY);
}

/** The message for an error that ends the program. */
export function failureText(error: unknown): string {
	if (error instanceof ConfigurationError) {
		return `lvstop: ${error.message}\n`;
	}

	if (error instanceof UsageError) {
		const help =
			error.command === null
				? "'lvstop --help' shows all commands and options."
				: `'lvstop ${error.command} --help' shows its options.`;
		return `lvstop: ${error.message}\n${help}\n`;
	}

	return `lvstop: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`;
}

/** Runs the program with the words after its name. */
export async function run(program: Program, words: readonly string[]): Promise<ExitCode> {
	const {output} = program;
	if (words[0] === 'complete') {
		return await complete(program, words.slice(1));
	}

	try {
		const code = await runWords(program, words);
		await output.written();
		const problem = output.problem();
		if (problem !== null && !isReaderGone(problem, output)) {
			output.writeError(`lvstop: the output could not be written: ${problem.message}\n`);
			return exitCode.failed;
		}

		return code;
	} catch (error) {
		output.writeError(failureText(error));
		return error instanceof ConfigurationError || error instanceof UsageError
			? exitCode.usage
			: exitCode.failed;
	}
}
