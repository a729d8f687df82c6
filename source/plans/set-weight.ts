/**
 * Changes the weight of servers.
 */
import type {ServerRule} from '../ipvs/server.ts';
import {countOf, fullFigure} from '../text/figures.ts';
import {notKnownInFull, type Target, targetName, targetsName} from './known-row.ts';
import type {Plan, Proposal, Step} from './plan.ts';
import {editServerStep} from './steps.ts';
import {planOf} from './traffic-effects.ts';
import {refuseServerEdit} from './validate/refuse-edit.ts';
import {type DirectorSituation, unknownSituation} from './weight-zero/situation.ts';

/** The largest weight that upstream's ipvsadm accepts from a saved file; Debian's accepts more. */
export const largestWeight = 65535;

/**
 * A new weight, a step from the present one, or a multiple of it; limited to 0 and the largest weight. A multiple is
 * rounded, but a server with weight keeps at least 1: half of 1 must not drain it.
 */
export type WeightChange = {readonly to: number} | {readonly by: number} | {readonly times: number};

/** A server with its new weight. */
export interface ChangedWeight {
	readonly target: Target;
	readonly rule: ServerRule;
	readonly to: number;
}

/** Whether a number is a valid weight. */
export function isWeight(number: number): boolean {
	return Number.isInteger(number) && number >= 0 && number <= largestWeight;
}

function isWeightChange(change: WeightChange): boolean {
	if ('to' in change) {
		return isWeight(change.to);
	}

	return 'by' in change
		? Number.isInteger(change.by)
		: Number.isFinite(change.times) && change.times >= 0;
}

/**
 * Parses a weight or a change of it: `5`, `+1`, `-2`, `50%`, `x2` (or `*2`). Null if the text is none of them.
 */
export function parseWeightChange(text: string): WeightChange | null {
	const [, sign, step] = /^([+-])(\d{1,9})$/.exec(text) ?? [];
	if (step !== undefined) {
		return {by: sign === '-' ? -Number(step) : Number(step)};
	}

	const [, percent] = /^(\d{1,9}(?:\.\d+)?)%$/.exec(text) ?? [];
	if (percent !== undefined) {
		return {times: Number(percent) / 100};
	}

	const [, factor] = /^[x*](\d{1,9}(?:\.\d+)?)$/.exec(text) ?? [];
	if (factor !== undefined) {
		return {times: Number(factor)};
	}

	return /^\d{1,9}$/.test(text) ? {to: Number(text)} : null;
}

/** As much of a text as can begin a weight or a change of it. */
const beginning = /^(?:[+-]\d{0,9}|[x*](?:\d{1,9}(?:\.\d*)?)?|(?:\d{1,9}(?:\.\d*)?%?)?)/;

/**
 * Parses a weight from 0 to 65535, or a change of it.
 * @returns the change, or what is wrong with the text and the character at which it goes wrong, counted from 1
 */
export function readWeightChange(text: string):
	| {readonly change: WeightChange; readonly problem?: undefined}
	| {
			readonly change?: undefined;
			readonly problem: {readonly message: string; readonly at: number};
	  } {
	const change = parseWeightChange(text);
	if (change === null) {
		const at = (beginning.exec(text)?.[0] ?? '').length + 1;
		return {problem: {message: 'a weight is a whole number; +1, -1, 50% or x2 change it', at}};
	}

	return 'to' in change && change.to > largestWeight
		? {problem: {message: `a weight is at most ${largestWeight}`, at: 1}}
		: {change};
}

/** Whether a change can leave a server without weight, whatever weight it has now. */
export function canReachZero(change: WeightChange): boolean {
	return 'to' in change ? change.to === 0 : 'by' in change ? change.by < 0 : change.times === 0;
}

/** The weight that a change makes of a weight. */
export function weightAfter(weight: number, change: WeightChange): number {
	if ('to' in change) {
		return change.to;
	}

	const most = Math.max(weight, largestWeight);
	if ('by' in change) {
		return Math.min(Math.max(weight + change.by, 0), most);
	}

	const least = weight > 0 && change.times > 0 ? 1 : 0;
	return Math.min(Math.max(Math.round(weight * change.times), least), most);
}

/**
 * `weight of 10.0.0.8:80 in tcp:172.16.249.138:80: 1 → 5`, `weight of 10.0.0.8 in 3 services: → 5`,
 * `drain of 3 servers: → 0`.
 */
