/**
 * Proposes a restore on the director as it is now.
 */

import {exitCode} from '../../../commands/exit-code.ts';
import {
	type ChangeContext,
	readForChange,
	refuseWithout,
	SubcommandError,
	unreachable,
} from '../../../commands/subcommand.ts';
import {accessOf} from '../../../director/reading/failures.ts';
import {type RulesPlace, readLiveRules} from '../../../director/reading/live-rules.ts';
import type {LiveRules} from '../../../director/reading/reading.ts';
import {knownRules, missingRows} from '../../../plans/known-rules.ts';
import type {RestoredDirector, RestoreProposal} from '../restore/propose-restore.ts';
import {restoredDirector} from '../restore/restored-director.ts';
import type {ShownRules} from '../restore/run-restore.ts';

/** Why rules cannot be restored; one reason for each row. */
export function refusal(reasons: readonly string[]): SubcommandError {
	return new SubcommandError(
		exitCode.refused,
		[
			'nothing was changed; these rules cannot be restored:',
			...reasons.map(reason => `  ${reason}`),
		].join('\n'),
	);
}

/** Whether the plan removes servers or services. */
function deletes({plan}: RestoreProposal): boolean {
	return plan !== undefined && plan.buildingSteps < plan.steps.length;
}

/** The rules that most of the director is expected to have; they make reading cheaper. */
export type ExpectedRules = Pick<RulesPlace, 'known' | 'alike'>;

/** Reads the rules of a director. Fails if it may not be changed. */
async function readForRestore(context: ChangeContext, expected: ExpectedRules): Promise<LiveRules> {
	refuseWithout(context, null);
	try {
		const {port, clock, kernel} = context.session;
		return await readLiveRules(
			{port, clock, kernel, ...expected},
			{settings: true, signal: context.signal},
		);
	} catch (error) {
		refuseWithout(context, accessOf(error));
		throw unreachable(error);
	}
}

/**
 * Reads the director and makes the plan. Deletions need the numbers of persistent connections for their warnings, which
 * take more listings of the whole table; without deletions they are not read.
 * @param propose makes the plan; called twice if something is deleted
 * @param expected what most of the director's rules are expected to be
 * @throws {SubcommandError} if the director cannot be read, or may not be changed
 */
export async function proposeOnDirector<Proposed extends {readonly proposal: RestoreProposal}>(
	propose: (director: RestoredDirector) => Promise<Proposed>,
	context: ChangeContext,
	expected: ExpectedRules = {},
): Promise<Proposed & {readonly shown: ShownRules}> {
	const live = await readForRestore(context, expected);
	const proposed = await propose(restoredDirector(live));
	if (!deletes(proposed.proposal)) {
		return {...proposed, shown: live};
	}

	const reading = await readForChange(context, {persistentConnections: true, settings: true});
	const {services, time, settings} = reading;
	const {rules, unknown} = knownRules(services);
	const missing = missingRows(unknown);
	const seen = await propose({rules, seen: () => services, missing});
	return {...seen, shown: {rules, time, settings, missing}};
}
