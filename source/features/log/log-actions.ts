/**
 * Reads the log, opens an entry, and undoes its plan.
 */
import {situationOf} from '../../console/state/director-situation.ts';
import type {ConsoleStore, DonePlan} from '../../console/state/model.ts';
import {busy} from '../../console/state/permission.ts';
import {showProposal} from '../../console/state/plan-dialog.ts';
import type {Reason} from '../../console/state/refusal.ts';
import {openOverlay} from '../../console/state/screen-actions.ts';
import {listRow} from '../../console/table/list.ts';
import {type Fact, wrappedFact} from '../../console/text/fact-line.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {showCommand} from '../../director/port/show-command.ts';
import {samePlainData} from '../../ipvs/diff.ts';
import type {CommandLog, LogEntry} from '../../plans/log/log-entry.ts';
import {loggedPlan} from '../../plans/log/logged-plan.ts';
import {rowStateInWords} from '../../plans/log/row-state-words.ts';
import type {Plan} from '../../plans/plan.ts';
import {undoPlan} from '../../plans/undo.ts';
import {escapeControls} from '../../text/escape.ts';
import {reasonOf} from '../../text/reason.ts';
import {localTime} from '../../text/time.ts';
import {endInWords} from './log-columns.ts';
import {type LogSeen, log, unreadLog} from './log-list.ts';

const labelWidth = 11;

function facts(entry: LogEntry): readonly Fact[] {
	const {time, user, host, plan, run, command, exitCode, message, before, after} = entry;
	const ran: readonly Fact[] = entry.outside
		? []
		: [
				{label: '', value: showCommand(command), role: 'strong'},
				{label: 'result', value: endInWords(entry), role: exitCode === 0 ? 'text' : 'bad'},
			];
	return [
		{label: 'time', value: `${localTime(time)} (${time})`},
		{label: 'user', value: user},
		{label: 'host', value: host},
		{label: 'plan', value: plan},
		...(run === null ? [] : [{label: 'command', value: `${run.step} of ${run.steps}`}]),
		...ran,
		...(message === '' ? [] : [{label: 'message', value: message}]),
		...(before === null ? [] : [{label: 'before', value: rowStateInWords(before)}]),
		...(after === null ? [] : [{label: 'after', value: rowStateInWords(after)}]),
	];
}

/** The lines of an entry; null if the log no longer has it. */
function logEntryText(entry: LogEntry | null, columns: number): readonly (readonly Piece[])[] {
	if (entry === null) {
		return [[piece(' This entry is no longer shown.', 'warn')]];
	}

	const widths = {label: labelWidth, line: columns};
	return facts(entry).flatMap(fact =>
		wrappedFact(
			// Line breaks are kept; all other control characters are made visible.
			{...fact, value: fact.value.split('\n').map(escapeControls).join('\n')},
			widths,
		),
	);
}

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
			text(state) {
				const entry = log.see(state).own.rows.find(shown => shown.id === id)?.entry ?? null;
				return {title: 'Logged command', lines: logEntryText(entry, state.size.columns)};
			},
		}),
	);
}

/** Why the plan of the entry at the cursor cannot be undone; null if it can be tried. */
export function loggedUndoRefused(seen: LogSeen): Reason | null {
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
