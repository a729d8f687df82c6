/**
 * Edits the scheduler, persistence, engine or flags of a service.
 */
import {serviceChanges} from '../../ipvs/diff.ts';
import type {ServiceRule} from '../../ipvs/service.ts';
import {fieldName} from '../../plans/field-words.ts';
import type {Proposal} from '../../plans/plan.ts';
import {type KnownService, notKnownInFull, unknownSysctls} from '../../plans/seen.ts';
import {editServiceStep} from '../../plans/steps.ts';
import {planOf} from '../../plans/traffic-effects.ts';
import {refuseService} from '../../plans/validate/refuse-service.ts';
import {withCanonicalFlags} from './add-service.ts';

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
