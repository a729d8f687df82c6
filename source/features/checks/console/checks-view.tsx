/**
 * The Checks view: what is wrong or dangerous on the director, and what could not be checked.
 */
import type {ReactNode} from 'react';
import {plainContext} from '../../../console/filter/filter-term.ts';
import type {Change} from '../../../console/state/slice.ts';
import {chosenColumns} from '../../../console/table/choose-columns.ts';
import {filterRows} from '../../../console/table/filter-rows.ts';
import {withRows} from '../../../console/table/list.ts';
import {tableLines} from '../../../console/table/table-lines.ts';
import {Lines} from '../../../console/text/line.tsx';
import {type Piece, piece} from '../../../console/text/paint.ts';
import {cutText} from '../../../console/text/text.ts';
import {escapeControls} from '../../../text/escape.ts';
import {duration} from '../../../text/time.ts';
import type {CheckRow, ChecksKept, ChecksList, ChecksSeen} from '../kept-checks.ts';
import {countsInWords} from '../output/check-text.ts';
import {checkColumns, checksFilter} from './check-columns.ts';

/** The rows of a result: findings, then what is not known. A counter tells rows with the same subject apart. */
function rowsOf({result}: ChecksKept): readonly CheckRow[] {
	const counts = new Map<string, number>();
	const idOf = (text: string) => {
		const count = counts.get(text) ?? 0;
		counts.set(text, count + 1);
		return `${text} ${count}`;
	};
	return [
		...(result?.findings ?? []).map(
			(finding): CheckRow => ({
				id: idOf(`${finding.id} ${finding.about}`),
				kind: 'finding',
				finding,
			}),
		),
		...(result?.unknown ?? []).map(
			(unknown): CheckRow => ({id: idOf(`unknown ${unknown.id}`), kind: 'unknown', unknown}),
		),
	];
}

/** Makes the rows anew, but only while the view is open and something they depend on has changed. */
export function deriveChecks(before: ChecksSeen, now: ChecksSeen): Change<ChecksList> | null {
	const {view, own, kept} = now;
	const isSame =
		before.view === 'checks' &&
		kept.result === before.kept.result &&
		own.filter === before.own.filter;
	return view !== 'checks' || isSame
		? null
		: {
				own: withRows(
					own,
					filterRows(checkColumns, rowsOf(kept), checksFilter.compile(own.filter, plainContext)),
				),
			};
}

/** Lines above the column titles: when the checks ran, and how much they found. */
export const headHeight = 1;

function headLine({kept, size, director}: ChecksSeen): readonly Piece[] {
	const {result, ranAt, isRunning, problem} = kept;
	if (problem !== null) {
		return [
			piece(cutText(` not checked: ${escapeControls(problem)}`, size.columns, 'words'), 'bad'),
		];
	}

	if (result === null || ranAt === null) {
		return [piece(isRunning ? ' checking …' : ' not checked yet', 'dim')];
	}

	const counts = countsInWords(result.findings);
	const unknown = result.unknown.length;
	const age = Math.max(0, (director.live?.time ?? ranAt) - ranAt);
	return [
		piece(` ${counts === '' ? 'nothing found' : counts}`, counts === '' ? 'good' : 'strong'),
		piece(unknown === 0 ? '' : `, ${unknown} not known`, 'dim'),
		piece(isRunning ? '   checking …' : `   checked ${duration(age)} ago`, 'dim'),
	];
}

function emptyWords({own, kept}: ChecksSeen): string {
	if (own.filter !== '') {
		return 'No finding matches the filter. Press Esc to show all rows.';
	}

	return kept.result === null ? 'Checking …' : 'Nothing is wrong as far as lvstop can tell.';
}

/** Every finding, the most serious ones first; below them what could not be known. */
export function ChecksView({
	seen,
	height,
}: {
	readonly seen: ChecksSeen;
	readonly height: number;
}): ReactNode {
	const lines = tableLines({
		columns: chosenColumns(checkColumns, seen.columns['checks']),
		list: seen.own,
		context: {},
		cells: seen.size.columns,
		height: height - headHeight,
		sort: null,
		empty: emptyWords(seen),
	});
	return <Lines theme={seen.theme} lines={[headLine(seen), ...lines]} />;
}
