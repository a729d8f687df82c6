/**
 * Exports servers that do not answer to other features.
 */
import type {DirectorState} from '../../../console/state/director-state.ts';
import type {NoAnswer} from '../no-answer.ts';
import {connections} from './connections-list.ts';

/** The servers of this director that were found not to answer. */
export function foundNoAnswers(director: DirectorState): readonly NoAnswer[] {
	return connections.keptOf(director).noAnswers;
}
