/**
 * Subcommands: their definition, their context, and how they end early.
 */

import {
	type Access,
	type Reading,
	ReadingError,
	type WantedParts,
} from '../director/reading/reading.ts';
import type {Configuration} from '../files/configuration/configuration.ts';
import {changesRefused} from '../plans/changes-refused.ts';
import {faultInWords} from '../text/file-fault.ts';
import {type ExitCode, exitCode} from './exit-code.ts';
import {
	type DescribedTable,
	type GivenOptions,
	type OptionTable,
	type OptionValues,
	readOptions,
} from './option.ts';
import type {Output} from './output.ts';
import type {Program} from './program.ts';
import type {Session} from './session.ts';
import {UsageError} from './usage-error.ts';

/** The user, the director, and the folders for lvstop's data about it. */
export interface DirectorPlace {
	readonly host: string;
	/** The user who gives the commands. */
	readonly user: string;
	/** The folder of the log and of remembered data. */
	readonly hostFolder: string;
	readonly snapshotFolder: string;
	/** The number of unnamed snapshots without notes to keep; null for all. */
	readonly keepSnapshots: number | null;
}

/** Everything that a subcommand may use. */
export interface CommandContext {
	readonly session: Pick<
		Session,
		'clock' | 'port' | 'kernel' | 'reader' | 'apply' | 'state' | 'underWay'
	>;
	readonly place: DirectorPlace;
	/** The reason why changes are forbidden, in words; null if they are allowed. */
	readonly readOnlyBy: string | null;
	/** Prints to standard output. */
	readonly write: Output['write'];
	/** Prints to standard error. */
	readonly writeError: Output['writeError'];
	/** Reads all of standard input. */
	readonly readInput: () => Promise<string>;
	/** Asks the operator for a line; null if there is no terminal. */
	readonly ask: ((question: string) => Promise<string>) | null;
	/** Whether standard output supports colours. */
	readonly color: boolean;
	/** Aborts when the operator interrupts. */
	readonly signal: AbortSignal;
}

/** The context of a subcommand, with its own command line. */
export interface SubcommandContext<Options = object> extends CommandContext {
	/** The words after the subcommand's name, as many as its definition allows. */
	readonly words: readonly string[];
	readonly options: Options;
}

/** An example command line of a subcommand. */
export interface Example {
	/** The words after `lvstop`. */
	readonly line: string;
	/** Its effect, a sentence without a full stop. */
	readonly does: string;
}

/** The description of a subcommand for help and documents, and the syntax of its command line. */
export interface SubcommandDefinition<Table extends OptionTable> {
	readonly name: string;
	/** Its words, without the options: `drain SERVICE SERVER`. One text for each form. */
	readonly usage: readonly string[];
	/** A few words for the list of all subcommands. */
	readonly summary: string;
	/** The full description, in lines of at most 100 characters, with exit codes that differ from the usual ones. */
	readonly description: string;
	/** The allowed number of words after its name. */
	readonly words: {readonly least: number; readonly most: number};
	readonly options: Table;
	/**
	 * The options of ipvsadm that it takes, for the help and the completions; missing if it takes none. It gets the words
	 * after its name as they were typed, without the options of lvstop, which are then recognised only in full (`--yes`):
	 * every letter is ipvsadm's.
	 */
	readonly ipvsadmOptions?: DescribedTable;
	readonly examples: readonly Example[];
	/**
	 * Refuses words and options that do not belong together, before anything is read.
	 * @throws {UsageError}
	 */
	check?(words: readonly string[], options: OptionValues<Table>): void;
}

/** The parsed command line of a subcommand. */
export interface SubcommandLine {
	readonly words: readonly string[];
	readonly given: GivenOptions;
}

