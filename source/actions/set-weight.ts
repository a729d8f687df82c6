/**
 * The weight of servers, changed by a plan.
 */
import {editServerArguments} from '../ipvs/format/arguments.ts';
import type {ServerId, ServerRule} from '../ipvs/server.ts';
import type {ServiceId, ServiceKey} from '../ipvs/service.ts';
import type {Plan, Proposal, Step} from './plan.ts';
import {refuseServerEdit} from './refuse-edit.ts';

/** The largest weight that upstream's ipvsadm takes back from a saved file; Debian's lets more through. */
export const largestWeight = 65535;

/** A server as the person sees it. A row of a reading fits. */
export interface WeightTarget {
	readonly service: {readonly id: ServiceId; readonly key: ServiceKey};
	readonly server: {readonly id: ServerId; readonly rule: ServerRule | null};
}

/** A new weight, or a step from the present one that stays within 0 and the largest. */
export type WeightChange = {readonly to: number} | {readonly by: number};

function changedWeight(weight: number, change: WeightChange): number {
	return 'to' in change
		? change.to
		: Math.min(Math.max(weight + change.by, 0), Math.max(weight, largestWeight));
}

function weightStep(service: ServiceKey, rule: ServerRule, weight: number): Step {
	const after = {...rule, weight};
	return {
		command: ['ipvsadm', ...editServerArguments(service, after)],
		before: {row: 'server', service, rule},
		after: {row: 'server', service, rule: after},
		undo: ['ipvsadm', ...editServerArguments(service, rule)],
	};
}

function title(changes: readonly {target: WeightTarget; from: number; to: number}[]): string {
	const [only, second] = changes;
	if (only && !second) {
		const {target, from, to} = only;
		return `weight of ${target.server.id} in ${target.service.id}: ${from} → ${to}`;
	}

	const weights = new Set(changes.map(({to}) => to));
	const [weight] = weights;
	return weights.size === 1
		? `weight of ${changes.length} servers: → ${weight}`
		: `weights of ${changes.length} servers`;
}

/**
 * Proposes a weight for every target. Servers that have it already are left out.
 * Refused as a whole where the number is no weight, where an entry is not known in full (an edit
 * has to repeat all of it), or where ipvsadm would change something else.
 */
export function proposeWeights(targets: readonly WeightTarget[], change: WeightChange): Proposal {
	const number = 'to' in change ? change.to : change.by;
	if (!Number.isInteger(number) || ('to' in change && (number < 0 || number > largestWeight))) {
		return {refused: `a weight is a whole number from 0 to ${largestWeight}`};
	}

	if (targets.length === 0) {
		return {refused: 'no server is selected'};
	}

	const steps: Step[] = [];
	const changes: {target: WeightTarget; from: number; to: number}[] = [];
	for (const target of targets) {
		const {service, server} = target;
		if (!server.rule) {
			return {
				refused: `the whole entry of ${server.id} in ${service.id} is not known, and an edit has to repeat all of it`,
			};
		}

		const refusal = refuseServerEdit(service.key, server.rule);
		if (refusal) {
			return {refused: refusal};
		}

		const to = changedWeight(server.rule.weight, change);
		if (to !== server.rule.weight) {
			steps.push(weightStep(service.key, server.rule, to));
			changes.push({target, from: server.rule.weight, to});
		}
	}

	if (steps.length === 0) {
		const [first] = targets;
		return {
			refused:
				targets.length === 1 && first
					? `${first.server.id} already has weight ${first.server.rule?.weight}`
					: 'all selected servers already have that weight',
		};
	}

	const plan: Plan = {title: title(changes), steps};
	return {plan};
}
