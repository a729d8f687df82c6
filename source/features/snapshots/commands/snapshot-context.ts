/**
 * The context of the subcommands for saved rules.
 */

import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import {flag, type OptionTable, type OptionValues, texts} from '../../../commands/option.ts';
import {unlessStopped} from '../../../commands/read-input.ts';
import {
	defineSubcommand,
	type Subcommand,
	type SubcommandContext,
	type SubcommandDefinition,
	SubcommandError,
	unreachable,
} from '../../../commands/subcommand.ts';
import {UsageError} from '../../../commands/usage-error.ts';
import {readLiveRules} from '../../../director/reading/live-rules.ts';
import type {LiveRules} from '../../../director/reading/reading.ts';
import type {KnownLines} from '../../../ipvs/parse/known-lines.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import {type ServiceId, serviceId} from '../../../ipvs/service.ts';
import {parseServiceId} from '../../../ipvs/service-id.ts';
import {
	parseRules,
	type RulesFile,
	RulesFileError,
	readRulesText,
	rulesOfFile,
} from '../files/rules-file.ts';
import type {RestoreContext} from '../restore/run-restore.ts';
import type {RestoreChoice} from '../restore/target-rules.ts';
import {findRulesFile} from './find-rules-file.ts';
import {type SnapshotPlaces, snapshotPlaces} from './snapshot-places.ts';

/** The options shared by `diff` and `restore`. */
export const choiceOptions = {
	service: texts('SERVICE', 'only this service; may be repeated'),
	keepWeights: flag('keep the current weights of servers that both sides have'),
};

/** The context of a subcommand for saved rules. */
export interface SnapshotSubcommandContext<Options = object> extends SubcommandContext<Options> {
	/** The folders, retention, log and drain memory of this director. */
	readonly snapshots: SnapshotPlaces;
}

/** Defines a subcommand for saved rules. */
export function defineSnapshotSubcommand<Table extends OptionTable>(
	definition: SubcommandDefinition<Table>,
	run: (context: SnapshotSubcommandContext<OptionValues<Table>>) => Promise<ExitCode>,
): Subcommand {
	return defineSubcommand(definition, context =>
		run({...context, snapshots: snapshotPlaces(context.place, context.session)}),
	);
}

/** The context of a restore. */
export function restoreContext({
	session: {port, clock, reader, kernel},
	snapshots,
	signal,
}: SnapshotSubcommandContext): RestoreContext {
	return {...snapshots, port, clock, reader, kernel, signal};
}

/** Converts a file error to the subcommand's error: a file that cannot be used is a usage error. */
export function fileFailure(error: unknown): unknown {
	if (!(error instanceof RulesFileError)) {
		return error;
	}

	const codes = {
		missing: exitCode.usage,
		unreadable: exitCode.usage,
		exists: exitCode.refused,
		failed: exitCode.failed,
	} as const;
	return new SubcommandError(codes[error.problem], error.message);
}

/** Rules named on the command line. */
export interface NamedRules extends Omit<RulesFile, 'path'> {
	/** Their name in messages and plans. */
	readonly name: string;
}

/** A text that the command line names. */
export interface NamedText {
	/** Its name in messages and plans. */
	readonly name: string;
	/** Null for standard input. */
	readonly path: string | null;
	readonly text: string;
}

/**
 * Reads the text that a word names: a file, or `-` for standard input.
 * @param find which file the word means
 * @throws {SubcommandError} naming the file and the reason, or when the person wants to stop
 */
export function readNamedText(
	word: string,
	{readInput, signal}: SubcommandContext,
	find: (word: string) => Promise<string> | string,
): Promise<NamedText> {
	const read = async (): Promise<NamedText> => {
		if (word === '-') {
			return {name: 'standard input', path: null, text: await readInput()};
		}

		const path = await find(word);
		return {name: path, path, text: await readRulesText(path)};
	};
	// Standard input may never end.
	return unlessStopped(
		read().catch((error: unknown) => {
			throw fileFailure(error);
		}),
		signal,
	);
}

/** Reads the text of rules that a word names: a file, a snapshot, or `-` for standard input. */
export function readTextOfRules(
	word: string,
	context: SnapshotSubcommandContext,
): Promise<NamedText> {
	return readNamedText(word, context, name =>
		findRulesFile(name, context.snapshots.snapshotFolder),
	);
}

/**
 * Reads the rules of a text.
 * @param known the lines of rules that were read before and that most of these are like
 * @throws {SubcommandError} naming file, line and reason, or when the person wants to stop
 */
export function rulesOfText(
	{name, path, text}: NamedText,
	{session: {clock}, signal}: SnapshotSubcommandContext,
	known?: KnownLines,
): Promise<NamedRules> {
	const read = async (): Promise<NamedRules> => {
		const how = {clock, known};
		if (path === null) {
			return {name, text, rules: await parseRules(name, text, how), about: null, isAsSaved: false};
		}

		return {...(await rulesOfFile(path, text, how)), name};
	};
	// Asking for the address of a name may take long.
	return unlessStopped(
		read().catch((error: unknown) => {
			throw fileFailure(error);
		}),
		signal,
	);
}

/**
 * Reads the rules that a word names: a file, a snapshot, or `-` for standard input.
 * @param known lines of rules that were parsed before, most of which will occur again
 * @throws {SubcommandError} naming file, line and reason, or if the operator interrupts
 */
export async function readNamedRules(
	word: string,
	context: SnapshotSubcommandContext,
	known?: KnownLines,
): Promise<NamedRules> {
	return await rulesOfText(await readTextOfRules(word, context), context, known);
}

/**
 * Reads all rules of the director, its timeouts and sync daemons.
 * @param known lines of rules that were parsed before, most of which will occur again
 * @throws {SubcommandError} if they cannot be read
 */
export function readRulesOfDirector(
	{session: {port, clock, kernel}, signal}: SnapshotSubcommandContext,
	known?: KnownLines,
): Promise<LiveRules> {
	return readLiveRules({port, clock, kernel, known}, {settings: true, signal}).catch(
		(error: unknown) => {
			throw unreachable(error);
		},
	);
}

/**
 * The part of the rules to restore or compare.
 * @throws {UsageError} if a word is not a service
 */
export function choiceFrom({
	keepWeights,
	service,
}: OptionValues<typeof choiceOptions>): RestoreChoice {
	const ids = service.map((word): ServiceId => {
		const key = parseServiceId(word);
		if (!key) {
			throw new UsageError(`--service: '${word}' is not a service`);
		}

		return serviceId(key);
	});
	return {keepWeights, only: ids.length === 0 ? null : new Set(ids)};
}

/**
 * Refuses a chosen service that neither side has: nothing would differ, so a misspelt name would look like a success.
 * @param sides the ids of the services of both sides
 * @throws {SubcommandError}
 */
export function checkChosen({only}: RestoreChoice, ...sides: readonly ServiceId[][]): void {
	if (only === null) {
		return;
	}

	const known = new Set(sides.flat());
	const strangers = [...only].filter(id => !known.has(id));
	if (strangers.length > 0) {
		throw new SubcommandError(
			exitCode.usage,
			`--service: neither side has ${strangers.join(', ')}`,
		);
	}
}

/** The ids of the services of rules. */
export function idsOf(rules: RuleSet): ServiceId[] {
	return rules.map(({service}) => serviceId(service.key));
}
