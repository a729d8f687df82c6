/**
 * Runs a restore after consent: reads again, saves the present rules, writes the journal, runs the steps, verifies
 * them, and rolls back if that was requested.
 */

import {failureInWords} from '../../../director/reading/failures.ts';
import {readLiveRules} from '../../../director/reading/live-rules.ts';
import {readWithPatience} from '../../../director/reading/patience.ts';
import type {LiveRules} from '../../../director/reading/reading.ts';
import {diffRules} from '../../../ipvs/diff.ts';
import {refuseOldIpvsadm} from '../../../plans/apply/refuse-old-ipvsadm.ts';
import {rulesText} from '../files/rules-file.ts';
import {applyRetention, type Retention, saveSnapshot} from '../files/snapshot-folder.ts';
import {
	type CarryOutContext,
	carryOutRestore,
	isEmptyDiff,
	remainingDifference,
} from './carry-out-restore.ts';
import {changeCounts, describeCounts} from './change-counts.ts';
import {ownIdentity} from './journal-process.ts';
import {missingInWords, missingOfChoice, noteWithMissing} from './missing-rows.ts';
import {proposeRestoreOf, type RestorePlan} from './propose-restore.ts';
import {
	isUnderWay,
	type RestoreJournal,
	readJournal,
	removeJournal,
	writeJournal,
} from './restore-journal.ts';
import type {RestoreOutcome, Rollback, RulesBefore} from './restore-outcome.ts';
import {restoredDirector} from './restored-director.ts';
import {chosenRules} from './target-rules.ts';

/** The dependencies of a restore besides its plan. */
export interface RestoreContext extends CarryOutContext {
	/** The director's folder, for the journal. */
	readonly hostFolder: string;
	readonly host: string;
	readonly user: string;
	/** The director's snapshots. */
	readonly snapshotFolder: string;
	readonly retention: Retention;
}

/** The rules of the director when the plan was made. */
export type ShownRules = Pick<LiveRules, 'time' | 'rules' | 'settings' | 'missing'>;

/** A confirmed restore. */
export interface AgreedRestore {
	readonly plan: RestorePlan;
	/**
	 * The rules that the plan was made from; null if an operator looked at the plan in between, so that the table is
	 * read again.
	 */
	readonly shown: ShownRules | null;
	/** Whether to roll back if the restore fails. */
	readonly rollbackOnError: boolean;
	/** If an unfinished restore is continued: the rules before it, which are then not saved again. */
	readonly before?: RulesBefore;
}

/** The difference between the chosen part of the table and what was shown; null if there is none. */
function whyChanged({present, request}: RestorePlan, {rules, missing}: ShownRules): string | null {
	const gone = missingInWords(missingOfChoice(missing, request.choice));
	if (gone.length > 0) {
		return gone.join('; ');
	}

	const diff = diffRules(present, chosenRules(rules, request.choice));
	return isEmptyDiff(diff)
		? null
		: `the table has changed since the plan was shown: ${describeCounts(changeCounts(diff))}`;
}

/** Saves the present rules. */
async function saveBefore(
	{rules, time, settings, missing}: ShownRules,
	context: RestoreContext,
): Promise<RulesBefore> {
	const path = await saveSnapshot(context.snapshotFolder, {
		rules,
		time,
		host: context.host,
		occasion: 'before-restore',
		note: noteWithMissing('', missing),
		settings,
	});
	return {path, rules};
}

/** Why a restore cannot begin; null if it can. */
function obstacle(journal: RestoreJournal | null): string | null {
	return journal && isUnderWay(journal)
		? `another restore is running: ${journal.name}, by ${journal.user} in process ${journal.pid}`
		: null;
}

function journalOf(
	{plan}: AgreedRestore,
	before: RulesBefore,
	{clock, user}: RestoreContext,
): RestoreJournal {
	const {name, wanted, choice} = plan.request;
	return {
		startedAt: clock.now(),
		user,
		...ownIdentity(),
		name,
		wanted: rulesText(wanted),
		keepWeights: choice.keepWeights,
		only: choice.only && [...choice.only],
		before: before.path,
	};
}

