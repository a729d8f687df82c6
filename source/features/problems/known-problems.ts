/**
 * The problems of the director on the screen, found once for each reading.
 */
import type {Frame} from '../../console/state/model.ts';
import type {RowFacts} from '../../console/state/row-facts.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import {factsOfRows} from '../services/index.ts';
import {findProblems, type Problem} from './find-problems.ts';

interface Found {
	readonly facts: RowFacts;
	readonly problems: readonly Problem[];
}

const found = new WeakMap<LiveDirector, Found>();

/** The problems, in the director's order. None before the first reading. */
export function problemsOf({director}: Pick<Frame, 'director'>): readonly Problem[] {
	const {live} = director;
	if (live === null) {
		return [];
	}

	const facts = factsOfRows(director);
	const before = found.get(live);
	if (before?.facts === facts) {
		return before.problems;
	}

	const problems = findProblems(live, facts);
	found.set(live, {facts, problems});
	return problems;
}
