/**
 * Executed plans, so that they can be undone, the last one first.
 */

import {serverId} from '../../ipvs/server.ts';
import {serviceId} from '../../ipvs/service.ts';
import type {Step} from '../../plans/plan.ts';
import {type RowId, serverRowId, serviceOfRowId} from './console-row.ts';
import type {DonePlan} from './model.ts';

/** The number of plans that can be undone. */
const kept = 100;

/**
 * The plans with one more. A plan that only zeroed counters cannot be undone and is left out, so that it does not hide
 * those before it.
 */
export function withDone(plans: readonly DonePlan[], done: DonePlan): readonly DonePlan[] {
	return done.plan.steps.every(({after}) => after.row === 'counters')
		? plans
		: [...plans, done].slice(-kept);
}

/** The row of the table that a step has changed; null for a setting of the director. */
export function rowOfStep({after}: Step): RowId | null {
	switch (after.row) {
		case 'service':
			return serviceId(after.rule.key);
		case 'no-service':
			return serviceId(after.service);
		case 'server':
			return serverRowId(serviceId(after.service), serverId(after.rule));
		case 'no-server':
			return serverRowId(serviceId(after.service), serverId(after.server));
		default:
			return null;
	}
}

/** Whether the last plan has removed this row, alone or with its service. */
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
