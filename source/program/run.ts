/**
 * The program from its words to its exit code.
 */

import {type ExitCode, exitCode} from '../commands/exit-code.ts';
import {parseKeyScript, type ScriptStep} from '../console/keys/key-script.ts';
import {initialState} from '../console/state/console-state.ts';
import {settle} from '../console/state/settle.ts';
import {views} from '../console/state/views.ts';
import {openSession, type Session} from '../director/session.ts';
import {connectionsJson} from '../features/connections/output/connections-json.ts';
import {connectionsQuestion} from '../features/connections/output/connections-question.ts';
import {connectionsText} from '../features/connections/output/connections-text.ts';
import {
	type PrintConnectionsOptions,
	printConnections,
} from '../features/connections/output/print-connections.ts';
import {jsonReading} from '../features/services/output/json-reading.ts';
import {printReadings} from '../features/services/output/print-readings.ts';
import {textTable} from '../features/services/output/text-table.ts';
import {sortColumns} from '../features/services/sort-rows.ts';
import {ConfigurationError} from '../files/configuration/configuration.ts';
import {sceneNames} from '../simulator/scenes/scenes.ts';
import {type AskedOptions, askedOptions} from './asked-options.ts';
import {consoleOptions} from './console-session.ts';
import {inPassingFolder} from './demonstration.ts';
import {helpText} from './help-text.ts';
import {type KnownNames, type Options, UsageError} from './options.ts';
import {outputColumns, type Program} from './program.ts';
import {runSubcommand, subcommands} from './run-subcommand.ts';

declare const LVSTOP_VERSION: string;

const known: KnownNames = {
	scenes: sceneNames,
	views: views.map(({id}) => id),
	printedViews: ['connections'],
	columns: sortColumns,
	commands: Object.keys(subcommands),
};

function keysFrom({keys}: Options): readonly ScriptStep[] {
	try {
		return keys === null ? [] : parseKeyScript(keys);
	} catch (error) {
		throw new UsageError(`--keys: ${error instanceof Error ? error.message : error}`);
	}
}

/** Prints readings as tables. */
function printTables(program: Program, session: Session, options: Options): Promise<ExitCode> {
	const start = initialState(
		{
			...consoleOptions({...options, view: null}),
			theme: 'plain',
			size: {columns: outputColumns(program), rows: Number.POSITIVE_INFINITY},
		},
		0,
	);
	let previous = start;
	return printReadings(program, {
		...session,
		...options,
		persistentConnections: false,
		format(director) {
			const poll = {director, stale: null, readingSince: null};
			previous = settle(previous, {...previous, poll});
			return `${textTable(previous, director)}${options.count > 1 ? '\n' : ''}`;
		},
	});
}

/** What draws the console takes longer to load than many a subcommand to do its work. */
const importConsole = () => import('./show-console.ts');

async function runWith(program: Program, options: AskedOptions): Promise<ExitCode> {
	if (options.mode === 'help' || options.mode === 'version') {
		program.stdout.write(
			options.mode === 'help'
				? helpText(known, Object.values(subcommands))
				: `lvstop ${LVSTOP_VERSION}\n`,
		);
		return exitCode.done;
	}

	const keys = keysFrom(options);
	if (options.mode === 'console' && !(program.stdin.isTTY && program.stdout.isTTY)) {
		throw new UsageError(
			'the console needs a terminal; --once prints the table, --json prints it for programs',
		);
	}

	const session = openSession(options, program.environment, program.clock);
	const isPrinted = options.mode === 'json' || (options.mode === 'text' && keys.length === 0);
	if (options.view === 'connections' && isPrinted) {
		const format: PrintConnectionsOptions['format'] = options.json
			? (host, reading) => `${connectionsJson(host, reading)}\n`
			: (host, reading) => `${connectionsText(host, reading).join('\n')}\n`;
		const question = connectionsQuestion(options);
		return printConnections(program, {
			...session,
			...options,
			question,
			format,
		});
	}

	switch (options.mode) {
		case 'json':
			return printReadings(program, {
				...session,
				...options,
				persistentConnections: true,
				format: director => `${jsonReading(director)}\n`,
			});
		case 'text':
			return keys.length > 0
				? (await importConsole()).printFrame(program, session, options, keys)
				: printTables(program, session, options);
		case 'command':
			return runSubcommand(program, session, options);
		case 'console':
			return (await importConsole()).showConsole(program, session, options, keys);
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
		const options = askedOptions(words, known, program.environment);
		const work = (place: Program) => runWith(place, options);
		const code = await (options.demo === null
			? work(program)
			: inPassingFolder(program, options.mode === 'command', work));
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
			program.stderr.write(`lvstop: ${error.message}\n'lvstop --help' tells all options.\n`);
			return exitCode.usage;
		}

		program.stderr.write(
			`lvstop: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`,
		);
		return exitCode.failed;
	}
}
