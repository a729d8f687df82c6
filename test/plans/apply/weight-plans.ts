/**
 * Plans on a small director, for tests of how plans are carried out.
 */

import type {Plan, Proposal} from '../../../source/plans/plan.ts';
import {proposeWeights} from '../../../source/plans/set-weight.ts';
import {changingDirector} from './changing-director.ts';

export const webId = 'tcp:172.16.249.138:80';
export const rules = `-A -t 172.16.249.138:80 -s wlc
-a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 1 -x 100 -y 80
-a -t 172.16.249.138:80 -r 10.0.0.9:80 -m -w 1
-a -t 172.16.249.138:80 -r 10.0.0.10:80 -m -w 1
`;

/** The plan of a proposal that must not be refused. */
export function planOf({plan, refused}: Proposal): Plan {
	if (!plan) {
		throw new Error(refused);
	}

	return plan;
}

/** A director, and the plan that gives its first server weight 5. */
export async function withWeightPlan() {
	const director = changingDirector(rules);
	const target = await director.target(webId, '10.0.0.8:80');
	return {director, plan: planOf(proposeWeights([target], {to: 5}))};
}

/** A director, and the plan that gives all its servers one weight, 5 where none is said. */
export async function withWeightsPlan(to = 5) {
	const director = changingDirector(rules);
	const service = await director.service(webId);
	const targets = service.servers.map(server => ({service, server}));
	return {director, plan: planOf(proposeWeights(targets, {to}))};
}

/** The weights of its servers, in their order. */
export async function weights(director: ReturnType<typeof changingDirector>) {
	const [first] = await director.rules();
	return first?.servers.map(({weight}) => weight);
}
