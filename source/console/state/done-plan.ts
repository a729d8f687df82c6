/**
 * Plans that were carried out, so that they can be undone, the last one first.
 */
import {serverId} from '../../ipvs/server.ts';
import {serviceId} from '../../ipvs/service.ts';
import {type RowId, serverRowId, serviceOfRowId} from './console-row.ts';
import type {DonePlan} from './model.ts';

/** So many can be undone. */
const kept = 100;

/**
 * The plans with one more. One that only zeroed counters has no undo and is left out: it must not stand
 * before those that have one.
 */
export function withDone(plans: readonly DonePlan[], done: DonePlan): readonly DonePlan[] {
	return done.plan.steps.every(({after}) => after.row === 'counters')
		? plans
		: [...plans, done].slice(-kept);
}

/** Whether the plan that was carried out last has taken this row away, alone or with its service. */
export function hasTakenAway(plans: readonly DonePlan[], row: RowId): boolean {
	const last = plans.at(-1);
	const steps = last?.plan.steps.slice(0, last.done) ?? [];
	return steps.some(({after}) => {
		switch (after.row) {
			case 'no-service':
				return serviceId(after.service) === serviceOfRowId(row);
			case 'no-server':
				return serverRowId(serviceId(after.service), serverId(after.server)) === row;
			default:
				return false;
		}
	});
}
