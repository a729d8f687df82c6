/**
 * Undoes a plan.
 */
import type {Plan, Proposal, Step} from './plan.ts';
import {type KnownService, type Sysctls, unknownSysctls} from './seen.ts';
import {
	addServerStep,
	addServiceStep,
	deleteServerStep,
	deleteServiceStep,
	editServerStep,
	editServiceStep,
	startDaemonStep,
	stopDaemonStep,
	timeoutsStep,
} from './steps.ts';
import {planOf} from './traffic-effects.ts';
import {refuseServerEdit} from './validate/refuse-edit.ts';
import type {DirectorSituation} from './weight-zero/situation.ts';

/** The steps from the state after a step back to the state before it; null if it cannot be undone. */
function takeBack({before, after}: Step): readonly Step[] | null {
	if (before.row === 'service') {
		return after.row === 'service'
			? [editServiceStep(after.rule, before.rule)]
			: [
					addServiceStep(before.rule),
					...(before.servers ?? []).map(server => addServerStep(before.rule.key, server)),
				];
	}

	if (before.row === 'server') {
		return after.row === 'server'
			? [editServerStep(before.service, after.rule, before.rule)]
			: [addServerStep(before.service, before.rule)];
	}

	switch (after.row) {
		case 'service':
			return [deleteServiceStep(after.rule, after.servers ?? [])];
		case 'server':
			return [deleteServerStep(after.service, after.rule)];
		case 'timeouts':
			return before.row === 'timeouts' ? [timeoutsStep(after.timeouts, before.timeouts)] : null;
		case 'daemon':
			return [stopDaemonStep(after.daemon)];
		case 'no-daemon':
			return before.row === 'daemon' ? [startDaemonStep(before.daemon)] : null;
		default:
			return null;
	}
}

/** Why ipvsadm would create or change another server than the intended one; null if it would not. */
function misaimed({after}: Step): string | null {
	return after.row === 'server' ? refuseServerEdit(after.service, after.rule) : null;
}

function undoTitle(title: string): string {
	const isUndo = title.startsWith('undo: ');
	return `${isUndo ? 'redo' : 'undo'}: ${title.replace(/^(?:undo|redo): /, '')}`;
}

/** The input of an undo besides the plan. */
export interface UndoContext {
	/** The number of executed steps, if not all. */
	readonly done?: number;
	/** Every service of the director at present, for the effects of the undo on traffic. */
	readonly services: readonly KnownService[];
	readonly sysctls?: Sysctls;
	/** The settings as last read, for the limits of weight 0. */
	readonly settings?: DirectorSituation['settings'];
}

/**
 * Proposes the plan that undoes a plan: in reverse order, each step expecting the state that the plan left. Refused if
 * one of the steps cannot be undone, as with counters, or if ipvsadm would not restore the same server.
 */
export function undoPlan(plan: Plan, context: UndoContext): Proposal {
	const {done = plan.steps.length, services, sysctls = unknownSysctls, settings = null} = context;
	const ways = plan.steps.slice(0, done).reverse().map(takeBack);
	if (ways.length === 0) {
		return {refused: `nothing was changed, so there is nothing to undo: ${plan.title}`};
	}

	if (!ways.every(way => way !== null)) {
		return {refused: `cannot be undone: ${plan.title}`};
	}

	const steps = ways.flat();
	const refused = steps.map(misaimed).find(reason => reason !== null);
	return refused === undefined
		? {
				plan: planOf(undoTitle(plan.title), steps, {
					services,
					sysctls,
					situation: {services, sysctls, settings},
				}),
			}
		: {refused: `cannot be undone: ${plan.title}: ${refused}`};
}
