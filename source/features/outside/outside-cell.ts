/**
 * The mark of a row that somebody else has changed.
 */
import type {DirectorState} from '../../console/state/director-state.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {duration} from '../../text/time.ts';
import {outsideChangeOf} from './slice.ts';

/** `≠1 → 0 outside 12s`, or `≠12s` in a narrow cell: somebody else changed the row this long ago. Null if not. */
export function outsideCell(director: DirectorState, row: string, width: number): Piece | null {
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