/** Rolls back, even if the restore was cancelled. */
async function rollBack(
	{request}: RestorePlan,
	before: RulesBefore,
	context: RestoreContext,
): Promise<Rollback> {
	try {
		const director = restoredDirector(await readLiveRules(context, {}));
		const {plan, refused} = proposeRestoreOf(director, {
			name: before.path,
			wanted: before.rules,
			choice: {...request.choice, keepWeights: false},
		});
		if (!plan) {
			return {result: 'failed', reason: refused.join('; ')};
		}

		const outcome = await carryOutRestore(plan, {...context, signal: undefined});
		return outcome.result === 'done' ? outcome : {result: 'failed', reason: outcome.reason};
	} catch (error) {
		return {result: 'failed', reason: failureInWords(error)};
	}
}

/** Runs the plan, while the journal records it. */
async function carryOut(
	{plan, rollbackOnError}: AgreedRestore,
	before: RulesBefore,
	context: RestoreContext,
): Promise<RestoreOutcome> {
	const outcome = await carryOutRestore(plan, context);
	if (outcome.result === 'refused') {
		return outcome;
	}

	if (outcome.result === 'done') {
		return {...outcome, before: before.path};
	}

	const unhindered = {...context, signal: undefined};
	const left = await readWithPatience(context.clock, () =>
		remainingDifference(plan, unhindered),
	).catch(() => null);
	const rollback = rollbackOnError ? await rollBack(plan, before, context) : null;
	return {...outcome, left, before: before.path, rollback};
}

/** Whether the next start has to know about the restore. */
function isUnfinished(outcome: RestoreOutcome): boolean {
	return outcome.result === 'failed' && outcome.rollback?.result !== 'done';
}

/** The work after the result is known; failures become warnings. */
async function clearUp(
	outcome: RestoreOutcome,
	earlier: RestoreJournal | null,
	{hostFolder, snapshotFolder, retention}: RestoreContext,
): Promise<RestoreOutcome> {
	if (isUnfinished(outcome)) {
		return outcome;
	}

	try {
		if (outcome.result === 'refused') {
			await (earlier ? writeJournal(hostFolder, earlier, 'replace') : removeJournal(hostFolder));
			return outcome;
		}

		await removeJournal(hostFolder);
		await applyRetention(
			snapshotFolder,
			retention,
			new Set([outcome.before].filter(path => path !== null)),
		);
		return outcome;
	} catch (error) {
		const warning = `cleaning up after the restore: ${failureInWords(error)}`;
		return outcome.result === 'refused'
			? {...outcome, reason: `${outcome.reason}; ${warning}`}
			: {...outcome, warnings: [...outcome.warnings, warning]};
	}
}

/**
 * Runs a confirmed restore. The present rules are saved first. A journal in the director's folder records the restore
 * until its result is verified or it was rolled back. Never rejects: the outcome is `refused` if nothing was written to
 * the director.
 */
export async function runRestore(
	agreed: AgreedRestore,
	context: RestoreContext,
): Promise<RestoreOutcome> {
	const {plan, shown} = agreed;
	const {hostFolder} = context;
	let earlier: RestoreJournal | null;
	let before: RulesBefore;
	try {
		const now = shown ?? (await readLiveRules(context, {settings: true, signal: context.signal}));
		earlier = await readJournal(hostFolder);
		const reason =
			obstacle(earlier) ??
			(shown ? null : whyChanged(plan, now)) ??
			(await refuseOldIpvsadm(plan.steps, context.port, {signal: context.signal}));
		if (reason !== null) {
			return {result: 'refused', reason};
		}

		if (plan.steps.length === 0) {
			const done = {result: 'done', before: null, warnings: []} as const;
			return agreed.before ? await clearUp(done, earlier, context) : done;
		}

		before = agreed.before ?? (await saveBefore(now, context));
		const journal = journalOf(agreed, before, context);
		await writeJournal(hostFolder, journal, earlier ? 'replace' : 'keep');
	} catch (error) {
		return {result: 'refused', reason: failureInWords(error)};
	}

	return await clearUp(await carryOut(agreed, before, context), earlier, context);
}
