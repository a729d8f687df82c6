/**
 * Adds a server to a service.
 */
import {type ServerRule, serverId} from '../../ipvs/server.ts';
import type {Proposal} from '../../plans/plan.ts';
import {type KnownService, unknownSysctls} from '../../plans/seen.ts';
import {addServerStep} from '../../plans/steps.ts';
import {planOf} from '../../plans/traffic-effects.ts';
import {refuseServer, serverHints} from '../../plans/validate/refuse-server.ts';

/**
 * Proposes a server for a service. Refused if it already exists, or if ipvsadm or the kernel would not accept it
 * unchanged.
 */
export function proposeAddServer(service: KnownService, rule: ServerRule): Proposal {
	const id = serverId(rule);
	if (service.servers.some(server => server.id === id)) {
		return {refused: `${id} is already in ${service.id}`};
	}

	const refused = refuseServer(service.key, rule, null);
	if (refused !== null) {
		return {refused};
	}

	return {
		plan: planOf(`add server ${id} to ${service.id}`, [addServerStep(service.key, rule)], {
			services: [service],
			sysctls: unknownSysctls,
			warnings: serverHints(service, rule),
		}),
	};
}
