/**
 * `lvstop restore`, of a file or of an unfinished restore.
 */

import {agree, consentOptions, refuseForOldIpvsadm} from '../../../commands/carry-out.ts';
import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import {flag, type OptionValues, onlyOne} from '../../../commands/option.ts';
import {usageOf} from '../../../commands/subcommand.ts';
import {UsageError} from '../../../commands/usage-error.ts';
import {ownersOfTable} from '../../../director/reading/owners-of-table.ts';
import {createKnownLines, type KnownLines} from '../../../ipvs/parse/known-lines.ts';
import {readSysctls} from '../../../plans/apply/read-sysctls.ts';
import {withOwnerWarnings} from '../../../plans/owners/owner-warnings.ts';
import {proposeRestoreOf, type RestorePlan} from '../restore/propose-restore.ts';
import {removeJournal} from '../restore/restore-journal.ts';
import type {RestoreOutcome, RulesBefore} from '../restore/restore-outcome.ts';
import {
	beforeInWords,
	forgottenInWords,
	restoreInWords,
	restoreReport,
} from '../restore/restore-words.ts';
import {runRestore, type ShownRules} from '../restore/run-restore.ts';
import {findUnfinished, proposeWayOut, type UnfinishedWay} from '../restore/unfinished-restore.ts';
import {proposeOnDirector, refusal} from './propose-on-director.ts';
import {failedText, restorePlanText, unfinishedText} from './restore-text.ts';
import {settingsNotes} from './settings-notes.ts';
import {
	checkChosen,
	choiceFrom,
	choiceOptions,
	defineSnapshotSubcommand,
	fileFailure,
	idsOf,
	readNamedRules,
	restoreContext,
	type SnapshotSubcommandContext,
} from './snapshot-context.ts';

const options = {
	...choiceOptions,
	rollbackOnError: flag('roll back to the previous rules if a command fails'),
	finish: flag('run the rest of an interrupted restore'),
	rollBack: flag('go back to the rules from before an interrupted restore'),
	forget: flag('leave everything as an interrupted restore left it'),
	...consentOptions,
};

type RestoreSubcommandContext = SnapshotSubcommandContext<OptionValues<typeof options>>;

const codes: Readonly<Record<RestoreOutcome['result'], ExitCode>> = {
	done: exitCode.done,
	refused: exitCode.refused,
	failed: exitCode.failed,
};

/** Reports the outcome of a restore. */
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
			writeError(`lvstop: ${failedText(outcome)}`);
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
	/** The rules that the plan was made from. */
	readonly shown: ShownRules;
	readonly known?: KnownLines | undefined;
	/** If it ends an unfinished restore: the rules before that. */
	readonly before?: RulesBefore;
}

/** Shows a plan, asks for consent, and runs it. */
async function showAndRun(
	{plan, shown, known, before}: ProposedRestore,
	context: RestoreSubcommandContext,
): Promise<ExitCode> {
	const {options, write} = context;
	await refuseForOldIpvsadm(plan.steps, context);
	const shownPlan = withOwnerWarnings(plan, await ownersOfTable(context));
	write(restorePlanText(shownPlan, {inFull: options.dryRun}));
	if (options.dryRun) {
		return exitCode.done;
	}

	// Without changes there is nothing to confirm, but an unfinished restore still has to be closed.
	if (plan.steps.length > 0) {
		await agree(context, plan.danger);
	}

	const agreed = {
		plan,
		// If the operator was asked, time has passed.
		shown: options.yes ? shown : null,
		rollbackOnError: options.rollbackOnError,
		...(before ? {before} : {}),
	};
	const outcome = await context.session.underWay.during(
		plan.title,
		() => runRestore(agreed, {...restoreContext(context), known}),
		ended => restoreReport(plan, ended),
	);
	return tell(plan, outcome, context);
}

async function restoreFile(word: string, context: RestoreSubcommandContext): Promise<ExitCode> {
	const {options, session, snapshots, signal, writeError} = context;
	const choice = choiceFrom(options);
	// Netlink reports no lines.
	const known = session.kernel ? undefined : createKnownLines();
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
		{known, alike: file.rules},
	);
	const {plan, refused} = proposal;
	if (!plan) {
		throw refusal(refused);
	}

	checkChosen(choice, idsOf(shown.rules), idsOf(file.rules));

	const code = await showAndRun({plan, shown, known}, context);
	writeError(settingsNotes(shown.settings, file.about?.settings ?? null));
	return code;
}

async function endUnfinished(
	way: UnfinishedWay | 'forget',
	context: RestoreSubcommandContext,
): Promise<ExitCode> {
	const {options, session, snapshots, write} = context;
	const journal = await findUnfinished(snapshots.hostFolder);
	if (!journal) {
		write('nothing to do: no restore was interrupted\n');
		return exitCode.done;
	}

	if (way === 'forget') {
		if (options.dryRun) {
			write(`forget ${journal.name}\n`);
			return exitCode.done;
		}

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

/** The way to end an unfinished restore; null if a file is to be restored. */
function unfinishedWay(options: RestoreSubcommandContext['options']) {
	const way = onlyOne(['finish', 'rollBack', 'forget'], name => options[name]);
	if (way === null) {
		return null;
	}

	if (options.keepWeights || options.service.length > 0) {
		throw new UsageError(
			'--keep-weights and --service are only for the restore of a file; an interrupted restore continues with its own options',
		);
	}

	return way === 'rollBack' ? 'roll-back' : way;
}

/** Changes the director's rules to those of a file, or ends an unfinished restore. */
export const restoreSubcommand = defineSnapshotSubcommand(
	{
		name: 'restore',
		usage: ['restore FILE|-', 'restore --finish|--roll-back|--forget'],
		summary: 'restore saved rules with the fewest changes',
		description: `Changes the director to the rules of FILE with the fewest commands; equal rows are not touched. FILE is a path, the
name of a snapshot, or - for standard input. lvstop shows the plan and asks before it runs, and saves the current rules
as a snapshot first. Use --finish, --roll-back or --forget after a restore was interrupted.`,
		words: {least: 0, most: 1},
		options,
		examples: [
			{line: 'restore rules.ipvs --dry-run', does: 'shows every command and changes nothing'},
			{
				line: 'restore 2026-01-31T12-30-05Z --service tcp:172.16.249.138:80',
				does: 'restores one service of a snapshot',
			},
			{
				line: 'restore - --yes --rollback-on-error',
				does: 'restores standard input without asking, and rolls back if a command fails',
			},
			{
				line: 'restore --roll-back',
				does: 'goes back to the rules from before an interrupted restore',
			},
		],
	},
	async context => {
		const [word] = context.words;
		const way = unfinishedWay(context.options);
		if (way !== null && word === undefined) {
			return endUnfinished(way, context);
		}

		if (word === undefined || way !== null) {
			throw usageOf(restoreSubcommand);
		}

		return restoreFile(word, context);
	},
);
