/**
 * What the table shall hold when a restore is done.
 */
import type {RuleSet, ServiceWithServers} from '../../ipvs/rule-set.ts';
import {serverId} from '../../ipvs/server.ts';
import {compareServiceKeys, type ServiceId, serviceId} from '../../ipvs/service.ts';

/** What is restored of the rules that are wanted. */
export interface RestoreChoice {
	/** Servers that are there already keep their weight: it may be that of a drain, or of a health check. */
	readonly keepWeights: boolean;
	/** Only these services are looked at, and left alone is what is not among them; null is all. */
	readonly only: ReadonlySet<ServiceId> | null;
}

/** Everything, with the weights that are wanted. */
export const wholeRestore: RestoreChoice = {keepWeights: false, only: null};

function withPresentWeights(wanted: ServiceWithServers, present: ServiceWithServers | undefined) {
	const weights = new Map(present?.servers.map(server => [serverId(server), server.weight]));
	return {
		service: wanted.service,
		servers: wanted.servers.map(server => ({
			...server,
			weight: weights.get(serverId(server)) ?? server.weight,
		})),
	};
}

/** The rules that a restore of `wanted` on `present` shall lead to, in the order in which services are shown. */
export function targetRules(present: RuleSet, wanted: RuleSet, choice: RestoreChoice): RuleSet {
	const {keepWeights, only} = choice;
	const chosen = ({service}: ServiceWithServers) => !only || only.has(serviceId(service.key));
	const presentById = new Map(present.map(entry => [serviceId(entry.service.key), entry]));
	const restored = wanted
		.filter(chosen)
		.map(entry =>
			keepWeights
				? withPresentWeights(entry, presentById.get(serviceId(entry.service.key)))
				: entry,
		);
	const leftAlone = present.filter(entry => !chosen(entry));
	return [...restored, ...leftAlone].sort((one, other) =>
		compareServiceKeys(one.service.key, other.service.key),
	);
}
