/**
 * The target table of a restore.
 */
import type {RuleSet, ServiceWithServers} from '../../../ipvs/rule-set.ts';
import {serverId} from '../../../ipvs/server.ts';
import {type ServiceId, serviceId} from '../../../ipvs/service.ts';

/** The part of the wanted rules that is restored. */
export interface RestoreChoice {
	/** Servers that are there already keep their weight: it may be that of a drain, or of a health check. */
	readonly keepWeights: boolean;
	/** Only these services are looked at, the others left alone; null is all. */
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

/** The part of the rules that a restore looks at. */
export function chosenRules(rules: RuleSet, {only}: RestoreChoice): RuleSet {
	return only ? rules.filter(({service}) => only.has(serviceId(service.key))) : rules;
}

/** What a restore of `wanted` on `present` shall lead to, among the services that are chosen. */
export function targetRules(present: RuleSet, wanted: RuleSet, choice: RestoreChoice): RuleSet {
	const chosen = chosenRules(wanted, choice);
	if (!choice.keepWeights) {
		return chosen;
	}

	const presentById = new Map(present.map(entry => [serviceId(entry.service.key), entry]));
	return chosen.map(entry =>
		withPresentWeights(entry, presentById.get(serviceId(entry.service.key))),
	);
}
