/**
 * What has changed on rows while the console runs, as a list.
 */
import {type RowId, serviceOfRowId} from '../../console/state/console-row.ts';
import type {DirectorState} from '../../console/state/director-state.ts';
import {type Lines, type Piece, piece, plainText} from '../../console/text/paint.ts';
import {wrapText} from '../../console/text/text.ts';
import {type Change, changeInWords, changesOf} from '../changes/index.ts';
import {wordsOf} from './change-marks.ts';

/** A change as one of these rows has it; null stands for all of them. */
interface ChangeOfRow {
	readonly change: Change;
	readonly row: RowId | null;
}

/** The changes of these rows, the newest first. A plan that has changed several of them is there once. */
function changesOfRows(director: DirectorState, rows: readonly RowId[]): readonly ChangeOfRow[] {
	const plans = new Set<Change>();
	const all: ChangeOfRow[] = [];
	for (const row of rows) {
		for (const change of changesOf(director, row)) {
			if (change.plan === null || !plans.has(change)) {
				all.push({change, row: change.plan !== null && rows.length > 1 ? null : row});
			}

			plans.add(change);
		}
	}

	return all.toSorted((one, other) => other.change.monotonic - one.change.monotonic);
}

/** The words, with the service if there are several rows and they do not name it. */
function textOf({change, row}: ChangeOfRow, isOne: boolean): string {
	const text = changeInWords(change, row);
	const service = row === null ? '' : serviceOfRowId(row);
	return isOne || text.includes(service) ? text : `${text} in ${service}`;
}

/** The pieces on as many lines as they need. */
function wrapped(pieces: readonly Piece[], width: number): Lines {
	const [first = '', ...others] = wrapText(plainText(pieces), width);
	let left = first.length;
	const firstLine = pieces.map(({text, role}) => {
		const part = piece(text.slice(0, Math.max(0, left)), role);
		left -= text.length;
		return part;
	});
	return [[piece('   '), ...firstLine], ...others.map(line => [piece(`     ${line}`)])];
}

/**
 * The last `most` changes of rows, the newest first: when, who, and what. Empty if there are none. Nothing is read for it:
 * the log in the file has all.
 */
export function changeLog(
	director: DirectorState,
	rows: readonly RowId[],
	{
		columns,
		most,
		logKey,
	}: {readonly columns: number; readonly most: number; readonly logKey: string},
): Lines {
	const found = changesOfRows(director, rows);
	return found.length === 0
		? []
		: [
				[piece(` changed since the start (${logKey} has the log)`, 'dim')],
				...found
					.slice(0, most)
					.flatMap(one =>
						wrapped(
							wordsOf(one.change, textOf(one, rows.length === 1), director),
							Math.max(10, columns - 6),
						),
					),
			];
}
