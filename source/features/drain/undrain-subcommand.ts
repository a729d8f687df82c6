/**
 * `lvstop undrain SERVICE SERVER`
 */

import {showAndCarryOut} from '../../commands/carry-out.ts';
import {type ExitCode, exitCode} from '../../commands/exit-code.ts';
import {expectWords, findTarget} from '../../commands/find-target.ts';
import {readForChange, type SubcommandContext, SubcommandError} from '../../commands/subcommand.ts';
import {readSysctls} from '../../plans/apply/read-sysctls.ts';
import {proposeUndrain} from './undrain.ts';

/**
 * Gives a drained server the weight back that it had.
 * @throws {UsageError}
 * @throws {SubcommandError}
 */
export async function undrainSubcommand(context: SubcommandContext): Promise<ExitCode> {
	const {words, session, signal} = context;
	expectWords(words, 2, 'undrain SERVICE SERVER');
	const [serviceWord = '', serverWord = ''] = words;
	const reading = await readForChange(context, {persistentConnections: false, settings: false});
	const target = findTarget(reading, serviceWord, serverWord);
	const remembered = await session.state.drains.read();
	const sysctls = await readSysctls(session.port, {signal});
	const {plan, refused} = proposeUndrain([target], remembered, sysctls);
	if (!plan) {
		throw new SubcommandError(exitCode.refused, refused);
	}

	return showAndCarryOut(plan, context);
}
