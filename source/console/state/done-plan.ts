/**
 * Plans that were carried out, so that they can be taken back, the last one first.
 */

import {serverId} from '../../ipvs/server.ts';
import {type ServiceId, serviceId} from '../../ipvs/service.ts';
import type {Plan} from '../../plans/plan.ts';
import {type RowId, serverRowId, serviceOfRowId} from './console-row.ts';

export interface DonePlan {
	readonly plan: Plan;
	/** How many of its steps were carried out: all, or those before the one that failed. */
	readonly done: number;
	/** Of a restore: the file of the rules before it, and the services that it was confined to; null is all. */
	readonly restore?: {readonly before: string; readonly only: ReadonlySet<ServiceId> | null};
}

/** So many can be taken back. */
const kept = 100;

/**
 * The plans with one more. One that only zeroed counters has no way back and is left out: it must not stand
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
