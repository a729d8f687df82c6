/**
 * What other features know about the rows of the director on the screen, collected once for each reading.
 */
import type {DirectorState} from '../../console/state/director-state.ts';
import {
	noAnswersByService,
	noFacts,
	type RowFacts,
	rowFacts,
} from '../../console/state/row-facts.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import {checkedRows} from '../checks/index.ts';
import {foundNoAnswers} from '../connections/index.ts';
import {changedRows, outsideChangeOf} from '../outside/index.ts';

interface Known {
	/** What the features knew then. */
	readonly from: readonly unknown[];
	readonly facts: RowFacts;
}

const collected = new WeakMap<LiveDirector, Known>();

/** The facts; the same object until one of them changes. */
export function factsOfRows(director: DirectorState): RowFacts {
	const {live} = director;
	if (live === null) {
		return noFacts;
	}

	const [noAnswers, checked, changed] = [
		foundNoAnswers(director),
		checkedRows(director),
		changedRows(director),
	];
	const from = [noAnswers, checked, changed];
	const before = collected.get(live);
	if (before?.from.every((part, index) => part === from[index])) {
		return before.facts;
	}

	const recent = [...changed.keys()].filter(row => outsideChangeOf(director, row) !== null);
	const facts = rowFacts({
		noAnswers: noAnswersByService(noAnswers),
		checked,
		changed: new Set(recent),
	});
	collected.set(live, {from, facts});
	return facts;
}
