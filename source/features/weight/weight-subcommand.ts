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
import {targetName} from '../../plans/known-row.ts';
import {
	canReachZero,
	largestWeight,
	proposeWeights,
	readWeightChange,
	type WeightChange,
	weightAfter,
} from '../../plans/set-weight.ts';

function changeFrom(text: string): WeightChange {
	const {change, problem} = readWeightChange(text);
	if (change === undefined) {
		throw new UsageError(`WEIGHT '${text}', character ${problem.at}: ${problem.message}`);
	}

	return change;
}

/** Why a change has no effect. */
function unchanged(weight: number, change: WeightChange): string {
	return 'to' in change ? `already has weight ${weight}` : `keeps weight ${weight}`;
}

async function run(context: ChangeContext): Promise<ExitCode> {
	const {words, session, signal, write} = context;
	const [serviceWord = '', serverWord = '', weightWord = ''] = words;
	const change = changeFrom(weightWord);
	const mayEmpty = canReachZero(change);
	const reading = await readForChange(context, {
		persistentConnections: mayEmpty,
		settings: mayEmpty,
	});
	const target = findTarget(reading, serviceWord, serverWord);
	const {weight} = target.server;
	if (weightAfter(weight, change) === weight) {
		write(`nothing to do: ${targetName(target)} ${unchanged(weight, change)}\n`);
		return exitCode.done;
	}

	const sysctls = await readSysctls(session.port, {signal});
	const {plan, refused} = proposeWeights([target], change, {
		sysctls,
		settings: reading.settings,
		services: reading.services,
	});
	if (!plan) {
		throw new SubcommandError(exitCode.refused, refused);
	}

	return showAndCarryOut(plan, context);
}

/** Changes the weight of a server. */
export const weightSubcommand = defineSubcommand(
	{
		name: 'weight',
		usage: ['weight SERVICE SERVER WEIGHT'],
		summary: 'set the weight of a server',
		description: `Sets the weight of a server. WEIGHT is a number from 0 to ${largestWeight}, or a change of the present weight: +1, -1, 50% or
x2. A part or a multiple is rounded, and a server with weight keeps at least 1. Weight 0 stops new
connections; 'lvstop drain' also remembers the weight. lvstop shows the plan and asks before it runs.`,
		words: {least: 3, most: 3},
		options: consentOptions,
		examples: [
			{
				line: 'weight tcp:172.16.249.138:80 10.0.0.8:80 5',
				does: 'shows the command and asks before running it',
			},
			{
				line: 'weight tcp:172.16.249.138:80 10.0.0.8:80 50%',
				does: 'halves the weight that the server has now',
			},
			{
				line: 'weight fwm:7 10.0.0.8 5 --yes',
				does: 'changes the weight without asking; the port can be omitted if only one server matches',
			},
		],
	},
	run,
);
