/**
 * Adds, edits and deletes the servers of services.
 */
import {serverChanges} from '../../ipvs/diff.ts';
import {type ServerRule, serverId} from '../../ipvs/server.ts';
import {fieldName} from '../../plans/field-words.ts';
import {
	type KnownService,
	notKnownInFull,
	type Sysctls,
	type Target,
	targetName,
	targetsName,
	unknownSysctls,
} from '../../plans/known-row.ts';
import type {Proposal, Step} from '../../plans/plan.ts';
import {servicesOf} from '../../plans/set-weight.ts';
import {addServerStep, deleteServerStep, editServerStep} from '../../plans/steps.ts';
import {planOf} from '../../plans/traffic-effects.ts';
import {noWayBackInWords, refuseServerEdit} from '../../plans/validate/refuse-edit.ts';
import {refuseServer, serverHints} from '../../plans/validate/refuse-server.ts';
import {type DirectorSituation, unknownSituation} from '../../plans/weight-zero/situation.ts';

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

/**
 * Proposes the whole new entry of a server; its address and port stay. Refused if nothing changes, if the present entry
 * is not fully known or ambiguous, or if ipvsadm or the kernel would not accept the new one unchanged. Weight 0 gives
 * the same warnings as a drain.
 */
export function proposeEditServer(
	target: Target,
	rule: Omit<ServerRule, 'address' | 'port'>,
	situation: DirectorSituation = unknownSituation,
): Proposal {
	const {service, server} = target;
	const before = server.rule;
	if (!before) {
		return {refused: notKnownInFull(targetName(target), server)};
	}

	const {address, port} = before;
	const after: ServerRule = {...rule, address, port};
	const refused = refuseServerEdit(service.key, before) ?? refuseServer(service.key, after, before);
	if (refused !== null) {
		return {refused};
	}

	const changes = serverChanges(before, after);
	if (changes.length === 0) {
		return {refused: `${targetName(target)} already has these values`};
	}

	const methodChanges = changes.some(({field}) => field === 'forwarding' || field === 'tunnel');
	const warnings = methodChanges
		? ['open connections keep the old forwarding method', ...serverHints(service, after)]
		: serverHints(service, after);
	const fields = changes.map(({field}) => fieldName(field)).join(', ');
	return {
		plan: planOf(
			`edit server ${targetName(target)}: ${fields}`,
			[editServerStep(service.key, before, after)],
			{services: [service], sysctls: situation.sysctls, situation, warnings},
		),
	};
}

/**
 * Proposes to remove these servers from their services. Refused if an entry is not fully known, because then the
 * removal could not be undone.
 */
export function proposeDeleteServers(targets: readonly Target[], sysctls: Sysctls): Proposal {
	const [first] = targets;
	if (!first) {
		return {refused: 'no server is selected'};
	}

	const steps: Step[] = [];
	const warnings: string[] = [];
	for (const target of targets) {
		const {service, server} = target;
		if (!server.rule) {
			return {refused: notKnownInFull(targetName(target), server)};
		}

		steps.push(deleteServerStep(service.key, server.rule));
		warnings.push(...noWayBackInWords(service.key, [server.rule]));
	}

	const what = targets.length === 1 ? `server ${targetName(first)}` : targetsName(targets);
	const services = servicesOf(targets);
	return {plan: planOf(`delete ${what}`, steps, {services, sysctls, warnings})};
}
