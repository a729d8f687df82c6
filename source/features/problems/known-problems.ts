/**
 * The problems of the director on the screen, found once for each reading.
 */
import type {Frame} from '../../console/state/model.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import {checkMark} from '../checks/index.ts';
import {foundNoAnswers} from '../connections/index.ts';
import {outsideChangeOf} from '../outside/index.ts';
import {findProblems, type Problem} from './find-problems.ts';

interface Found {
	/** What other features kept when they were found. */
	readonly kept: Frame['director']['kept'];
	readonly problems: readonly Problem[];
}

const found = new WeakMap<LiveDirector, Found>();

/** The problems, in the director's order. None before the first reading. */
export function problemsOf({director}: Pick<Frame, 'director'>): readonly Problem[] {
	const {live, kept} = director;
	if (live === null) {
		return [];
	}

	const before = found.get(live);
	if (before?.kept === kept) {
		return before.problems;
	}

	const noAnswers = new Map(
		foundNoAnswers(director).map(({service, servers}) => [service, new Set(servers)] as const),
	);
	const problems = findProblems(live, {
		noAnswers,
		isChecked: row => checkMark({director}, row) !== null,
		isChanged: row => outsideChangeOf(director, row) !== null,
	});
	found.set(live, {kept, problems});
	return problems;
}
