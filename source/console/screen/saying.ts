/**
 * What the message line says where nothing is being typed.
 */

import {screenAge} from '../../director/staleness.ts';
import {drainLine} from '../../features/drain/drain-line.ts';
import type {ConsoleState} from '../state/console-state.ts';
import type {Message} from '../state/message.ts';
import {changesRefused} from '../state/permission.ts';
import {type Piece, piece} from '../text/paint.ts';
import type {Role} from '../text/theme.ts';

/** In which role a message is painted. */
export function messageRole({severity}: Pick<Message, 'severity'>): Role {
	return ({info: 'text', warning: 'warn', error: 'bad'} as const)[severity];
}

/** What is said: the message; else why the screen is old; else what cannot be done or trusted here. */
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
	return note === '' ? piece(drainLine(state)) : piece(note, 'warn');
}
