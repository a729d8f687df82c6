/**
 * The lines by which the dialog of a drain says how it is done and why so, and what can be chosen.
 */

import type {DrainPurpose} from '../../console/state/prompt.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {cutText, wrapText} from '../../console/text/text.ts';
import type {Role} from '../../console/text/theme.ts';
import {lacksFallback} from './drain-actions.ts';
import type {DrainBriefing} from './drain-briefing.ts';

type Lines = readonly (readonly Piece[])[];

const labelWidth = 6;

/** A text with a label before its first line. */
function labelled(label: string, text: string, columns: number, role: Role = 'text'): Lines {
	return wrapText(text, columns - labelWidth - 4).map((line, index) => [
		piece(`   ${(index === 0 ? label : '').padEnd(labelWidth)}`, 'dim'),
		piece(line, role),
	]);
}

/** What is open now in the services, how they are drained, why so. */
export function briefingLines(briefings: readonly DrainBriefing[], columns: number): Lines {
	return briefings.flatMap(({present, procedure, reasons, settings}) => [
		...[...present].map(([service, open]) => [
			piece(cutText(` ${service}   ${open}`, columns - 1, 'middle'), 'strong'),
		]),
		...labelled('how', procedure, columns),
		...reasons.flatMap((reason, index) => labelled(index === 0 ? 'why' : '', reason, columns)),
		...labelled('with', settings, columns, 'dim'),
	]);
}

/** What deleting instead would do: the last that has to be read. */
export function deletionLines(briefings: readonly DrainBriefing[], columns: number): Lines {
	return briefings.flatMap(({deletion}) =>
		deletion.flatMap(effect => labelled('else', `deleting now: ${effect}`, columns, 'dim')),
	);
}

function wish(key: string, text: string, isOn: boolean): readonly Piece[] {
	return [piece(isOn ? '   [x] ' : '   [ ] '), piece(key, 'key'), piece(` ${text}`)];
}

/** What can be chosen, and what is chosen. */
export function wishesLine(drain: DrainPurpose): readonly Piece[] {
	const {fallbackFirst, deleteWhenEmpty} = drain.wishes;
	return [
		...(lacksFallback(drain) ? wish('f', 'fallback flag first', fallbackFirst) : []),
		...wish('x', 'delete when empty', deleteWhenEmpty),
	];
}
