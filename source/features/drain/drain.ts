/**
 * Drains servers: weight 0 stops new clients while existing connections continue.
 */

import {notKnownInFull, type Target, targetName} from '../../plans/known-row.ts';
import type {Proposal, Step} from '../../plans/plan.ts';
import {changedWeights, servicesOf, weightStep, weightTitle} from '../../plans/set-weight.ts';
import {editServiceStep} from '../../plans/steps.ts';
import {planOf} from '../../plans/traffic-effects.ts';
import type {DirectorSituation} from '../../plans/weight-zero/situation.ts';
import {missingFallbackFlag, withFallbackFlag} from './drain-procedure.ts';

/** The options of a drain, with the director's state. */
export interface DrainChoice extends DirectorSituation {
	/** Whether services whose scheduler would refuse clients get its fallback flag first. */
	readonly fallbackFirst: boolean;
}

/** The steps that set the missing fallback flags, or why they cannot be made. */
function fallbackSteps(targets: readonly Target[]): readonly Step[] | {readonly refused: string} {
	const steps: Step[] = [];
	for (const service of servicesOf(targets)) {
		const flag = missingFallbackFlag(service);
		if (flag !== null) {
			if (!service.rule) {
				return {refused: notKnownInFull(service.id, service)};
			}

			steps.push(editServiceStep(service.rule, withFallbackFlag(service.rule, flag)));
		}
	}

	return steps;
}

/**
 * Proposes weight 0 for every target that has weight. Refused as a whole if an entry is not fully known, or if all
 * targets already have weight 0.
 */
export function proposeDrain(targets: readonly Target[], choice: DrainChoice): Proposal {
	const changes = changedWeights(targets, () => 0);
	if ('refused' in changes) {
		return changes;
	}

	const drained = changes.map(({target}) => target);
	const [first] = targets;
	if (!first || drained.length === 0) {
		return {
			refused:
				targets.length === 1 && first
					? `${targetName(first)} already has weight 0`
					: 'no selected server has a weight above 0',
		};
	}

	const flags = choice.fallbackFirst ? fallbackSteps(drained) : [];
	if ('refused' in flags) {
		return flags;
	}

	return {
		plan: planOf(weightTitle('drain', changes), [...flags, ...changes.map(weightStep)], {
			services: servicesOf(drained),
			sysctls: choice.sysctls,
			situation: choice,
		}),
	};
}
