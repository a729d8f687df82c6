import type {ReactNode} from 'react';
import type {ConsoleState} from '../state/console-state.ts';
import {openList} from '../table/open-list.ts';
import {fullFigure} from '../text/figures.ts';
import {Line} from '../text/line.tsx';
import {type Piece, piece} from '../text/paint.ts';
import {cutText, escapeControls, fitText, textWidth} from '../text/text.ts';
import {promptLine} from './prompt-line.ts';
import {saying} from './saying.ts';

/** The service of the cursor's row, where its own row is above the screen. */
function serviceAbove({rows, cursor, top}: ConsoleState): string {
	const row = rows[cursor.index];
	const isShown = rows.slice(top, cursor.index + 1).some(({kind}) => kind === 'service');
	return row === undefined || isShown ? '' : `in ${row.service.id}`;
}

/** How many rows of the open view are marked. */
function markCount({view, marked, servers, snapshots}: ConsoleState): number {
	switch (view) {
		case 'services':
			return marked.size;
		case 'servers':
			return servers.marked.size;
		case 'snapshots':
			return snapshots.marked.length;
		default:
			return 0;
	}
}

/** What is shown of the view: the filter, the marks, and where the cursor is among the rows. */
function ruler(state: ConsoleState): string {
	const list = openList(state);
	if (list === null) {
		return '';
	}

	const {filter, rows, cursor} = list;
	const marks = markCount(state);
	const place = rows.length === 0 ? '0' : fullFigure(cursor.index + 1);
	return [
		filter === '' ? '' : `filter: ${escapeControls(filter)}`,
		marks === 0 ? '' : `${fullFigure(marks)} marked`,
		state.view === 'services' ? serviceAbove(state) : '',
		`${place}/${fullFigure(rows.length)}`,
	]
		.filter(part => part !== '')
		.join('   ');
}

/** After a message that is cut: the key that shows it in full. */
const whole = ' (m)';

/** The line for messages and prompts; at its right end what is shown of the table. */
function messageLine(state: ConsoleState): readonly Piece[] {
	const {prompt, size} = state;
	if (prompt !== null && prompt.kind !== 'confirm') {
		return promptLine(prompt, state);
	}

	const right = ` ${ruler(state)} `;
	const {text, role} = saying(state);
	const room = Math.max(0, size.columns - 1 - textWidth(right));
	const escaped = escapeControls(text);
	const fitting =
		textWidth(escaped) <= room ? escaped : `${cutText(escaped, room - whole.length)}${whole}`;
	return [piece(' '), piece(fitText(fitting, room), role), piece(right, 'dim')];
}

/** One line: what is said or asked. */
export function MessageLine({state}: {readonly state: ConsoleState}): ReactNode {
	return <Line theme={state.theme} pieces={messageLine(state)} />;
}
