/**
 * Runs a typed command of ipvsadm with the care of a plan: show, ask, run, verify, log.
 */
import {showAndCarryOut} from '../../../commands/carry-out.ts';
import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import {type ChangeContext, readForChange, SubcommandError} from '../../../commands/subcommand.ts';
import type {Reading} from '../../../director/reading/reading.ts';
import {readSysctls} from '../../../plans/apply/read-sysctls.ts';
import {proposeCommand, type RemovedValue} from './propose-command.ts';
import type {EditingCommand} from './typed-command.ts';

/** The options of the command line besides ipvsadm's words. */
export interface CommandDetails {
	readonly removed?: readonly RemovedValue[];
	/** Completes the command by what was read, such as a server named without its port. */
	readonly resolve?: (command: EditingCommand, reading: Reading) => EditingCommand;
}

/**
 * Reads the director, and shows and runs the plan of the command.
 * @throws {SubcommandError} if it is refused
 * @throws {UsageError} if the command line is wrong
 */
export async function runTypedCommand(
	command: EditingCommand,
	context: ChangeContext,
	{removed = [], resolve = typed => typed}: CommandDetails = {},
): Promise<ExitCode> {
	const {session, signal, write} = context;
	// A server may lose its weight, or its clients: then their number and the timeouts matter.
	const reading = await readForChange(context, {persistentConnections: true, settings: true});
	const sysctls = await readSysctls(session.port, {signal});
	const proposed = proposeCommand(resolve(command, reading), {reading, sysctls, removed});
	if ('nothing' in proposed) {
		write(`nothing to do: ${proposed.nothing}\n`);
		return exitCode.done;
	}

	const {plan, refused} = proposed.proposal;
	if (!plan) {
		throw new SubcommandError(exitCode.refused, refused);
	}

	return showAndCarryOut(plan, context, proposed.changes);
}
