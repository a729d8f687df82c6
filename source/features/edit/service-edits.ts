/**
 * Adds, edits and deletes services.
 */
import {serviceChanges} from '../../ipvs/diff.ts';
import {canonicalSchedulerFlags} from '../../ipvs/scheduler.ts';
import {type ServerRule, serverId} from '../../ipvs/server.ts';
import {type ServiceRule, serviceId} from '../../ipvs/service.ts';
import {fieldName} from '../../plans/field-words.ts';
import {
	type KnownService,
	notKnownInFull,
	type Sysctls,
	targetName,
	unknownSysctls,
} from '../../plans/known-row.ts';
import type {Proposal, Step} from '../../plans/plan.ts';
import {
	addServerStep,
	addServiceStep,
	deleteServiceStep,
	editServiceStep,
} from '../../plans/steps.ts';
import {planOf} from '../../plans/traffic-effects.ts';
import {noWayBackInWords} from '../../plans/validate/refuse-edit.ts';
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

/** The parts of the change that only affect new clients. */
function hints(before: ServiceRule, after: ServiceRule): readonly string[] {
	return before.persistence?.timeout !== after.persistence?.timeout ||
		before.persistence?.netmask !== after.persistence?.netmask
		? ['known clients keep their old persistence until it expires']
		: [];
}

/**
 * Proposes the whole new rule of a service; its key stays. Refused if nothing changes, if the present rule is not
 * known, or if ipvsadm or the kernel would not accept the new one unchanged.
 */
export function proposeEditService(
	service: KnownService,
	rule: Omit<ServiceRule, 'key'>,
): Proposal {
	const before = service.rule;
	if (!before) {
		return {refused: notKnownInFull(service.id, service)};
	}

	const after = withCanonicalFlags({...rule, key: before.key});
	const refused = refuseService(after, before);
	if (refused !== null) {
		return {refused};
	}

	const changes = serviceChanges(before, after);
	if (changes.length === 0) {
		return {refused: `${service.id} already has these values`};
	}

	const fields = changes.map(({field}) => fieldName(field)).join(', ');
	return {
		plan: planOf(`edit service ${service.id}: ${fields}`, [editServiceStep(before, after)], {
			services: [service],
			sysctls: unknownSysctls,
			warnings: hints(before, after),
		}),
	};
}

/**
 * Proposes to delete these services of the director. Refused if a rule is not fully known, because then the deletion
 * could not be undone.
 */
export function proposeDeleteServices(
	services: readonly KnownService[],
	{all, sysctls}: {readonly all: readonly KnownService[]; readonly sysctls: Sysctls},
): Proposal {
	const [first] = services;
	if (!first) {
		return {refused: 'no service is selected'};
	}

	const steps: Step[] = [];
	const warnings: string[] = [];
	for (const service of services) {
		const servers = service.servers.flatMap(({rule}) => (rule ? [rule] : []));
		const unknown = service.servers.find(({rule}) => !rule);
		if (!service.rule || unknown) {
			const name = unknown ? targetName({service, server: unknown}) : service.id;
			return {refused: notKnownInFull(name, unknown ?? service)};
		}

		const [line] = service.unreadableServers ?? [];
		if (line) {
			return {refused: notKnownInFull(`a server of ${service.id}`, {unreadable: line})};
		}

		steps.push(deleteServiceStep(service.rule, servers));
		warnings.push(...noWayBackInWords(service.key, servers));
	}

	const servers = services.reduce((sum, service) => sum + service.servers.length, 0);
	const what = services.length === 1 ? `service ${first.id}` : countOf(services.length, 'service');
	const title = `delete ${what} with ${countOf(servers, 'server')}`;
	return {plan: planOf(title, steps, {services: all, sysctls, warnings})};
}
