/**
 * The subcommands that change weights, and the log of what was changed, by their names.
 */

import type {ExitCode} from '../commands/exit-code.ts';
import {type Subcommand, type SubcommandContext, SubcommandError} from '../commands/subcommand.ts';
import {drainSubcommand} from '../features/drain/drain-subcommand.ts';
import {undrainSubcommand} from '../features/drain/undrain-subcommand.ts';
import {logSubcommand} from '../features/log/log-subcommand.ts';
import {weightSubcommand} from '../features/weight/weight-subcommand.ts';

/** Each with its words, for the help. */
export const changeSubcommands = {
	weight: {usage: 'weight SERVICE SERVER N', run: weightSubcommand},
	drain: {usage: 'drain SERVICE SERVER [--wait] [--timeout S] [--delete]', run: drainSubcommand},
	undrain: {usage: 'undrain SERVICE SERVER', run: undrainSubcommand},
	log: {usage: 'log [-n N] [--json]', run: logSubcommand},
} as const satisfies Readonly<Record<string, {usage: string; run: Subcommand}>>;

/**
 * Runs one of them; what keeps it from its work is told on standard error.
 * @throws {UsageError} where it is used wrongly
 */
export async function runChangeSubcommand(
	name: keyof typeof changeSubcommands,
	context: SubcommandContext,
): Promise<ExitCode> {
	try {
		return await changeSubcommands[name].run(context);
	} catch (error) {
		if (error instanceof SubcommandError) {
			context.writeError(`lvstop: ${error.message}\n`);
			return error.code;
		}

		throw error;
	}
}
