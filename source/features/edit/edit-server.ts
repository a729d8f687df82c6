/**
 * Edits the weight, forwarding method, tunnel or thresholds of a server.
 */
import {serverChanges} from '../../ipvs/diff.ts';
import type {ServerRule} from '../../ipvs/server.ts';
import {fieldName} from '../../plans/field-words.ts';
import type {Proposal} from '../../plans/plan.ts';
import {notKnownInFull, type Target, targetName} from '../../plans/seen.ts';
import {editServerStep} from '../../plans/steps.ts';
import {planOf} from '../../plans/traffic-effects.ts';
import {refuseServerEdit} from '../../plans/validate/refuse-edit.ts';
import {refuseServer, serverHints} from '../../plans/validate/refuse-server.ts';
import {type DirectorSituation, unknownSituation} from '../../plans/weight-zero/situation.ts';

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
