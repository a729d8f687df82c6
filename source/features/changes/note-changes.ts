/**
 * Notes the plans of this console and the changes by others.
 */
import {type RowId, serviceOfRowId} from '../../console/state/console-row.ts';
import {rowOfStep} from '../../console/state/done-plan.ts';
import type {Reducer} from '../../console/state/model.ts';
import {serverChanges, serviceChanges} from '../../ipvs/diff.ts';
import {serviceId} from '../../ipvs/service.ts';
import type {Outcome, Plan, RowState, Step} from '../../plans/plan.ts';
import {changeWords, type NotedChange, rowId} from '../outside/index.ts';
import {byService, type Change, changes, withChange} from './slice.ts';

/** A command may end this long before the reading that is compared with, because readings take time; milliseconds. */
const slack = 2000;

/** The row that a step changes; of counters, the service. Null for a setting of the director. */
function changedRow(step: Step): RowId | null {
	const {after} = step;
	return after.row === 'counters' && after.service !== null
		? serviceId(after.service)
		: rowOfStep(step);
}

/** The change of a row, without its name: `weight 3 → 1`, `added with weight 1`. */
function whatHappened(before: RowState, after: RowState): string {
	switch (after.row) {
		case 'server':
			return before.row === 'server'
				? changeWords(serverChanges(before.rule, after.rule))
				: `added with weight ${after.rule.weight}`;
		case 'no-server':
			return before.row === 'server' ? `deleted, it had weight ${before.rule.weight}` : 'deleted';
		case 'service':
			return before.row === 'service'
				? changeWords(serviceChanges(before.rule, after.rule))
				: 'added';
		case 'no-service':
			return 'deleted';
		case 'counters':
			return 'counters zeroed';
		default:
			return 'changed';
	}
}

/** The rows that these steps have changed, each with what has happened to it from the first step to the last. */
function rowsOf(steps: readonly Step[]): readonly (readonly [RowId, string])[] {
	const states = new Map<RowId, {readonly before: RowState; readonly after: RowState}>();
	for (const step of steps) {
		const row = changedRow(step);
		if (row !== null) {
			states.set(row, {before: states.get(row)?.before ?? step.before, after: step.after});
		}
	}

	return [...states].map(([row, {before, after}]) => [row, whatHappened(before, after)] as const);
}

function note(change: (now: number) => Change): Reducer {
	return changes.reduce(({kept, now}) => ({
		kept: {changes: withChange(kept.changes, change(now))},
	}));
}

/** Notes a plan that this console has just run, as far as it was run. A command whose effect is not known counts as run. */
export function notePlan({title, steps}: Plan, outcome: Outcome): Reducer {
	if (outcome.result === 'refused') {
		return () => ({});
	}

	if (outcome.result === 'done') {
		return noteRows(title, steps);
	}

	const {done, nextUntouched = false} = outcome;
	const run = steps.slice(0, nextUntouched ? done : done + 1);
	return run.length === 0
		? () => ({})
		: noteRows(`${title} (failed after ${done} of ${steps.length} commands)`, run);
}

/** Notes what this console has just done by these steps. */
export function noteRows(plan: string, steps: readonly Step[]): Reducer {
	return note(now => ({
		by: 'this-console',
		monotonic: now,
		plan,
		...byService(rowsOf(steps)),
	}));
}

function noteByOthers(by: Change['by'], found: readonly NotedChange[]): Reducer {
	const [first] = found;
	return first === undefined
		? () => ({})
		: note(() => ({
				by,
				monotonic: first.monotonic,
				plan: null,
				...byService(found.map(change => [rowId(change), change.what] as const)),
			}));
}

/** Notes what a reading has shown that was not changed with lvstop. */
export function noteOutside(found: readonly NotedChange[]): Reducer {
	return noteByOthers('outside', found);
}

/**
 * Notes what a reading has shown that the log explains, unless a plan of this console has done it.
 * @param since the monotonic time of the reading before, milliseconds
 */
export function noteLogged(found: readonly NotedChange[], since: number): Reducer {
	return state => {
		const own = changes
			.keptOf(state.director)
			.changes.filter(({by, monotonic}) => by === 'this-console' && monotonic >= since - slack);
		const isOwn = (row: RowId) =>
			own.some(({services}) => {
				const ofService = services.get(serviceOfRowId(row));
				return ofService?.has(row) || ofService?.has(serviceOfRowId(row));
			});
		return noteByOthers(
			'other-lvstop',
			found.filter(change => !isOwn(rowId(change))),
		)(state);
	};
}
