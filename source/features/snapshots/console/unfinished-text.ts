/**
 * A restore that was cut off: what it was, and how it can come to its end.
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
	['f', 'finish: shows the commands that are left of it'],
	['r', 'roll back: shows the commands that lead back to the rules before it'],
	['x', 'forget: leaves everything as it is'],
	['Esc', 'decide later: :unfinished-restore or the next start asks again'],
] as const;

/** The offer. */
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
