/**
 * The problems of the director on the screen, found once for each reading.
 */
import type {Frame} from '../../console/state/model.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import {checkedRows} from '../checks/index.ts';
import {foundNoAnswers} from '../connections/index.ts';
import {changedRows, outsideChangeOf} from '../outside/index.ts';
import {findProblems, type Problem} from './find-problems.ts';

interface Found {
	/** The facts of other features when they were found. */
	readonly from: readonly unknown[];
	readonly problems: readonly Problem[];
}

const found = new WeakMap<LiveDirector, Found>();

/** The problems, in the director's order. None before the first reading. */
export function problemsOf({director}: Pick<Frame, 'director'>): readonly Problem[] {
	const {live} = director;
	if (live === null) {
		return [];
	}

	const [noAnswers, checked, changed] = [
		foundNoAnswers(director),
		checkedRows(director),
		changedRows(director),
	];
	const from = [noAnswers, checked, changed];
	const before = found.get(live);
	if (before?.from.every((part, index) => part === from[index])) {
		return before.problems;
	}

	const problems = findProblems(live, {
		noAnswers: new Map(noAnswers.map(({service, servers}) => [service, new Set(servers)] as const)),
		checked,
		changed: new Set([...changed.keys()].filter(row => outsideChangeOf(director, row) !== null)),
	});
	found.set(live, {from, problems});
	return problems;
}
