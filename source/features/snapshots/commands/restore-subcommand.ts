/**
 * `lvstop restore FILE|- [--dry-run] [--yes] [--keep-weights] [--rollback-on-error] [--service ID]`, and
 * `lvstop restore --finish|--roll-back|--forget` for one that was cut off.
 */

import {agree} from '../../../commands/carry-out.ts';
import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import {ownersOfTable} from '../../../director/reading/owners-of-table.ts';
import {createKnownLines, type KnownLines} from '../../../ipvs/parse/known-lines.ts';
import {readSysctls} from '../../../plans/apply/read-sysctls.ts';
import {withOwnerWarnings} from '../../../plans/owners/owner-warnings.ts';
import {UsageError} from '../../../program/options.ts';
import {proposeRestoreOf, type RestorePlan} from '../restore/propose-restore.ts';
import {removeJournal} from '../restore/restore-journal.ts';
import type {RestoreOutcome, RulesBefore} from '../restore/restore-outcome.ts';
import {beforeInWords, forgottenInWords, restoreInWords} from '../restore/restore-words.ts';
import {runRestore, type ShownRules} from '../restore/run-restore.ts';
import {findUnfinished, proposeWayOut, type UnfinishedWay} from '../restore/unfinished-restore.ts';
import {proposeOnDirector, refusal} from './propose-on-director.ts';
import {failedText, restorePlanText, unfinishedText} from './restore-text.ts';
import {settingsNotes} from './settings-notes.ts';
import {
	checkChosen,
	choiceFrom,
	fileFailure,
	idsOf,
	readNamedRules,
	restoreContext,
	type SnapshotSubcommandContext,
} from './snapshot-context.ts';

/** How it is used. */
export const restoreUsage =
	'restore FILE|- [--dry-run] [--yes] [--keep-weights] [--rollback-on-error] [--service ID], or restore --finish|--roll-back|--forget';

const codes: Readonly<Record<RestoreOutcome['result'], ExitCode>> = {
	done: exitCode.done,
	refused: exitCode.refused,
	failed: exitCode.failed,
};

/** Says what became of a restore. */
function tell(
	plan: RestorePlan,
	outcome: RestoreOutcome,
	{write, writeError}: SnapshotSubcommandContext,
): ExitCode {
	switch (outcome.result) {
		case 'done':
			write(`done: ${plan.title}\n`);
			write(outcome.before === null ? '' : `${beforeInWords(outcome.before)}\n`);
			break;
		case 'refused':
			writeError(`lvstop: ${restoreInWords(plan, outcome).join('\n')}\n`);
			break;
		case 'failed':
			writeError(`lvstop: ${failedText(outcome, {color: false})}`);
			break;
	}

	if (outcome.result !== 'refused') {
		writeError(outcome.warnings.map(warning => `lvstop: ${warning}\n`).join(''));
	}

	return codes[outcome.result];
}

/** A plan that can be shown. */
interface ProposedRestore {
	readonly plan: RestorePlan;
	/** What it was made from. */
	readonly shown: ShownRules;
	readonly known?: KnownLines;
	/** Where it ends an unfinished restore: the rules before that. */
	readonly before?: RulesBefore;
}

/** Shows a plan, has it agreed to, and runs it. */
async function showAndRun(
	{plan, shown, known, before}: ProposedRestore,
	context: SnapshotSubcommandContext,
): Promise<ExitCode> {
	const {options, write} = context;
	const shownPlan = withOwnerWarnings(plan, await ownersOfTable(context));
	write(restorePlanText(shownPlan, {inFull: options.dryRun}));
	if (options.dryRun) {
		return exitCode.done;
	}

	// There is nothing to agree to where nothing changes; what is unfinished is still brought to its end.
	if (plan.steps.length > 0) {
		await agree(context, plan.danger);
	}

	const outcome = await runRestore(
		{
			plan,
			// Where somebody was asked, time has passed.
			shown: options.yes ? shown : null,
			rollbackOnError: options.rollbackOnError,
			...(before ? {before} : {}),
		},
		{...restoreContext(context), known},
	);
	return tell(plan, outcome, context);
}

async function restoreFile(word: string, context: SnapshotSubcommandContext): Promise<ExitCode> {
	const {options, session, snapshots, signal, writeError} = context;
	const choice = choiceFrom(options);
	const known = createKnownLines();
	const file = await readNamedRules(word, context, known);
	const unfinished = await findUnfinished(snapshots.hostFolder);
	if (unfinished) {
		writeError(`lvstop: ${unfinishedText(unfinished)}`);
	}

	const sysctls = await readSysctls(session.port, {signal});
	const request = {name: file.name, wanted: file.rules, choice, sysctls};
	const {shown, proposal} = await proposeOnDirector(
		async director => ({proposal: proposeRestoreOf(director, request)}),
		context,
		known,
	);
	checkChosen(choice, idsOf(shown.rules), idsOf(file.rules));
	const {plan, refused} = proposal;
	if (!plan) {
		throw refusal(refused);
	}

	const code = await showAndRun({plan, shown, known}, context);
	writeError(settingsNotes(shown.settings, file.about?.settings ?? null));
	return code;
}

async function endUnfinished(
	way: UnfinishedWay | 'forget',
	context: SnapshotSubcommandContext,
): Promise<ExitCode> {
	const {session, snapshots, write} = context;
	const journal = await findUnfinished(snapshots.hostFolder);
	if (!journal) {
		write('nothing to do: no restore was cut off\n');
		return exitCode.done;
	}

	if (way === 'forget') {
		await removeJournal(snapshots.hostFolder);
		write(`${forgottenInWords(journal)}\n`);
		return exitCode.done;
	}

	const {proposal, before, shown} = await proposeOnDirector(
		director =>
			proposeWayOut(journal, way, director, session).catch((error: unknown) => {
				throw fileFailure(error);
			}),
		context,
	);
	if (!proposal.plan) {
		throw refusal(proposal.refused);
	}

	return showAndRun({plan: proposal.plan, shown, before}, context);
}

/**
 * Makes the rules of the director be those of a file by the smallest change, or ends a restore that was
 * cut off.
 * @throws {UsageError}
 * @throws {SubcommandError}
 */
export async function restoreSubcommand(context: SnapshotSubcommandContext): Promise<ExitCode> {
	const {words, options} = context;
	const [word, ...more] = words;
	if (options.unfinished !== null && word === undefined) {
		return endUnfinished(options.unfinished, context);
	}

	if (word === undefined || more.length > 0 || options.unfinished !== null) {
		throw new UsageError(`usage: lvstop ${restoreUsage}`);
	}

	return restoreFile(word, context);
}
