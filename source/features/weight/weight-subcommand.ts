/**
 * `lvstop weight`
 */

import {consentOptions, showAndCarryOut} from '../../commands/carry-out.ts';
import {type ExitCode, exitCode} from '../../commands/exit-code.ts';
import {findTarget} from '../../commands/find-target.ts';
import {
	type ChangeContext,
	defineSubcommand,
	readForChange,
	SubcommandError,
} from '../../commands/subcommand.ts';
import {UsageError} from '../../commands/usage-error.ts';
import {readSysctls} from '../../plans/apply/read-sysctls.ts';
import {targetName} from '../../plans/seen.ts';
import {isWeight, largestWeight, proposeWeights} from '../../plans/set-weight.ts';

function weightFrom(text: string): number {
	const weight = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
	if (!isWeight(weight)) {
		throw new UsageError(`a weight is a whole number from 0 to ${largestWeight}, not '${text}'`);
	}

	return weight;
}

async function run(context: ChangeContext): Promise<ExitCode> {
	const {words, session, signal, write} = context;
	const [serviceWord = '', serverWord = '', weightWord = ''] = words;
	const weight = weightFrom(weightWord);
	const reading = await readForChange(context, {
		persistentConnections: weight === 0,
		settings: weight === 0,
	});
	const target = findTarget(reading, serviceWord, serverWord);
	if (target.server.weight === weight) {
		write(`nothing to do: ${targetName(target)} already has weight ${weight}\n`);
		return exitCode.done;
	}

	const sysctls = await readSysctls(session.port, {signal});
	const {plan, refused} = proposeWeights(
		[target],
		{to: weight},
		{sysctls, settings: reading.settings, services: reading.services},
	);
	if (!plan) {
		throw new SubcommandError(exitCode.refused, refused);
	}

	return showAndCarryOut(plan, context);
}

/** Changes the weight of a server. */
export const weightSubcommand = defineSubcommand(
	{
		name: 'weight',
		usage: ['weight SERVICE SERVER N'],
		summary: 'set the weight of a server',
		description: `Sets the weight of a server to N, from 0 to ${largestWeight}. lvstop shows the plan and asks before it runs.
Weight 0 stops new connections; 'lvstop drain' also remembers the weight.`,
		words: {least: 3, most: 3},
		options: consentOptions,
		examples: [
			{
				line: 'weight tcp:172.16.249.138:80 10.0.0.8:80 5',
				does: 'shows the command and asks before running it',
			},
			{
				line: 'weight fwm:7 10.0.0.8 5 --yes',
				does: 'changes the weight without asking; the port can be omitted if only one server matches',
			},
		],
	},
	run,
);
