/**
 * Reading the log, looking at an entry, and taking back the plan that it belongs to.
 */

import {busy} from '../../console/state/busy.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import type {ConsoleStore, Reducer} from '../../console/state/console-store.ts';
import type {DonePlan} from '../../console/state/done-plan.ts';
import {showProposal} from '../../console/state/plan-actions.ts';
import {listRow} from '../../console/table/list.ts';
import {samePlainData} from '../../ipvs/diff.ts';
import {loggedPlan} from '../../plans/log/logged-plan.ts';
import type {Plan} from '../../plans/plan.ts';
import {unknownSysctls} from '../../plans/seen.ts';
import {undoPlan} from '../../plans/undo.ts';
import {type LogRow, unreadLog} from './log-list.ts';

/** More than anybody scrolls through; the whole log is in its files. */
const leastEntries = 1000;

/** Whether the log has to be read: its view has just been opened, or a plan has come to its end meanwhile. */
export function isLogDue(before: ConsoleState, after: ConsoleState): boolean {
	return (
		after.view === 'log' &&
		(before.view !== 'log' ||
			(before.applying !== null && after.applying === null) ||
			(before.poll.director === null && after.poll.director !== null))
	);
}

/** Whether the Log view is open and the log has not come yet. */
export function awaitsLog({view, log}: ConsoleState): boolean {
	return view === 'log' && log.readAt === null;
}

/** Reads the log anew. */
export async function readLog({
	deps,
	update,
}: Pick<ConsoleStore, 'deps' | 'update'>): Promise<void> {
	try {
		const log = await deps.log.read(leastEntries);
		update(state => ({log: {...state.log, log, problem: null, readAt: deps.now()}}));
	} catch (error) {
		const problem = error instanceof Error ? error.message : String(error);
		// No key may work on entries that are not on the screen.
		update(state => ({log: {...state.log, log: unreadLog.log, problem, readAt: deps.now()}}));
	}
}

/** Why there is no entry to look at; null where there is one. */
export function noEntry({log}: ConsoleState): string | null {
	return listRow(log) === undefined ? 'there is no entry' : null;
}

/** Opens everything that the log has of the cursor's command. */
export const openLogEntry: Reducer = ({log}) => {
	const row = listRow(log);
	return row === undefined ? {} : {overlay: {kind: 'log-entry', entry: row.id, scroll: 0}};
};

/** The entry whose details are open; null where the log no longer has it. */
export function openEntry({overlay, log}: ConsoleState): LogRow | null {
	return overlay?.kind === 'log-entry'
		? (log.rows.find(({id}) => id === overlay.entry) ?? null)
		: null;
}

/** Why the plan of the cursor's entry cannot be taken back; null where it can be tried. */
export function loggedUndoRefused(state: ConsoleState): string | null {
	return busy(state) ?? noEntry(state);
}

/** Whether a plan of the log does what was done last from here. */
function isDoneLast({title, steps}: Plan, last: DonePlan | undefined): boolean {
	return (
		last?.plan.title === title &&
		last.done === steps.length &&
		steps.every(({command}, index) => samePlainData(command, last.plan.steps[index]?.command))
	);
}

/**
 * Shows the plan that takes back the plan of the cursor's entry. Where that is what was done last from here,
 * the next undo goes on with the one before, as after an undo anywhere else.
 */
export function askLoggedUndo(store: ConsoleStore): void {
	const {log, poll, facts, done} = store.getState();
	const row = listRow(log);
	if (row === undefined) {
		return;
	}

	const logged = loggedPlan(log.log.entries, row.entry);
	const proposal =
		logged.plan === undefined
			? logged
			: undoPlan(logged.plan, {
					services: poll.director?.services ?? [],
					sysctls: facts?.sysctls ?? unknownSysctls,
				});
	const isLast = logged.plan !== undefined && isDoneLast(logged.plan, done.at(-1));
	showProposal(store, proposal, {
		origin: 'undo',
		...(isLast ? {purpose: {kind: 'undo'} as const} : {}),
	});
}
