import {describe, expect, it} from 'vitest';
import {proposeDrain} from '../../../source/features/drain/drain.ts';
import {proposeUndrain} from '../../../source/features/drain/undrain.ts';
import {drainsOf, endedDrainsOf} from '../../../source/plans/remembered-drain.ts';
import {unknownSysctls} from '../../../source/plans/seen.ts';
import {proposeWeights} from '../../../source/plans/set-weight.ts';
import {
	commandsOf,
	gue,
	nat,
	seenServer,
	seenService,
	targetsIn,
	web,
} from '../../support/example.ts';

const before = targetsIn(seenService(web, [seenServer({...nat, weight: 7}), seenServer(gue)]));
const drained = targetsIn(
	seenService(web, [seenServer({...nat, weight: 0}), seenServer({...gue, weight: 0})]),
);
const {plan: drainPlan} = proposeDrain(before, {
	services: [],
	sysctls: unknownSysctls,
	settings: null,
	fallbackFirst: false,
});

describe('an undrain', () => {
	const remembered = drainPlan ? drainsOf(drainPlan, 1000) : [];

	it('restores the remembered weight', () => {
		expect(remembered[0]).toEqual({
			service: 'tcp:172.16.249.138:80',
			server: '10.0.0.8:8080',
			weight: 7,
			since: 1000,
		});
		const {plan} = proposeUndrain(drained, remembered);
		expect(plan?.title).toBe('undrain of 2 servers');
		expect(commandsOf({plan})).toEqual([
			'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:8080 -m -w 7 -x 1000 -y 800',
			'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.11:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum',
		]);
	});

	it('is refused for a server that has weight, and for one without a remembered weight', () => {
		expect(commandsOf(proposeUndrain(before, remembered))).toMatch(
			/^10\.0\.0\.8:8080 .* is not drained: it has weight 7$/,
		);
		expect(commandsOf(proposeUndrain(drained, remembered.slice(0, 1)))).toMatch(
			/^the weight of 10\.0\.0\.11:80 in .* before the drain is not known/,
		);
		expect(commandsOf(proposeUndrain([], remembered))).toBe('no server is selected');
	});
});

describe('the remembered weight', () => {
	it('has served its purpose when the server has weight again', () => {
		const up = proposeWeights(drained.slice(0, 1), {to: 3});
		expect(up.plan && endedDrainsOf(up.plan)).toEqual([
			{service: 'tcp:172.16.249.138:80', server: '10.0.0.8:8080'},
		]);
		expect(drainPlan && endedDrainsOf(drainPlan)).toEqual([]);
	});

	it('is only of servers that lose their whole weight', () => {
		const less = proposeWeights(before.slice(0, 1), {to: 3});
		expect(less.plan && drainsOf(less.plan, 0)).toEqual([]);
	});
});
