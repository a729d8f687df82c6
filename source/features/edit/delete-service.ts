/**
 * Deletes services with their servers.
 */

import type {Proposal, Step} from '../../plans/plan.ts';
import {type KnownService, notKnownInFull, type Sysctls, targetName} from '../../plans/seen.ts';
import {deleteServiceStep} from '../../plans/steps.ts';
import {planOf} from '../../plans/traffic-effects.ts';
import {noWayBackInWords} from '../../plans/validate/refuse-edit.ts';
import {countOf} from '../../text/figures.ts';

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
