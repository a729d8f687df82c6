/**
 * The text about an unfinished restore, and how it can be ended.
 */

import {type Piece, piece} from '../../../console/text/paint.ts';
import {wrapText} from '../../../console/text/text.ts';
import {escapeControls} from '../../../text/escape.ts';
import {localTime} from '../../../text/time.ts';
import {
	beforeInWords,
	type UnfinishedRestore,
	unfinishedInWords,
} from '../restore/restore-words.ts';

const ways = [
	['f', 'finish: show the remaining commands'],
	['r', 'roll back: show the commands that restore the previous rules'],
	['x', 'forget: leave everything as it is'],
	['Esc', 'decide later: lvstop asks again at :unfinished-restore or the next start'],
] as const;

/** The offer to end it. */
export function unfinishedText(
	unfinished: UnfinishedRestore,
	columns: number,
): readonly (readonly Piece[])[] {
	const began = localTime(unfinished.began);
	const told = `${unfinishedInWords({...unfinished, began})}; ${beforeInWords(unfinished.before)}`;
	return [
		[piece('')],
		...wrapText(escapeControls(told), columns - 4).map(line => [piece(`  ${line}`, 'warn')]),
		[piece('')],
		...ways.map(([key, text]) => [piece(`  ${key.padEnd(5)}`, 'key'), piece(text)]),
	];
}
