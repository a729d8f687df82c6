/**
 * The text of the message line while nothing is being typed.
 */

import {retryIn, screenAge} from '../../director/staleness.ts';
import {isoTime, shortTime} from '../../text/time.ts';
import type {Message} from '../state/message.ts';
import type {ConsoleState} from '../state/model.ts';
import {changesRefused} from '../state/permission.ts';
import {type Piece, piece} from '../text/paint.ts';
import type {Role} from '../text/theme.ts';

/** The role in which a message is painted. */
export function messageRole({severity}: Pick<Message, 'severity'>): Role {
	return ({info: 'text', warning: 'warn', error: 'bad'} as const)[severity];
}

/** The message; otherwise why the screen is stale; otherwise what is restricted or unreliable. */
export function messagePiece(state: ConsoleState): Piece {
	const {message, director, assembly} = state;
	const {live} = director;
	if (message !== null) {
		return piece(message.text, messageRole(message));
	}

	const {reason, advice} = screenAge(state);
	// Without any reading the whole screen says why.
	if (reason !== null && live !== null) {
		const wall = live.time + (state.now - live.monotonic);
		const since =
			retryIn(state) === null ? null : `figures of ${shortTime(isoTime(live.time), wall)}`;
		const parts = [since, reason, advice].filter(part => part !== null && part !== '');
		return piece(parts.join('; '), 'bad');
	}

	if (live !== null && live.access.level !== 'full') {
		return piece(changesRefused({...state, readOnly: false}) ?? '', 'warn');
	}

	const note = live?.ratesNote ?? '';
	if (note !== '') {
		return piece(note, 'warn');
	}

	const said = assembly.features.map(feature => feature.says(state));
	// The first features say what always applies, the later ones what is happening now.
	return piece(said.findLast(text => text !== '') ?? '');
}
