/**
 * What a look at the connection table found of servers that do not answer, taken into the state.
 */
import type {Reducer} from '../../../console/state/console-store.ts';
import {type Message, remember} from '../../../console/state/message.ts';
import {samePlainData} from '../../../ipvs/diff.ts';
import {type NoAnswer, noAnswerInWords} from '../no-answer.ts';

/** Takes it in; what is new is kept among the past messages. */
export function receiveNoAnswers(found: readonly NoAnswer[]): Reducer {
	return ({noAnswers, messages}) => {
		if (samePlainData(noAnswers, found)) {
			return {};
		}

		const before = new Set(noAnswers.map(noAnswerInWords));
		const added = found.map(noAnswerInWords).filter(text => !before.has(text));
		return {
			noAnswers: found,
			messages: added
				.map((text): Message => ({severity: 'error', origin: 'services', text}))
				.reduce(remember, messages),
		};
	};
}
