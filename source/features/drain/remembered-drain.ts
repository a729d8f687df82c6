/**
 * What is remembered of a server that was drained: the kernel does not tell the weight it had.
 */
import type {ServerId} from '../../ipvs/server.ts';
import {serverId} from '../../ipvs/server.ts';
import {type ServiceId, serviceId} from '../../ipvs/service.ts';
import type {Plan, Step} from '../../plans/plan.ts';

/** A server that lvstop drained. */
export interface RememberedDrain {
	readonly service: ServiceId;
	readonly server: ServerId;
	/** The weight that it had before. */
	readonly weight: number;
	/** When it was drained, milliseconds since 1970. */
	readonly since: number;
}

/** The servers that a plan takes from some weight to 0, for remembering. */
export function drainsOf({steps}: Pick<Plan, 'steps'>, now: number): readonly RememberedDrain[] {
	return steps.flatMap(({before, after}) =>
		before.row === 'server' &&
		after.row === 'server' &&
		before.rule.weight > 0 &&
		after.rule.weight === 0
			? [
					{
						service: serviceId(before.service),
						server: serverId(before.rule),
						weight: before.rule.weight,
						since: now,
					},
				]
			: [],
	);
}

/** Whether a step gives a server weight or deletes it, so that a drain of it would be over. */
export function mayEndDrain({after}: Step): boolean {
	return after.row === 'no-server' || (after.row === 'server' && after.rule.weight > 0);
}

/** The servers that a plan gives some weight or deletes: what is remembered of them has served its purpose. */
export function endedDrainsOf({
	steps,
}: Plan): readonly Pick<RememberedDrain, 'service' | 'server'>[] {
	return steps.filter(mayEndDrain).flatMap(({after}) => {
		if (after.row === 'server') {
			return [{service: serviceId(after.service), server: serverId(after.rule)}];
		}

		return after.row === 'no-server'
			? [{service: serviceId(after.service), server: serverId(after.server)}]
			: [];
	});
}
