/**
 * An unfinished restore: what is left of it, and the ways to end it.
 */

import type {RuleSet} from '../../../ipvs/rule-set.ts';
import type {RulesReading} from '../files/resolve-names.ts';
import {parseRules, readRulesFile} from '../files/rules-file.ts';
import {proposeRestoreOf, type RestoredDirector, type RestoreProposal} from './propose-restore.ts';
import {isUnderWay, type RestoreJournal, readJournal} from './restore-journal.ts';
import type {RulesBefore} from './restore-outcome.ts';
import type {RestoreChoice} from './target-rules.ts';

/**
 * The journal of a restore that no process is running any more; null if there is none. Rejects like {@link
 * readJournal}.
 */
export async function findUnfinished(hostFolder: string): Promise<RestoreJournal | null> {
	const journal = await readJournal(hostFolder);
	return journal && !isUnderWay(journal) ? journal : null;
}

/** A way to end an unfinished restore. */
export type UnfinishedWay = 'finish' | 'roll-back';

/** A way to end an unfinished restore. Run it with `before`, so that the rules to go back to stay the same. */
export interface WayOut {
	readonly proposal: RestoreProposal;
	readonly before: RulesBefore;
}

/**
 * Plans the rest of an unfinished restore, or going back to the rules before it.
 * @throws {RulesFileError} if the rules before it cannot be read any more
 */
export async function proposeWayOut(
	journal: RestoreJournal,
	way: UnfinishedWay,
	director: RestoredDirector,
	how: RulesReading,
): Promise<WayOut> {
	const {rules} = await readRulesFile(journal.before, how);
	const before = {path: journal.before, rules};
	const only = journal.only && new Set(journal.only);
	const request: {name: string; wanted: RuleSet; choice: RestoreChoice} =
		way === 'finish'
			? {
					name: journal.name,
					wanted: await parseRules(journal.name, journal.wanted, how),
					choice: {keepWeights: journal.keepWeights, only},
				}
			: {name: journal.before, wanted: rules, choice: {keepWeights: false, only}};
	return {proposal: proposeRestoreOf(director, request), before};
}
