/**
 * Reads the log, opens an entry, and undoes its plan.
 */
import {situationOf} from '../../console/state/director-situation.ts';
import type {ConsoleStore, DonePlan} from '../../console/state/model.ts';
import {busy} from '../../console/state/permission.ts';
import {showProposal} from '../../console/state/plan-dialog.ts';
import {openOverlay} from '../../console/state/screen-actions.ts';
import {listRow} from '../../console/table/list.ts';
import {samePlainData} from '../../ipvs/diff.ts';
import type {CommandLog} from '../../plans/log/log-entry.ts';
import {loggedPlan} from '../../plans/log/logged-plan.ts';
import type {Plan} from '../../plans/plan.ts';
import {undoPlan} from '../../plans/undo.ts';
import {reasonOf} from '../../text/reason.ts';
import {logEntryText} from './log-entry-text.ts';
import {type LogSeen, log, unreadLog} from './log-list.ts';

declare module '../../console/state/console-deps.ts' {
	interface FeatureDeps {
		readonly log: {
			/**
			 * The end of the log, with at least this many entries if there are that many. Rejects if it cannot be read.
			 */
			read(least: number): Promise<CommandLog>;
		};
	}
}

/** More than anybody scrolls through; the files have the whole log. */
const leastEntries = 1000;

/** Whether the log has to be read: its view was just opened, or a plan has ended since. */
function isLogDue(before: LogSeen, now: LogSeen): boolean {
	return (
		now.view === 'log' &&
		(before.view !== 'log' ||
			(before.applying !== null && now.applying === null) ||
			(before.director.live === null && now.director.live !== null))
	);
}

/** Whether the Log view is open and the log has not been read yet. */
export function awaitsLog({view, own}: LogSeen): boolean {
	return view === 'log' && own.readAt === null;
}

async function readLog({deps, update}: Pick<ConsoleStore, 'deps' | 'update'>): Promise<void> {
	try {
		const read = await deps.log.read(leastEntries);
		update(log.change(() => ({log: read, problem: null, readAt: deps.now()})));
	} catch (error) {
		const problem = reasonOf(error);
		// Keys must not work on entries that are not on the screen.
		update(log.change(() => ({log: unreadLog.log, problem, readAt: deps.now()})));
	}
}

/** Reads the log again if that is due. */
export function attendToLog(before: LogSeen, now: LogSeen, store: ConsoleStore): void {
	if (isLogDue(before, now)) {
		void readLog(store);
	}
}

/** Why there is no entry to open; null if there is one. */
export function noEntry({own}: LogSeen): string | null {
	return listRow(own) === undefined ? 'no entry selected' : null;
}

/** Opens the whole log entry at the cursor. */
export function openLogEntry(store: ConsoleStore): void {
	const row = listRow(log.see(store.getState()).own);
	if (row === undefined) {
		return;
	}

	const {id} = row;
	store.update(
		openOverlay({
			place: 'log-entry',
			kinds: ['helped'],
			text(state) {
				const entry = log.see(state).own.rows.find(shown => shown.id === id)?.entry ?? null;
				return {title: 'Logged command', lines: logEntryText(entry, state.size.columns)};
			},
		}),
	);
}

/** Why the plan of the entry at the cursor cannot be undone; null if it can be tried. */
export function loggedUndoRefused(seen: LogSeen): string | null {
	return busy(seen) ?? noEntry(seen);
}

/** Whether a plan of the log is the last one that this console ran. */
function isDoneLast({title, steps}: Plan, last: DonePlan | undefined): boolean {
	return (
		last?.plan.title === title &&
		last.done === steps.length &&
		steps.every(({command}, index) => samePlainData(command, last.plan.steps[index]?.command))
	);
}

/**
 * Shows the plan that undoes the plan of the entry at the cursor. If that is the last one that this console ran, the
 * next undo continues with the one before it, as after any other undo.
 */
export function askLoggedUndo(store: ConsoleStore): void {
	const {own, director, done} = log.see(store.getState());
	const row = listRow(own);
	if (row === undefined) {
		return;
	}

	const logged = loggedPlan(own.log.entries, row.entry);
	const proposal =
		logged.plan === undefined ? logged : undoPlan(logged.plan, situationOf(director));
	const isLast = logged.plan !== undefined && isDoneLast(logged.plan, done.at(-1));
	showProposal(store, proposal, {
		origin: 'undo',
		...(isLast ? {isUndo: true} : {}),
	});
}
