/**
 * Restores drained servers to their earlier weight.
 */
import type {Proposal} from '../../plans/plan.ts';
import type {RememberedDrain} from '../../plans/remembered-drain.ts';
import {type Sysctls, type Target, targetName, unknownSysctls} from '../../plans/seen.ts';
import {
	changedWeights,
	isWeight,
	largestWeight,
	servicesOf,
	weightStep,
	weightTitle,
} from '../../plans/set-weight.ts';
import {planOf} from '../../plans/traffic-effects.ts';

/**
 * Proposes the remembered weight for every target. Refused as a whole if a target has weight, if its weight is not
 * remembered or is invalid, or if an entry is not fully known.
 */
export function proposeUndrain(
	targets: readonly Target[],
	remembered: readonly RememberedDrain[],
	sysctls: Sysctls = unknownSysctls,
): Proposal {
	if (targets.length === 0) {
		return {refused: 'no server is selected'};
	}

	const weights = new Map(
		remembered.map(({service, server, weight}) => [`${server} in ${service}`, weight]),
	);
	for (const target of targets) {
		const name = targetName(target);
		if (target.server.weight > 0) {
			return {refused: `${name} is not drained: it has weight ${target.server.weight}`};
		}

		const weight = weights.get(name);
		if (weight === undefined) {
			return {
				refused: `the weight of ${name} before the drain is not known, because lvstop did not drain it; set the weight by hand`,
			};
		}

		if (!isWeight(weight)) {
			return {
				refused: `the remembered weight of ${name} is ${weight}, but the largest possible is ${largestWeight}; set the weight by hand`,
			};
		}
	}

	const changes = changedWeights(
		targets,
		(target, weight) => weights.get(targetName(target)) ?? weight,
	);
	return 'refused' in changes
		? changes
		: {
				plan: planOf(weightTitle('undrain', changes), changes.map(weightStep), {
					services: servicesOf(targets),
					sysctls,
				}),
			};
}
