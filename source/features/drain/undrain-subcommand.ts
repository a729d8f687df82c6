/**
 * `lvstop undrain`
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
import {readSysctls} from '../../plans/apply/read-sysctls.ts';
import {proposeUndrain} from './undrain.ts';

async function run(context: ChangeContext): Promise<ExitCode> {
	const {words, session, signal} = context;
	const [serviceWord = '', serverWord = ''] = words;
	const reading = await readForChange(context, {persistentConnections: false, settings: false});
	const target = findTarget(reading, serviceWord, serverWord);
	const remembered = await session.state.drains.read();
	const sysctls = await readSysctls(session.port, {signal});
	const {plan, refused} = proposeUndrain([target], remembered, sysctls);
	if (!plan) {
		const unusable =
			target.server.weight === 0
				? await session.state.drains.unusable({
						service: target.service.id,
						server: target.server.id,
					})
				: null;
		throw new SubcommandError(exitCode.refused, unusable ?? refused);
	}

	return showAndCarryOut(plan, context);
}

/** Restores the weight that a server had before its drain. */
export const undrainSubcommand = defineSubcommand(
	{
		name: 'undrain',
		usage: ['undrain SERVICE SERVER'],
		summary: 'restore the weight of a drained server',
		description: `Restores the weight that a server had before lvstop drained it. Refused if lvstop does not remember that weight;
use 'lvstop weight' then.`,
		words: {least: 2, most: 2},
		options: consentOptions,
		examples: [
			{
				line: 'undrain tcp:172.16.249.138:80 10.0.0.8:80',
				does: 'shows the command and asks before running it',
			},
		],
	},
	run,
);
