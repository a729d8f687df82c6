/**
 * What other features know about the rows of the director on the screen, collected once for each reading.
 */
import type {DirectorState} from '../../console/state/director-state.ts';
import {noAnswersByService, noFacts, type RowFacts} from '../../console/state/row-facts.ts';
import {RowSet} from '../../console/state/row-set.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import {checkedRows} from '../checks/index.ts';
import {foundNoAnswers} from '../connections/index.ts';
import {changedRows, outsideChangeOf} from '../outside/index.ts';

interface Known {
	readonly noAnswers: unknown;
	readonly checked: unknown;
	/** How many rows are marked as changed. Marks only end until another change is seen. */
	readonly marked: number;
	readonly facts: RowFacts;
}

const collected = new WeakMap<ReturnType<typeof changedRows>, Known>();
const ofReading = new WeakMap<LiveDirector, Known>();

/** The facts; the same object until one of them changes, for many readings if nothing happens. */
export function factsOfRows(director: DirectorState): RowFacts {
	const {live} = director;
	if (live === null) {
		return noFacts;
	}

	const noAnswers = foundNoAnswers(director);
	const checked = checkedRows(director);
	const changed = changedRows(director);
	const last = collected.get(changed);
	const isKnown = last?.noAnswers === noAnswers && last.checked === checked;
	if (isKnown && ofReading.get(live) === last) {
		return last.facts;
	}

	const recent = [...changed.keys()].filter(row => outsideChangeOf(director, row) !== null);
	const known =
		isKnown && last.marked === recent.length
			? last
			: {
					noAnswers,
					checked,
					marked: recent.length,
					facts: {
						noAnswers: noAnswersByService(noAnswers),
						checked,
						changed: RowSet.of(recent),
					},
				};
	collected.set(changed, known);
	ofReading.set(live, known);
	return known.facts;
}
