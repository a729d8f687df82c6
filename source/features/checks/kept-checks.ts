/**
 * The checks as the console keeps them: the result for the director, and the list of the Checks view.
 */
import type {RowId} from '../../console/state/console-row.ts';
import type {DirectorState} from '../../console/state/director-state.ts';
import {RowSet} from '../../console/state/row-set.ts';
import {defineSlice, type Seen} from '../../console/state/slice.ts';
import {emptyList, type List, type ListRow} from '../../console/table/list.ts';
import type {Known} from '../../director/machine/known.ts';
import type {MachineFiles} from '../../director/machine/machine-files.ts';
import type {CheckResult, Finding, Unknown} from './run-checks.ts';

/** A row of the view: a finding, or a check that could not be done. */
export type CheckRow = ListRow &
	(
		| {readonly kind: 'finding'; readonly finding: Finding}
		| {readonly kind: 'unknown'; readonly unknown: Unknown}
	);

export type ChecksList = List<CheckRow>;

/** The part that is kept with a director. */
export interface ChecksKept {
	/** The last result; null before the first. */
	readonly result: CheckResult | null;
	/** The wall clock time of the result, milliseconds since 1970. */
	readonly ranAt: number | null;
	/** Whether the checks are running. */
	readonly isRunning: boolean;
	/** Why they could not be run; null if they could. */
	readonly problem: string | null;
	/** The rows with an error or a warning. */
	readonly marked: RowSet;
	/** The kernel's files for the details of the director; null until they were read. */
	readonly files: Known<MachineFiles> | null;
}

export type ChecksSeen = Seen<ChecksList, ChecksKept>;

export const checksSlice = defineSlice<ChecksList, ChecksKept>('checks', emptyList, () => ({
	...{result: null, ranAt: null, isRunning: false, problem: null},
	...{marked: RowSet.of([]), files: null},
}));

/** Notes mark no rows. */
function isMarked({severity}: Finding): boolean {
	return severity !== 'note';
}

/** The rows with an error or a warning. */
export function rowsWithFindings({findings}: CheckResult): RowSet {
	return RowSet.union(findings.filter(isMarked).map(({rows}) => rows));
}

/** The check that found an error or a warning on a row of the Services view; null if none did. */
export function checkMark(
	{director}: {readonly director: DirectorState},
	row: RowId,
): string | null {
	const {marked, result} = checksSlice.keptOf(director);
	return marked.hasRow(row)
		? (result?.findings.find(finding => isMarked(finding) && finding.rows.hasRow(row))?.id ?? null)
		: null;
}

/** The errors and warnings about a row of the Services view; notes are only in the Checks view. */
export function findingsOn(director: DirectorState, row: RowId): readonly Finding[] {
	const {result} = checksSlice.keptOf(director);
	return (result?.findings ?? []).filter(finding => isMarked(finding) && finding.rows.hasRow(row));
}

/** The errors and warnings that are about no row, but about the director. */
export function findingsOnDirector(director: DirectorState): readonly Finding[] {
	const {result} = checksSlice.keptOf(director);
	return (result?.findings ?? []).filter(finding => isMarked(finding) && finding.rows.isEmpty);
}

/** The rows with an error or a warning, as the last run found them. */
export function checkedRows(director: DirectorState): RowSet {
	return checksSlice.keptOf(director).marked;
}
