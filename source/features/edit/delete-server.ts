/**
 * Removes servers from their services.
 */
import type {Proposal, Step} from '../../plans/plan.ts';
import {
	notKnownInFull,
	type Sysctls,
	type Target,
	targetName,
	targetsName,
} from '../../plans/seen.ts';
import {servicesOf} from '../../plans/set-weight.ts';
import {deleteServerStep} from '../../plans/steps.ts';
import {planOf} from '../../plans/traffic-effects.ts';
import {noWayBackInWords} from '../../plans/validate/refuse-edit.ts';

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
