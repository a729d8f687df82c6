/**
 * The target rules of a restore.
 */
import type {RuleSet, ServiceWithServers} from '../../../ipvs/rule-set.ts';
import {serverId} from '../../../ipvs/server.ts';
import {type ServiceId, serviceId} from '../../../ipvs/service.ts';

/** The part of the wanted rules to restore. */
export interface RestoreChoice {
	/** Whether existing servers keep their weight: a drain or a health check may have set it. */
	readonly keepWeights: boolean;
	/** Restores only these services and leaves the others alone; null for all. */
	readonly only: ReadonlySet<ServiceId> | null;
}

/** Everything, with the wanted weights. */
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

/** The rules of the chosen services after a restore of `wanted` on `present`. */
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
