/**
 * Takes servers that do not answer into the state, reports them, and shows them to other features.
 */

import type {DirectorState} from '../../../console/state/director-state.ts';
import {type Message, remember} from '../../../console/state/message.ts';
import type {Reducer} from '../../../console/state/model.ts';
import {samePlainData} from '../../../ipvs/diff.ts';
import {type NoAnswer, noAnswerInWords} from '../no-answer.ts';
import {type ConnectionsSeen, connections} from './connections-list.ts';

/** The servers of this director that were found not to answer. */
export function foundNoAnswers(director: DirectorState): readonly NoAnswer[] {
	return connections.keptOf(director).noAnswers;
}

/** Stores what was found; new findings go to the past messages. */
export function receiveNoAnswers(found: readonly NoAnswer[]): Reducer {
	return connections.reduce(({kept: {noAnswers}, messages}) => {
		if (samePlainData(noAnswers, found)) {
			return {};
		}

		const before = new Set(noAnswers.map(each => noAnswerInWords(each)));
		const added = found.map(each => noAnswerInWords(each)).filter(text => !before.has(text));
		return {
			kept: {noAnswers: found},
			messages: added
				.map((text): Message => ({severity: 'error', origin: 'services', text}))
				.reduce(remember, messages),
		};
	});
}

/** The message about servers that do not answer, for a view that shows their rows. */
export function saysNoAnswer({
	view,
	overlay,
	prompt,
	kept,
}: Pick<ConnectionsSeen, 'view' | 'overlay' | 'prompt' | 'kept'>): string {
	const [noAnswer] = kept.noAnswers;
	const hasRows = view === 'services' || view === 'servers';
	return noAnswer !== undefined && hasRows && overlay === null && prompt === null
		? noAnswerInWords(noAnswer)
		: '';
}
