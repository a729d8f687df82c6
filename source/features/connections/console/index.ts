/** The door of the connections feature. */
import type {DirectorState} from '../../../console/state/director-state.ts';
import type {NoAnswer} from '../no-answer.ts';
import {connections} from './connections-list.ts';

export {connections};

/** The servers of this director that were found not to answer. */
export function foundNoAnswers(director: DirectorState): readonly NoAnswer[] {
	return connections.keptOf(director).noAnswers;
}
