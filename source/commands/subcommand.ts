/**
 * What subcommands work with, and how they end early.
 */

import {
	type Access,
	type Reading,
	ReadingError,
	type WantedParts,
} from '../director/reading/reading.ts';
import type {Session} from '../director/session.ts';
import {changesRefused} from '../plans/changes-refused.ts';
import type {Options} from '../program/options.ts';
import {type ExitCode, exitCode} from './exit-code.ts';

/** The options that subcommands look at. */
export interface SubcommandOptions extends Pick<Options, 'readOnly' | 'interval' | 'count'> {
	/** What asks for read-only, in words; null where nothing does or it is not known. */
	readonly readOnlyBy?: string | null;
	/** Print the plan, change nothing. */
	readonly dryRun: boolean;
	/** Carry the plan out without asking. */
	readonly yes: boolean;
	/** Wait until a drained server is empty. */
	readonly wait: boolean;
	/** How long to wait at most, milliseconds; null is as long as it takes. */
	readonly timeout: number | null;
	/** Delete a drained server when it is empty. */
	readonly delete: boolean;
	readonly json: boolean;
}

/** Everything that a subcommand may touch. */
export interface SubcommandContext {
	/** The words behind the subcommand's name. */
	readonly words: readonly string[];
	readonly options: SubcommandOptions;
	readonly session: Pick<Session, 'clock' | 'port' | 'kernel' | 'reader' | 'apply' | 'state'>;
	/** Standard output. */
	readonly write: (text: string) => void;
	/** Standard error. */
	readonly writeError: (text: string) => void;
	/** Asks the person at the terminal for a line; null where there is no terminal. */
	readonly ask: ((question: string) => Promise<string>) | null;
	/** Aborted when the person wants to stop. */
	readonly signal: AbortSignal;
}

/** A subcommand: it does its work and gives the exit code. */
export type Subcommand = (context: SubcommandContext) => Promise<ExitCode>;

/** Why a subcommand ends before its work is done; the message is for a person. */
export class SubcommandError extends Error {
	override readonly name = 'SubcommandError';
	readonly code: ExitCode;

	constructor(code: ExitCode, message: string) {
		super(message);
		this.code = code;
	}
}

/**
 * Reads the rows with their whole entries, and what else a plan needs.
 * @throws {SubcommandError} where it cannot be read, or nothing may be changed here
 */
export async function readForChange(
	context: SubcommandContext,
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
 * @param access what the reader may do; null where that is not known
 * @throws {SubcommandError}
 */
export function refuseWithout(
	{options}: Pick<SubcommandContext, 'options'>,
	access: Access | null,
): void {
	const {readOnly, readOnlyBy = null, dryRun} = options;
	const refused = changesRefused({readOnly: readOnly && !dryRun, readOnlyBy, access});
	if (refused !== null) {
		throw new SubcommandError(exitCode.refused, refused);
	}
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