/** A subcommand, independent of the types of its options. */
export interface Subcommand extends SubcommandDefinition<OptionTable> {
	/** Does the work without a director, instead of `prepare`; it reads the configuration itself. */
	readonly answer?: (line: SubcommandLine, program: Program) => Promise<ExitCode>;
	/**
	 * Parses the words and options of a command line. The returned function does the work and returns the exit code.
	 * @throws {UsageError} if they are invalid; the work may reject with it too
	 */
	prepare(
		line: SubcommandLine,
		configuration: Configuration,
	): (context: CommandContext) => Promise<ExitCode>;
}

/**
 * Creates a subcommand from its definition and its work. The work gets the option values, and rejects with
 * `SubcommandError` to end early.
 */
export function defineSubcommand<Table extends OptionTable>(
	definition: SubcommandDefinition<Table>,
	run: (context: SubcommandContext<OptionValues<Table>>) => Promise<ExitCode>,
): Subcommand {
	return {
		...definition,
		prepare({words, given}, configuration) {
			const {least, most} = definition.words;
			if (words.length < least || words.length > most) {
				throw usageOf(definition);
			}

			const options = readOptions(definition.options, given, configuration);
			definition.check?.(words, options);
			return async context => {
				try {
					return await run({...context, words, options});
				} catch (error) {
					return endedEarly(error, context);
				}
			};
		},
	};
}

/** The usage error for an invalid number of words, which shows the usage. */
export function usageOf({usage}: Pick<Subcommand, 'usage'>): UsageError {
	return new UsageError(`usage: ${usage.map(line => `lvstop ${line}`).join(', or ')}`);
}

/** Ends a subcommand early; the message is for the operator. */
export class SubcommandError extends Error {
	override readonly name = 'SubcommandError';
	readonly code: ExitCode;

	constructor(code: ExitCode, message: string) {
		super(message);
		this.code = code;
	}
}

/** The context of a subcommand that changes something. */
export type ChangeContext = SubcommandContext<{
	/** Print the plan, change nothing. */
	readonly dryRun: boolean;
	/** Run the plan without asking. */
	readonly yes: boolean;
}>;

/**
 * Reads the rows with their whole entries, and what else a plan needs.
 * @throws {SubcommandError} if they cannot be read, or nothing may be changed here
 */
export async function readForChange(
	context: ChangeContext,
	wanted: Pick<WantedParts, 'persistentConnections' | 'settings'>,
): Promise<Reading> {
	const {session, signal} = context;
	const reading = await session.reader
		.read(
			{
				counters: false,
				kernelRates: false,
				freshRules: true,
				...wanted,
			},
			signal,
		)
		.catch((error: unknown) => {
			throw unreachable(error);
		});
	refuseWithout(context, reading.access);
	return reading;
}

/**
 * Refuses if nothing may be changed here. Even a dry run, which changes nothing, needs the whole entries for its plan.
 * @param access the reader's access; null if unknown
 * @throws {SubcommandError}
 */
export function refuseWithout(
	{options: {dryRun}, readOnlyBy}: Pick<ChangeContext, 'options' | 'readOnlyBy'>,
	access: Access | null,
): void {
	const readOnly = readOnlyBy !== null && !dryRun;
	const refused = changesRefused({readOnly, readOnlyBy, access});
	if (refused !== null) {
		throw new SubcommandError(exitCode.refused, refused);
	}
}

/**
 * Reports why a subcommand ended early, and returns its exit code. Errors of files, such as those of the state folder,
 * are reported in words too. Any other error is a bug, and is thrown.
 */
function endedEarly(error: unknown, {writeError}: Pick<CommandContext, 'writeError'>): ExitCode {
	if (error instanceof SubcommandError) {
		writeError(`lvstop: ${error.message}\n`);
		return error.code;
	}

	const fault = faultInWords(error);
	if (fault === null) {
		throw error;
	}

	writeError(`lvstop: ${fault}\n`);
	return exitCode.failed;
}

/** The error for a failed reading. */
export function unreachable(error: unknown): unknown {
	return error instanceof ReadingError
		? new SubcommandError(
				exitCode.unreachable,
				[error.message, error.advice].filter(text => text !== '').join('\n'),
			)
		: error;
}
