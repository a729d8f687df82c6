/**
 * The record of a drained server, because the kernel does not keep its earlier weight.
 */
import * as v from 'valibot';
import {moment, wholeNumber} from '../files/stored.ts';
import {isServerId, serverId} from '../ipvs/server.ts';
import {serviceId} from '../ipvs/service.ts';
import {isServiceId} from '../ipvs/service-id.ts';
import type {Plan, Step} from './plan.ts';

/** A server that lvstop drained, as stored. */
export const rememberedDrainSchema = v.pipe(
	v.object({
		service: v.pipe(v.string(), v.guard(isServiceId, 'a service such as tcp:10.1.1.1:80')),
		server: v.pipe(v.string(), v.guard(isServerId, 'a server such as 10.0.0.8:80')),
		/** Its earlier weight: the kernel can store larger ones than ipvsadm accepts. */
		weight: wholeNumber(1, 0x7fff_ffff),
		/** When it was drained, milliseconds since 1970. */
		since: moment,
	}),
	v.readonly(),
);

/** A server that lvstop drained. */
export type RememberedDrain = v.InferOutput<typeof rememberedDrainSchema>;

/** Identifies a remembered drain. */
export type DrainKey = Pick<RememberedDrain, 'service' | 'server'>;

/** The stored drains. Each call rejects with the file system's error. */
export interface DrainMemory {
	/** Oldest first. */
	read(): Promise<readonly RememberedDrain[]>;
	/** Why the remembered drain of a server cannot be used; null if there is none, or it can be used. Never rejects. */
	unusable(drain: DrainKey): Promise<string | null>;
	/** Replaces an earlier drain of the same server. */
	remember(drain: RememberedDrain): Promise<void>;
	/** It is not an error if none is remembered. */
	forget(drain: DrainKey): Promise<void>;
}

/** The servers whose weight a plan sets to 0, for remembering. */
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

/** Whether a step gives a server weight or deletes it, which ends its drain. */
export function mayEndDrain({after}: Step): boolean {
	return after.row === 'no-server' || (after.row === 'server' && after.rule.weight > 0);
}

/** The servers that a plan gives weight or deletes: their remembered drains are no longer needed. */
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
