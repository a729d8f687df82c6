/**
 * Another weight, forwarding method, tunnel or threshold for a server.
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
 * Proposes the whole entry that the server is to have; its address and port stay. Refused where nothing
 * changes, where the present entry is not known in full or could not be aimed at, and where ipvsadm or
 * the kernel would not take the new one as it is. Weight 0 warns of the same things as a drain.
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
		return {refused: `${targetName(target)} is like that already`};
	}

	const methodChanges = changes.some(({field}) => field === 'forwarding' || field === 'tunnel');
	const warnings = methodChanges
		? ['connections that are open keep the old way of forwarding', ...serverHints(service, after)]
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
