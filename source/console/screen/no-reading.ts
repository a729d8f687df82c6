/**
 * The screen before the first reading.
 */

import {screenAge} from '../../director/staleness.ts';
import {escapeControls} from '../../text/escape.ts';
import {duration, intervalText} from '../../text/time.ts';
import type {ConsoleState} from '../state/model.ts';
import {type Piece, piece} from '../text/paint.ts';
import {wrapText} from '../text/text.ts';

/** Why there is nothing to show yet, and what can be done about it. */
export function noReadingLines(state: ConsoleState): readonly (readonly Piece[])[] {
	const {age, reason, advice} = screenAge(state);
	const wrapped = (text: string): readonly string[] =>
		wrapText(escapeControls(text), state.size.columns - 6);
	if (reason === null) {
		const paused = state.paused ? ' Reading is paused. Press p to resume.' : '';
		return [[], [piece(`   Reading the director …${paused}`, 'dim')]];
	}

	return [
		[],
		[piece('   Nothing to show yet.', 'strong')],
		[],
		...wrapped(reason).map(line => [piece(`   ${line}`, 'bad')]),
		...(advice === null || advice === ''
			? []
			: [[], ...wrapped(advice).map(line => [piece(`   ${line}`)])]),
		[],
		[
			piece(
				`   lvstop tries again every ${intervalText(state.interval)}; no answer for ${duration(age)}. Press q to quit.`,
				'dim',
			),
		],
	];
}
