/**
 * What the message line says where nothing is being typed.
 */

import {screenAge} from '../../director/staleness.ts';
import {noAnswerInWords} from '../../features/connections/no-answer.ts';
import {drainLine} from '../../features/drain/drain-line.ts';
import {serviceNotices} from '../../features/services/service-notices.ts';
import type {ConsoleState} from '../state/console-state.ts';
import type {Message} from '../state/message.ts';
import {changesRefused} from '../state/permission.ts';
import {type Piece, piece} from '../text/paint.ts';
import type {Role} from '../text/theme.ts';

/** In which role a message is painted. */
export function messageRole({severity}: Pick<Message, 'severity'>): Role {
	return ({info: 'text', warning: 'warn', error: 'bad'} as const)[severity];
}

/** Whether the rows that a notice is about are what is looked at. */
function showsRows({view, overlay, prompt}: ConsoleState): boolean {
	return (view === 'services' || view === 'servers') && overlay === null && prompt === null;
}

/** What is said: the message; else why the screen is old; else what cannot be done or trusted here; else how far a drain is, or which servers to look at. */
export function saying(state: ConsoleState): Piece {
	const {message, poll} = state;
	if (message !== null) {
		return piece(message.text, messageRole(message));
	}

	const {reason, advice} = screenAge(state);
	// Without any reading the whole screen says why.
	if (reason !== null && poll.director !== null) {
		return piece(advice === null || advice === '' ? reason : `${reason}; ${advice}`, 'bad');
	}

	if (poll.director !== null && poll.director.access.level !== 'full') {
		return piece(changesRefused({...state, readOnly: false}) ?? '', 'warn');
	}

	const note = poll.director?.ratesNote ?? '';
	if (note !== '') {
		return piece(note, 'warn');
	}

	const drain = drainLine(state);
	const [noAnswer] = showsRows(state) ? state.noAnswers : [];
	if (noAnswer !== undefined) {
		return piece(noAnswerInWords(noAnswer), 'bad');
	}

	const [notice] = showsRows(state) && poll.director !== null ? serviceNotices(poll.director) : [];
	return drain !== '' || notice === undefined ? piece(drain) : piece(notice, 'warn');
}
