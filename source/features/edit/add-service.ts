/**
 * Adds a service, with or without servers.
 */

import {canonicalSchedulerFlags} from '../../ipvs/scheduler.ts';
import type {ServerRule} from '../../ipvs/server.ts';
import {serverId} from '../../ipvs/server.ts';
import {type ServiceRule, serviceId} from '../../ipvs/service.ts';
import type {Proposal} from '../../plans/plan.ts';
import {type KnownService, unknownSysctls} from '../../plans/seen.ts';
import {addServerStep, addServiceStep} from '../../plans/steps.ts';
import {planOf} from '../../plans/traffic-effects.ts';
import {refuseServer, serverHints} from '../../plans/validate/refuse-server.ts';
import {refuseService} from '../../plans/validate/refuse-service.ts';
import {countOf} from '../../text/figures.ts';

/** The rule with its flags in canonical form, as readings have them. */
export function withCanonicalFlags(rule: ServiceRule): ServiceRule {
	const flags = canonicalSchedulerFlags(rule.scheduler, rule.schedulerFlags);
	return flags ? {...rule, schedulerFlags: flags} : rule;
}

/**
 * Proposes a service with its first servers. Refused if it already exists (`services` are those of the director), or if
 * ipvsadm or the kernel would not accept it unchanged.
 */
export function proposeAddService(
	rule: ServiceRule,
	servers: readonly ServerRule[],
	services: readonly KnownService[],
): Proposal {
	const id = serviceId(rule.key);
	if (services.some(service => service.id === id)) {
		return {refused: `${id} already exists`};
	}

	const refused = refuseService(rule, null);
	if (refused !== null) {
		return {refused};
	}

	const names = new Set<string>();
	for (const server of servers) {
		const reason = refuseServer(rule.key, server, null);
		if (reason !== null) {
			return {refused: `${serverId(server)}: ${reason}`};
		}

		if (names.has(serverId(server))) {
			return {refused: `${serverId(server)} is listed twice`};
		}

		names.add(serverId(server));
	}

	const steps = [
		addServiceStep(withCanonicalFlags(rule)),
		...servers.map(server => addServerStep(rule.key, server)),
	];
	const title =
		servers.length === 0
			? `add service ${id}`
			: `add service ${id} with ${countOf(servers.length, 'server')}`;
	const warnings = servers.flatMap(server => serverHints(rule, server));
	return {plan: planOf(title, steps, {services: [], sysctls: unknownSysctls, warnings})};
}
