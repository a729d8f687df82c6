/**
 * The subcommands about saved rules, by their names.
 */

import type {ExitCode} from '../../../commands/exit-code.ts';
import {SubcommandError} from '../../../commands/subcommand.ts';
import {diffSubcommand, diffUsage} from './diff-subcommand.ts';
import {restoreSubcommand, restoreUsage} from './restore-subcommand.ts';
import {saveSubcommand, saveUsage} from './save-subcommand.ts';
import type {SnapshotSubcommand, SnapshotSubcommandContext} from './snapshot-context.ts';
import {snapshotsSubcommand, snapshotsUsage} from './snapshots-subcommand.ts';

/** Each with its words, for the help. */
export const snapshotSubcommands = {
	save: {usage: saveUsage, run: saveSubcommand},
	diff: {usage: diffUsage, run: diffSubcommand},
	restore: {usage: restoreUsage, run: restoreSubcommand},
	snapshots: {usage: snapshotsUsage, run: snapshotsSubcommand},
} as const satisfies Readonly<Record<string, {usage: string; run: SnapshotSubcommand}>>;

/**
 * Runs one of them; what keeps it from its work is told on standard error.
 * @throws {UsageError} where it is used wrongly
 */
export async function runSnapshotSubcommand(
	name: keyof typeof snapshotSubcommands,
	context: SnapshotSubcommandContext,
): Promise<ExitCode> {
	try {
		return await snapshotSubcommands[name].run(context);
	} catch (error) {
		if (error instanceof SubcommandError) {
			context.writeError(`lvstop: ${error.message}\n`);
			return error.code;
		}

		throw error;
	}
}
