/**
 * Restoring saved rules: asking, the plan, its options, running and undoing it.
 */

import {withDone} from '../../../console/state/done-plan.ts';
import {type Severity, say} from '../../../console/state/message.ts';
import type {ConsoleStore, Frame} from '../../../console/state/model.ts';
import type {ServiceId} from '../../../ipvs/service.ts';
import {reasonOf} from '../../../text/reason.ts';
import {noteRows} from '../../changes/index.ts';
import {markedServices} from '../../services/index.ts';
import type {RestoreOutcome} from '../restore/restore-outcome.ts';
import {beforeOnScreen, restoreInWords} from '../restore/restore-words.ts';
import type {RestoreChoice} from '../restore/target-rules.ts';
import {loadSnapshots} from './follow-snapshots.ts';
import {
	proposeWanted,
	refusalInWords,
	restoreOrigin,
	restorePrompt,
	type ShownRestore,
	shownRestore,
} from './restore-prompt.ts';
import type {UnfinishedWay} from './snapshot-deps.ts';

/** The dialog for a restore. A restore does not show each command as it runs. */
function promptFor(frame: Frame, restore: ShownRestore, isOffered = false) {
	return restorePrompt(frame, restore, {
		isOffered,
		carryOut: store => carryOutRestore(store, restore),
	});
}

/**
 * Reads a snapshot or a file and shows the plan that restores it.
 * @throws if the file cannot be read
 */
async function showRestore(
	store: ConsoleStore,
	word: string,
	{choice, takesBack}: {readonly choice: RestoreChoice; readonly takesBack: string | null},
): Promise<void> {
	const {name, rules} = await store.deps.snapshots.read(word);
	const state = store.getState();
	const {plan, refused} = proposeWanted({name, rules, choice}, state);
	if (plan === undefined) {
		store.update(say('warning', refused, restoreOrigin));
		return;
	}

	if (plan.steps.length === 0) {
		store.update(
			say('info', `no differences: the director already has the rules of ${name}`, restoreOrigin),
		);
		return;
	}

	const marked = takesBack === null ? markedServices(state) : null;
	const restore = {plan, marked, before: null, takesBack};
	store.update(state => ({prompt: state.prompt ?? promptFor(state, restore)}));
}

/**
 * Shows the plan that restores a snapshot or a file.
 * @throws if the file cannot be read
 */
export function askRestore(store: ConsoleStore, word: string): Promise<void> {
	return showRestore(store, word, {choice: {keepWeights: false, only: null}, takesBack: null});
}

/** Makes the shown plan again with another choice. */
function choose(
	store: ConsoleStore,
	change: (restore: ShownRestore) => Partial<RestoreChoice>,
): void {
	const state = store.getState();
	const restore = shownRestore(state);
	if (restore === null) {
		return;
	}

	const {name, wanted, choice} = restore.plan.request;
	const {plan, refused} = proposeWanted(
		{name, rules: wanted, choice: {...choice, ...change(restore)}},
		state,
	);
	store.update(
		plan === undefined
			? say('warning', refused, restoreOrigin)
			: state => ({prompt: promptFor(state, {...restore, plan})}),
	);
}

/** Toggles whether servers that both sides have keep their weights. */
export function toggleKeepWeights(store: ConsoleStore): void {
	choose(store, ({plan}) => ({keepWeights: !plan.request.choice.keepWeights}));
}

/** Toggles between all services and only those with marked servers. */
export function toggleOnlyMarked(store: ConsoleStore): void {
	choose(store, ({plan, marked}) => ({only: plan.request.choice.only === null ? marked : null}));
}

/** Why the shown plan has no options; null if it has. */
export function choiceRefused(state: Pick<Frame, 'prompt'>): string | null {
	const restore = shownRestore(state);
	if (restore === null) {
		return 'this is only for restores';
	}

	return restore.before === null && restore.takesBack === null
		? null
		: 'a rollback always restores exactly the previous rules';
}

