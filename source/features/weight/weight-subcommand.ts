/**
 * `lvstop weight SERVICE SERVER N`
 */

import {showAndCarryOut} from '../../commands/carry-out.ts';
import {type ExitCode, exitCode} from '../../commands/exit-code.ts';
import {expectWords, findTarget} from '../../commands/find-target.ts';
import {readForChange, type SubcommandContext, SubcommandError} from '../../commands/subcommand.ts';
import {readSysctls} from '../../plans/apply/read-sysctls.ts';
import {targetName} from '../../plans/seen.ts';
import {UsageError} from '../../program/options.ts';
import {isWeight, largestWeight, proposeWeights} from './set-weight.ts';

function weightFrom(text: string): number {
	const weight = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
	if (!isWeight(weight)) {
		throw new UsageError(`a weight is a whole number from 0 to ${largestWeight}, not '${text}'`);
	}

	return weight;
}

/**
 * Gives a server another weight.
 * @throws {UsageError}
 * @throws {SubcommandError}
 */
export async function weightSubcommand(context: SubcommandContext): Promise<ExitCode> {
	const {words, session, signal, write} = context;
	expectWords(words, 3, 'weight SERVICE SERVER N');
	const [serviceWord = '', serverWord = '', weightWord = ''] = words;
	const weight = weightFrom(weightWord);
	const reading = await readForChange(context, {persistentConnections: false, settings: false});
	const target = findTarget(reading, serviceWord, serverWord);
	if (target.server.weight === weight) {
		write(`nothing to do: ${targetName(target)} already has weight ${weight}\n`);
		return exitCode.done;
	}

	const sysctls = await readSysctls(session.port, {signal});
	const {plan, refused} = proposeWeights([target], {to: weight}, sysctls);
	if (!plan) {
		throw new SubcommandError(exitCode.refused, refused);
	}

	return showAndCarryOut(plan, context);
}
