/**
 * `lvstop restore FILE|- [--dry-run] [--yes] [--keep-weights] [--rollback-on-error] [--service ID]`, and
 * `lvstop restore --finish|--roll-back|--forget` for one that was cut off.
 */
import {withOwnerWarnings} from '../actions/owner-warnings.ts';
import {
	proposeRestore,
	type RestorePlan,
	type RestoreProposal,
} from '../actions/restore/propose-restore.ts';
import type {RestoreOutcome, RulesBefore} from '../actions/restore/restore-outcome.ts';
import {beforeInWords, forgottenInWords, restoreInWords} from '../actions/restore/restore-words.ts';
import type {Sysctls} from '../actions/seen.ts';
import {readSysctls} from '../apply/read-sysctls.ts';
import type {Reading} from '../reading/reading.ts';
import {removeJournal} from '../snapshots/restore-journal.ts';
import {runRestore} from '../snapshots/run-restore.ts';
import {
	findUnfinished,
	proposeWayOut,
	type UnfinishedWay,
} from '../snapshots/unfinished-restore.ts';
import {agree} from './carry-out.ts';
import {type ExitCode, exitCode} from './exit-code.ts';
import {UsageError} from './options.ts';
import {ownersOfTable} from './owners-of-table.ts';
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
import {readForChange, SubcommandError} from './subcommand.ts';

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

/** Shows a plan, has it agreed to, and runs it. */
async function showAndRun(
	plan: RestorePlan,
	shown: Reading,
	context: SnapshotSubcommandContext,
	before?: RulesBefore,
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
		restoreContext(context),
	);
	return tell(plan, outcome, context);
}

function refusal(reasons: readonly string[]): SubcommandError {
	return new SubcommandError(
		exitCode.refused,
		[
			'nothing was changed; these rules cannot be restored:',
			...reasons.map(reason => `  ${reason}`),
		].join('\n'),
	);
}

/** Whether the plan takes servers or services away. */
function deletes({plan}: RestoreProposal): boolean {
	return plan !== undefined && plan.buildingSteps < plan.steps.length;
}

/**
 * Reads the director and makes the plan. Only what is deleted needs the numbers of persistent connections,
 * for its warnings, and they take a listing of the whole table: where nothing is deleted they are not read.
 */
async function proposeOnLive(
	propose: (services: Reading['services'], sysctls: Sysctls) => RestoreProposal,
	context: SnapshotSubcommandContext,
): Promise<{readonly reading: Reading; readonly proposal: RestoreProposal}> {
	const sysctls = await readSysctls(context.session.port, {signal: context.signal});
	const look = async (persistentConnections: boolean) => {
		const reading = await readForChange(context, {persistentConnections, settings: true});
		return {reading, proposal: propose(reading.services, sysctls)};
	};
	const first = await look(false);
	return deletes(first.proposal) ? look(true) : first;
}

async function restoreFile(word: string, context: SnapshotSubcommandContext): Promise<ExitCode> {
	const {options, snapshots, writeError} = context;
	const choice = choiceFrom(options);
	const file = await readNamedRules(word, context);
	const unfinished = await findUnfinished(snapshots.hostFolder);
	if (unfinished) {
		writeError(`lvstop: ${unfinishedText(unfinished)}`);
	}

	const {reading, proposal} = await proposeOnLive(
		(services, sysctls) =>
			proposeRestore({name: file.name, wanted: file.rules, services, choice, sysctls}),
		context,
	);
	checkChosen(
		choice,
		reading.services.map(({id}) => id),
		idsOf(file.rules),
	);
	const {plan, refused} = proposal;
	if (!plan) {
		throw refusal(refused);
	}

	const code = await showAndRun(plan, reading, context);
	writeError(settingsNotes(reading.settings, file.about?.settings ?? null));
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

	const reading = await readForChange(context, {persistentConnections: true, settings: true});
	const {proposal, before} = await proposeWayOut(journal, way, reading, session).catch(
		(error: unknown) => {
			throw fileFailure(error);
		},
	);
	if (!proposal.plan) {
		throw refusal(proposal.refused);
	}

	return showAndRun(proposal.plan, reading, context, before);
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