export function weightTitle(verb: string, changes: readonly ChangedWeight[]): string {
	const [only, second] = changes;
	if (only && !second) {
		return `${verb} of ${targetName(only.target)}: ${only.rule.weight} → ${only.to}`;
	}

	const [weight, ...others] = new Set(changes.map(({to}) => to));
	const servers = targetsName(changes.map(({target}) => target));
	return others.length === 0 ? `${verb} of ${servers}: → ${weight}` : `${verb} of ${servers}`;
}

/** The step that gives one server its new weight and leaves the rest of its entry unchanged. */
export function weightStep({target, rule, to}: ChangedWeight): Step {
	return editServerStep(target.service.key, rule, {...rule, weight: to});
}

/**
 * The servers with their new weights, without those that already have it. A reason instead if an entry is not fully
 * known (an edit has to repeat all of it), or if ipvsadm would change something else.
 */
export function changedWeights(
	targets: readonly Target[],
	newWeight: (target: Target, weight: number) => number,
): readonly ChangedWeight[] | {readonly refused: string} {
	const changes: ChangedWeight[] = [];
	for (const target of targets) {
		const {service, server} = target;
		if (!server.rule) {
			return {refused: notKnownInFull(targetName(target), server)};
		}

		const refused = refuseServerEdit(service.key, server.rule);
		if (refused !== null) {
			return {refused};
		}

		const to = newWeight(target, server.rule.weight);
		if (to !== server.rule.weight) {
			changes.push({target, rule: server.rule, to});
		}
	}

	return changes;
}

/** The services of the targets, each once. */
export function servicesOf(targets: readonly Target[]): readonly Target['service'][] {
	return [...new Map(targets.map(({service}) => [service.id, service])).values()];
}

/** Why there is nothing to do: for the only server, or for several. */
function unchanged(only: Target | null, isMultiple: boolean): string {
	if (only === null) {
		return isMultiple
			? 'all selected servers keep their weights'
			: 'all selected servers already have this weight';
	}

	const {id, weight} = only.server;
	return isMultiple ? `${id} keeps weight ${weight}` : `${id} already has weight ${weight}`;
}

/**
 * How many servers a relative change leaves as they are, because half of 1 is 1 and twice 0 is 0; null if it changes
 * all. Without it, the plan has fewer commands than there are marked servers, and nothing says why.
 */
function leftOut(targets: readonly Target[], changes: readonly ChangedWeight[]): string | null {
	const left = targets.length - changes.length;
	if (left === 0) {
		return null;
	}

	const changed = new Set(changes.map(({target}) => target));
	const weights = targets.filter(each => !changed.has(each)).map(({server}) => server.weight);
	const [least, most] = [Math.min, Math.max].map(of => weights.reduce((a, b) => of(a, b)));
	const which = least === most ? `${least}` : `${least}–${most}`;
	return `${countOf(left, 'server')} of ${fullFigure(targets.length)} ${left === 1 ? 'keeps its weight' : 'keep their weights'}: ${which}`;
}

/**
 * Proposes a weight for every target. Servers that already have it are left out. Refused as a whole if the number is
 * not a weight, if an entry is not fully known, or if ipvsadm would change something else. Weight 0 gives the same
 * warnings as a drain.
 */
export function proposeWeights(
	targets: readonly Target[],
	change: WeightChange,
	situation: DirectorSituation = unknownSituation,
): Proposal {
	if (!isWeightChange(change)) {
		return {refused: `a weight is a whole number from 0 to ${largestWeight}`};
	}

	const [first] = targets;
	if (!first) {
		return {refused: 'no server is selected'};
	}

	const changes = changedWeights(targets, (_, weight) => weightAfter(weight, change));
	if ('refused' in changes) {
		return changes;
	}

	if (changes.length === 0) {
		return {refused: unchanged(targets.length === 1 ? first : null, 'times' in change)};
	}

	const plan: Plan = planOf(weightTitle('weight', changes), changes.map(weightStep), {
		services: servicesOf(targets),
		sysctls: situation.sysctls,
		situation,
	});
	const left = 'to' in change ? null : leftOut(targets, changes);
	return {plan: left === null ? plan : {...plan, warnings: [left, ...plan.warnings]}};
}