/** Why a restore cannot be limited to marked services; null if it can. */
export function onlyMarkedRefused(state: Pick<Frame, 'prompt'>): string | null {
	return (
		choiceRefused(state) ??
		(shownRestore(state)?.marked === null
			? 'no server was marked when you started the restore'
			: null)
	);
}

/** Shows the plan that undoes a restore: back to the rules before it, for the same services. */
async function askUndoRestore(
	store: ConsoleStore,
	before: string,
	only: ReadonlySet<ServiceId> | null,
): Promise<void> {
	try {
		await showRestore(store, before, {choice: {keepWeights: false, only}, takesBack: before});
	} catch (error) {
		store.update(say('error', reasonOf(error), restoreOrigin));
	}
}

/** The undo entry after a restore has ended. */
function doneAfter(
	{done, director}: Pick<Frame, 'done' | 'director'>,
	{plan, takesBack, before}: ShownRestore,
	outcome: RestoreOutcome,
): Frame['done'] {
	const wentBackTo = takesBack ?? before?.path ?? null;
	if (outcome.result === 'done' && wentBackTo !== null) {
		return done.filter(({way}) => way?.to !== wentBackTo);
	}

	if (outcome.result === 'refused' || outcome.before === null) {
		return done;
	}

	const {before: path} = outcome;
	const {only} = plan.request.choice;
	return withDone(done, {
		plan,
		director: director.id,
		done: plan.steps.length,
		way: {to: path, undo: store => void askUndoRestore(store, path, only)},
	});
}

function severityOf(outcome: RestoreOutcome): Severity {
	if (outcome.result !== 'done') {
		return 'error';
	}

	return outcome.warnings.length === 0 ? 'info' : 'warning';
}

/** Runs a confirmed restore and reports the outcome. After a failure it offers to roll back. */
async function carryOutRestore(store: ConsoleStore, restore: ShownRestore): Promise<void> {
	const {plan, before} = restore;
	const director = store.getState().director.id;
	try {
		const outcome = await store.deps.snapshots.restore(plan, before);
		if (outcome.result !== 'refused' && outcome.before !== null) {
			// Which rows a restore has changed before it failed is not known.
			store.update(
				noteRows(outcome.result === 'done' ? plan.title : `${plan.title} (failed)`, plan.steps),
			);
		}

		// The next restore is made from the last reading, so that must be the table as it is now.
		await store.deps.refresh(director);
		store.update(
			say(
				severityOf(outcome),
				restoreInWords(plan, outcome, beforeOnScreen).join('; '),
				restoreOrigin,
			),
			frame => ({applying: null, done: doneAfter(frame, restore, outcome)}),
		);
		if (outcome.result === 'failed') {
			await showWayOut(store, 'roll-back', {isOffered: true});
		}
	} catch (error) {
		store.update(say('error', reasonOf(error), restoreOrigin), () => ({applying: null}));
		void store.deps.refresh(director);
	}

	if (store.getState().view === 'snapshots') {
		await loadSnapshots(store);
	}
}

/** Shows the plan that ends an unfinished restore. If there is nothing left to do, it ends at once. */
export async function showWayOut(
	store: ConsoleStore,
	way: UnfinishedWay,
	{isOffered = false}: {readonly isOffered?: boolean} = {},
): Promise<void> {
	try {
		const {proposal, before} = await store.deps.snapshots.wayOut(way);
		const {plan, refused} = proposal;
		if (plan === undefined) {
			store.update(say('error', refusalInWords(refused), restoreOrigin));
			return;
		}

		const restore: ShownRestore = {plan, marked: null, before, takesBack: null};
		if (plan.steps.length > 0) {
			store.update(state => ({prompt: state.prompt ?? promptFor(state, restore, isOffered)}));
			return;
		}

		const outcome = await store.deps.snapshots.restore(plan, before);
		if (!isOffered) {
			store.update(
				say(
					severityOf(outcome),
					restoreInWords(plan, outcome, beforeOnScreen).join('; '),
					restoreOrigin,
				),
			);
		}
	} catch (error) {
		store.update(say('error', reasonOf(error), restoreOrigin));
	}
}
