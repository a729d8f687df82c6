/**
 * Subcommands: what one consists of, what it works with, and how it ends early.
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
import {type GivenOptions, type OptionTable, type OptionValues, readOptions} from './option.ts';
import type {Output} from './output.ts';
import type {Session} from './session.ts';
import {UsageError} from './usage-error.ts';

/** Who changes which director, and where lvstop keeps what it saves of it. */
export interface DirectorPlace {
	readonly host: string;
	/** Who gives the commands. */
	readonly user: string;
	/** The folder of the log and of what is remembered. */
	readonly hostFolder: string;
	readonly snapshotFolder: string;
	/** How many snapshots are kept that nobody has named or noted; null is all. */
	readonly keepSnapshots: number | null;
}

/** Everything that a subcommand may touch. */
export interface CommandContext {
	readonly session: Pick<
		Session,
		'clock' | 'port' | 'kernel' | 'reader' | 'apply' | 'state' | 'underWay'
	>;
	readonly place: DirectorPlace;
	/** What forbids changes, in words; null when they are allowed. */
	readonly readOnlyBy: string | null;
	/** Standard output. */
	readonly write: Output['write'];
	/** Standard error. */
	readonly writeError: Output['writeError'];
	/** All of standard input. */
	readonly readInput: () => Promise<string>;
	/** Asks the person at the terminal for a line; null when there is no terminal. */
	readonly ask: ((question: string) => Promise<string>) | null;
	/** Whether standard output takes colours. */
	readonly color: boolean;
	/** Aborted when the person wants to stop. */
	readonly signal: AbortSignal;
}

/** What a subcommand gets, its own command line included. */
export interface SubcommandContext<Options = object> extends CommandContext {
	/** The words after the subcommand's name, as many as its definition allows. */
	readonly words: readonly string[];
	readonly options: Options;
}

/** A command line that shows how a subcommand is used. */
export interface Example {
	/** The words after `lvstop`. */
	readonly line: string;
	/** What it does, a sentence without its full stop. */
	readonly does: string;
}

/** What the help and the documents tell of a subcommand, and what its command line may say. */
export interface SubcommandDefinition<Table extends OptionTable> {
	readonly name: string;
	/** Its words, without the options: `drain SERVICE SERVER`. One text for each way to use it. */
	readonly usage: readonly string[];
	/** What it does, in a few words, for the list of all subcommands. */
	readonly summary: string;
	/** What it does in full, in lines of at most 100 characters; what the exit codes mean, if it is not the usual. */
	readonly description: string;
	/** How many words it takes after its name. */
	readonly words: {readonly least: number; readonly most: number};
	readonly options: Table;
	readonly examples: readonly Example[];
	/**
	 * Refuses words and options that do not belong together, before anything is read.
	 * @throws {UsageError}
	 */
	check?(words: readonly string[], options: OptionValues<Table>): void;
}

/** A subcommand whose own options nobody else needs to know the types of. */
export interface Subcommand extends SubcommandDefinition<OptionTable> {
	/**
	 * Reads the words and options of one command line; the answer does the work and gives the exit code.
	 * @throws {UsageError} now, if they cannot be understood; the work rejects with it, too
	 */
	prepare(
		line: {readonly words: readonly string[]; readonly given: GivenOptions},
		configuration: Configuration,
	): (context: CommandContext) => Promise<ExitCode>;
}

/**
 * Makes a subcommand of its definition and its work, which gets the values of its options and rejects with
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

/** The error of words that a subcommand does not take: it says how it is used. */
export function usageOf({usage}: Pick<Subcommand, 'usage'>): UsageError {
	return new UsageError(`usage: ${usage.map(line => `lvstop ${line}`).join(', or ')}`);
}

/** Why a subcommand ends before its work is done; the message is for a person. */
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
	/** Carry the plan out without asking. */
	readonly yes: boolean;
}>;

/**
 * Reads the rows with their whole entries, and what else a plan needs.
 * @throws {SubcommandError} where it cannot be read, or nothing may be changed here
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
 * Refuses where nothing may be changed here. A dry run changes nothing, but even a plan needs to know the
 * whole entries.
 * @param access what the reader may do; null if that is not known
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
 * Tells why a subcommand ended early, and gives its exit code. What is wrong with a file, such as one of the
 * state folder, is said in words as well. Any other error is a fault of the program, and is thrown.
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

/** The error of a reading that could not be had. */
export function unreachable(error: unknown): unknown {
	return error instanceof ReadingError
		? new SubcommandError(
				exitCode.unreachable,
				[error.message, error.advice].filter(text => text !== '').join('\n'),
			)
		: error;
}
