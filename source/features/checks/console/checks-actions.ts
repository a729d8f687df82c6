/**
 * Runs the checks, opens a finding, and shows the plan that mends it.
 */
import {findRow} from '../../../console/state/console-row.ts';
import {show} from '../../../console/state/message.ts';
import type {ConsoleStore, Reducer} from '../../../console/state/model.ts';
import {busy} from '../../../console/state/permission.ts';
import {showProposal} from '../../../console/state/plan-dialog.ts';
import type {Reason} from '../../../console/state/refusal.ts';
import {openOverlay} from '../../../console/state/screen-actions.ts';
import {listRow} from '../../../console/table/list.ts';
import {type Fact, wrappedFact} from '../../../console/text/fact-line.ts';
import type {Piece} from '../../../console/text/paint.ts';
import type {Known} from '../../../director/machine/known.ts';
import type {MachineFiles} from '../../../director/machine/machine-files.ts';
import {escapeControls} from '../../../text/escape.ts';
import {showRows} from '../../services/index.ts';
import {type CheckRow, type ChecksSeen, checksSlice, rowsWithFindings} from '../kept-checks.ts';
import {checkNamed} from '../registry.ts';
import type {CheckResult} from '../run-checks.ts';
import {severityRole} from './check-columns.ts';

declare module '../../../console/state/console-deps.ts' {
	interface FeatureDeps {
		readonly checks: {
			/** Runs the checks now. */
			runNow(): void;
			/** Reads the kernel's files for the details of the director. */
			readFiles(): Promise<Known<MachineFiles>>;
		};
	}
}

/** The origin of messages about checks. */
const origin = 'checks';

/** Notes that the checks are running. */
export const beginChecks: Reducer = checksSlice.reduce(() => ({kept: {isRunning: true}}));

/** Stores the result of a run, and marks the rows with an error or a warning. */
export function receiveChecks(
	result: CheckResult | {readonly problem: string},
	now: number,
): Reducer {
	return checksSlice.reduce(() => {
		if ('problem' in result) {
			return {kept: {isRunning: false, problem: result.problem}};
		}

		const marked = rowsWithFindings(result);
		return {kept: {isRunning: false, problem: null, ranAt: now, result, marked}};
	});
}

/** Runs the checks when their view is opened. */
export function attendToChecks(before: ChecksSeen, now: ChecksSeen, {deps}: ConsoleStore): void {
	if (now.view === 'checks' && before.view !== 'checks') {
		deps.checks.runNow();
	}
}

/**
 * Whether the screen waits for the first result, or for the settings of the director. A director that cannot be read is
 * not checked.
 */
export function awaitsChecks({view, overlay, kept, director}: ChecksSeen): boolean {
	return (
		(view === 'checks' &&
			director.live !== null &&
			kept.result === null &&
			kept.problem === null) ||
		(overlay?.place === 'director' && kept.files === null)
	);
}

/** Why there is no row to open; null if there is one. */
export function noCheckRow({own}: ChecksSeen): string | null {
	return listRow(own) === undefined ? 'no finding selected' : null;
}

const labelWidth = 10;

/** Everything about a row. */
function factsOf(row: CheckRow): readonly Fact[] {
	const id = row.kind === 'finding' ? row.finding.id : row.unknown.id;
	const check = checkNamed(id);
	const rule: readonly Fact[] =
		check === undefined
			? []
			: [
					{label: '', value: ''},
					{label: 'rule', value: check.rule.replaceAll('`', '')},
					{label: 'source', value: check.source, role: 'dim'},
				];
	if (row.kind === 'unknown') {
		return [
			{label: 'check', value: id},
			{label: 'cannot', value: `know: ${row.unknown.reason}`, role: 'warn'},
			...rule,
		];
	}

	const {severity, about, found, why, mend, propose} = row.finding;
	return [
		{label: 'check', value: `${id} (${severity})`, role: severityRole[severity]},
		{label: 'about', value: about},
		{label: 'found', value: found, role: 'strong'},
		{label: 'why', value: why},
		{label: '', value: ''},
		{label: 'mend', value: mend, role: 'key'},
		{
			label: '',
			value:
				propose === null
					? 'lvstop does not run this: copy it, or do it by hand.'
					: 'Press f to see this as a plan.',
			role: 'dim',
		},
		...rule,
	];
}

/** The details of a row; null if the checks do not have it any more. */
function detailLines(row: CheckRow | undefined, columns: number): readonly (readonly Piece[])[] {
	const facts: readonly Fact[] =
		row === undefined
			? [{label: '', value: 'The checks no longer find this.', role: 'good'}]
			: factsOf(row);
	return facts.flatMap(fact =>
		wrappedFact(
			{...fact, value: fact.value.split('\n').map(escapeControls).join('\n')},
			{label: labelWidth, line: columns},
		),
	);
}

/** Opens the finding at the cursor; the text follows the next runs. */
export function openCheck(store: ConsoleStore): void {
	const opened = listRow(checksSlice.see(store.getState()).own);
	if (opened === undefined) {
		return;
	}

	store.update(
		openOverlay({
			place: 'check-details',
			text(state) {
				const row = checksSlice.see(state).own.rows.find(({id}) => id === opened.id);
				const title = opened.kind === 'finding' ? 'Finding' : 'Check that could not be done';
				return {title, lines: detailLines(row, state.size.columns)};
			},
		}),
	);
}

/** Why the finding at the cursor cannot be mended by a plan; null if it can. */
export function mendRefused(seen: ChecksSeen): Reason | null {
	const row = listRow(seen.own);
	if (row?.kind !== 'finding') {
		return 'no finding selected';
	}

	return (
		busy(seen) ??
		(row.finding.propose === null
			? 'ipvsadm cannot mend this: its details (Enter) have the command to copy'
			: null)
	);
}

/** Shows the plan that mends the finding at the cursor. */
export function mendCheck(store: ConsoleStore): void {
	const row = listRow(checksSlice.see(store.getState()).own);
	if (row?.kind === 'finding' && row.finding.propose !== null) {
		store.update(() => ({overlay: null}));
		showProposal(store, row.finding.propose(), {origin});
	}
}

/** The first row of the Services view that the finding at the cursor concerns. */
function concernedRow({own, director}: ChecksSeen) {
	const row = listRow(own);
	const [id] = row?.kind === 'finding' ? row.finding.rows : [];
	return id === undefined ? null : findRow(director.live, id);
}

/** Why there is no row to go to; null if there is one. */
export function noConcernedRow(seen: ChecksSeen): string | null {
	return concernedRow(seen) === null ? 'this is not about a row of the Services view' : null;
}

/** Goes to the row that the finding concerns. */
export const showConcernedRow: Reducer = state => {
	const row = concernedRow(checksSlice.see(state));
	if (row === null) {
		return {};
	}

	const [server] = row.service.servers;
	return row.kind === 'server'
		? showRows(row, '')(state)
		: server === undefined
			? {view: 'services', overlay: null}
			: showRows({service: row.service, server}, '')(state);
};

/** Runs the checks on demand. */
export function runChecksNow(store: ConsoleStore): void {
	store.deps.checks.runNow();
	store.update(show('info', 'checking …', origin));
}
