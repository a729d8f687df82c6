/**
 * The changes from outside that rows show for a while, and their marks in the rows.
 */
import {type RowId, serverRowId} from '../../console/state/console-row.ts';
import type {DirectorState} from '../../console/state/director-state.ts';
import {say} from '../../console/state/message.ts';
import type {Reducer} from '../../console/state/model.ts';
import {defineSlice} from '../../console/state/slice.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {duration} from '../../text/time.ts';
import {outsideTitle} from './outside-entry.ts';
import type {NotedChange} from './outside-watch.ts';
import type {ChangedField} from './row-changes.ts';

/** `≠1 → 0 outside 12s`, or `≠12s` in a narrow cell: somebody else changed the row this long ago. Null if not. */
export function outsideCell(director: DirectorState, row: RowId, width: number): Piece | null {
	const change = outsideChangeOf(director, row);
	if (change === null) {
		return null;
	}

	const age = duration((director.live?.monotonic ?? 0) - change.monotonic);
	const {before, after} = change;
	const weights =
		before?.row === 'server' && after?.row === 'server' && before.rule.weight !== after.rule.weight
			? [`≠${before.rule.weight} → ${after.rule.weight} outside ${age}`]
			: [];
	const texts = [...weights, `≠${change.kind} outside ${age}`, `≠outside ${age}`, `≠${age}`];
	return piece(texts.find(({length}) => length <= width) ?? `≠${age}`, 'warn');
}

/** Fields of a row that have changed, whoever changed them. */
interface RecentChange {
	readonly fields: readonly ChangedField[];
	/** The monotonic time of the reading that showed it, milliseconds. */
	readonly monotonic: number;
}

/** The changes of rows, by row id. */
export interface OutsideKept {
	/** The last change of each row from outside. */
	readonly changes: ReadonlyMap<RowId, NotedChange>;
	/** The last change of each row whose values are still marked. */
	readonly recent: ReadonlyMap<RowId, RecentChange>;
}

/** The time for which a row shows that it was changed from outside, milliseconds. */
export const shownFor = 120_000;

export const outside = defineSlice<object, OutsideKept>('outside', {}, () => ({
	changes: new Map(),
	recent: new Map(),
}));

/** The id of a changed row. */
export function rowId({service, server}: Pick<NotedChange, 'service' | 'server'>): RowId {
	return server === null ? service : serverRowId(service, server);
}

/** The origin of messages about changes from outside; the text itself says `changed outside`. */
export const outsideOrigin = 'rules';

/** Stores new changes: rows show them, and a message reports them. */
export function receiveOutside(changes: readonly NotedChange[]): Reducer {
	return state => {
		const [first, ...others] = changes;
		if (first === undefined) {
			return {};
		}

		const more = others.length === 0 ? '' : `, and ${others.length} more (the log has all)`;
		const text = `${outsideTitle(first.words)}${more}`;
		return outside.reduce(({kept, message, messages}) => {
			const recent = [...kept.changes].filter(
				([, {monotonic}]) => first.monotonic - monotonic < shownFor,
			);
			const said = say('warning', text, outsideOrigin)({messages});
			return {
				...said,
				// A message about the cursor's row or a plan stays; the change is also on its row and in the log.
				message: message === null || message.origin === outsideOrigin ? said.message : message,
				kept: {
					changes: new Map([...recent, ...changes.map(change => [rowId(change), change] as const)]),
				},
			};
		})(state);
	};
}

/** The change from outside that a row still shows; null if there is none. */
export function outsideChangeOf(director: DirectorState, row: RowId): NotedChange | null {
	const change = outside.keptOf(director).changes.get(row);
	const now = director.live?.monotonic ?? 0;
	return change !== undefined && now - change.monotonic < shownFor ? change : null;
}

/** The last change of each row from outside, also those that rows no longer show. */
export function changedRows(director: DirectorState): OutsideKept['changes'] {
	return outside.keptOf(director).changes;
}
