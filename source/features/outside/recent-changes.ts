/**
 * Marks values that have changed a moment ago, whoever changed them. Counters and rates are not among them.
 */
import type {RowId} from '../../console/state/console-row.ts';
import type {DirectorState} from '../../console/state/director-state.ts';
import type {Reducer} from '../../console/state/model.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {fieldName, fieldValue} from '../../plans/field-words.ts';
import type {ChangedField, RowChange} from './row-changes.ts';
import {outside, rowId} from './slice.ts';

/** The time for which a value is marked, milliseconds. */
const markedFor = 10_000;

/** The fields that have a column of their own on every terminal. */
const shownFields: ReadonlySet<ChangedField['field']> = new Set([
	'weight',
	'scheduler',
	'forwarding',
]);

/** Stores what has changed between two readings, so that the values are marked for a while. */
export function receiveDifferences(changes: readonly RowChange[], monotonic: number): Reducer {
	return outside.reduce(({kept}) => ({
		kept: {
			recent: new Map([
				...[...kept.recent].filter(([, recent]) => monotonic - recent.monotonic < markedFor),
				...changes
					.filter(({fields}) => fields.length > 0)
					.map(change => [rowId(change), {fields: change.fields, monotonic}] as const),
			]),
		},
	}));
}

/** Whether any row has such a field. */
export function isAnyChanged(director: DirectorState): boolean {
	return outside.keptOf(director).recent.size > 0;
}

const unchanged: readonly ChangedField[] = [];

/** The fields of a row that have changed in the last seconds, whoever changed them. */
export function recentlyChanged(director: DirectorState, row: RowId): readonly ChangedField[] {
	const change = outside.keptOf(director).recent.get(row);
	const now = director.live?.monotonic ?? 0;
	return change !== undefined && now - change.monotonic < markedFor ? change.fields : unchanged;
}

/**
 * A cell of `width` cells with the sign of a value that has changed a moment ago. If a figure leaves no room for it, the
 * style alone says so.
 */
export function markedCell(cell: Piece, isChanged: boolean, width: number): Piece {
	const {text} = cell;
	return isChanged ? piece(text.length === width ? text : `≠${text}`, 'strong') : cell;
}

/** Fields that no column shows on a narrow terminal, in a cell of `width` cells: `≠upper threshold 0 → 100`. */
export function hiddenChangeCell(fields: readonly ChangedField[], width: number): Piece | null {
	if (fields.length === 0) {
		return null;
	}

	const [change, ...others] = fields.filter(({field}) => !shownFields.has(field));
	if (change === undefined) {
		return null;
	}

	const name = fieldName(change.field);
	const more = others.length === 0 ? '' : ` +${others.length}`;
	const whole = `≠${name} ${fieldValue(change.before)} → ${fieldValue(change.after)}${more}`;
	return piece(
		[whole, `≠${name}${more}`].find(text => text.length <= width) ?? `≠${name}`,
		'strong',
	);
}
