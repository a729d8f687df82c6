import {describe, expect, it} from 'vitest';
import {ipAddress} from '../../source/ipvs/address.ts';
import type {ServerRule} from '../../source/ipvs/server.ts';
import type {ServiceKey} from '../../source/ipvs/service.ts';
import type {Target} from '../../source/plans/known-row.ts';
import {largestWeight, proposeWeights} from '../../source/plans/set-weight.ts';
import {unknownSituation} from '../../source/plans/weight-zero/situation.ts';
import {defaultSysctls} from '../support/default-sysctls.ts';
import {
	commandsOf,
	gue,
	nat,
	seenServer,
	seenService,
	targetsIn,
	web,
	webKey,
} from '../support/example.ts';

/** The servers of one service. */
function targets(rules: readonly ServerRule[], key: ServiceKey = webKey): readonly Target[] {
	return targetsIn(
		seenService(
			{...web, key},
			rules.map(rule => seenServer(rule)),
		),
	);
}

/** A director with the kernel's own settings. */
const quiet = {...unknownSituation, sysctls: defaultSysctls};

describe('a weight', () => {
	it('is sent with everything else of the entry, because -e resets what is not given', () => {
		expect(commandsOf(proposeWeights(targets([nat]), {to: 5}))).toEqual([
			'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:8080 -m -w 5 -x 1000 -y 800',
		]);
		expect(commandsOf(proposeWeights(targets([gue]), {to: 0}))).toEqual([
			'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.11:80 -i -w 0 --tun-type gue --tun-port 6080 --tun-remcsum',
		]);
	});

	it('keeps the family of a firewall mark', () => {
		const key: ServiceKey = {kind: 'fwmark', family: 'ipv6', fwmark: 8};
		const rows = targets([{...nat, address: ipAddress('2001:db8::8'), port: 0}], key);
		expect(commandsOf(proposeWeights(rows, {to: 2}))).toEqual([
			'ipvsadm -e -f 8 -6 -r [2001:db8::8]:0 -m -w 2 -x 1000 -y 800',
		]);
	});

	it('expects the entry as it was shown, and leaves it with nothing but the weight changed', () => {
		const {plan} = proposeWeights(targets([nat]), {to: 5});
		expect(plan?.title).toBe('weight of 10.0.0.8:8080 in tcp:172.16.249.138:80: 1 → 5');
		expect(plan?.steps[0]?.before).toEqual({row: 'server', service: webKey, rule: nat});
		expect(plan?.steps[0]?.after).toEqual({
			row: 'server',
			service: webKey,
			rule: {...nat, weight: 5},
		});
	});

	it('stops at 0 and at the largest when it is stepped', () => {
		expect(commandsOf(proposeWeights(targets([{...nat, weight: 0}]), {by: -1}))).toBe(
			'10.0.0.8:8080 already has weight 0',
		);
		expect(commandsOf(proposeWeights(targets([{...nat, weight: largestWeight}]), {by: 1}))).toBe(
			'10.0.0.8:8080 already has weight 65535',
		);
	});

	it('steps down from weights that Debian accepts above the largest', () => {
		const {plan} = proposeWeights(targets([{...nat, weight: 70_000}]), {by: -1});
		expect(plan?.title).toBe('weight of 10.0.0.8:8080 in tcp:172.16.249.138:80: 70000 → 69999');
	});

	it('is multiplied and rounded, and a server with weight keeps at least 1', () => {
		const rows = targets([4, 3, 1, 0].map(weight => ({...nat, weight})));
		const halves = proposeWeights(rows, {times: 0.5}).plan?.steps.map(({after}) =>
			after.row === 'server' ? after.rule.weight : null,
		);
		// 1 stays 1, and 0 stays 0: neither is changed.
		expect(halves).toEqual([2, 2]);
		expect(proposeWeights(targets([{...nat, weight: 40_000}]), {times: 2}).plan?.title).toBe(
			'weight of 10.0.0.8:8080 in tcp:172.16.249.138:80: 40000 → 65535',
		);
		expect(commandsOf(proposeWeights(rows, {times: -1}))).toMatch(/whole number/);
	});

	it('leaves out servers that have it already', () => {
		const rows = targets([nat, gue, {...nat, address: '10.0.0.9', weight: 5}]);
		const {plan} = proposeWeights(rows, {to: 5});
		expect(plan?.steps).toHaveLength(2);
		expect(plan?.title).toBe('weight of 2 servers: → 5');
	});

	it.each([-1, 65_536, 1.5, Number.NaN])('is refused when it is %s', weight => {
		expect(commandsOf(proposeWeights(targets([nat]), {to: weight}))).toBe(
			'a weight is a whole number from 0 to 65535',
		);
	});

	it('is refused for all when one entry is not known in full', () => {
		const service = seenService(web, [seenServer(nat), {...seenServer(gue), rule: null}]);
		expect(commandsOf(proposeWeights(targetsIn(service), {to: 5}))).toBe(
			'the whole entry of 10.0.0.11:80 in tcp:172.16.249.138:80 is not known, and an edit must repeat all of it',
		);
	});

	it('is refused if ipvsadm would change another server', () => {
		expect(commandsOf(proposeWeights(targets([{...gue, port: 8080}]), {to: 5}))).toMatch(
			/^10\.0\.0\.11:8080 .* ipvsadm would send the command to port 80 instead$/,
		);
	});

	it('is refused for a Local entry, which an edit would change to a routed one', () => {
		expect(
			commandsOf(proposeWeights(targets([{...nat, port: 80, forwarding: 'local'}]), {to: 5})),
		).toMatch(/Local/);
	});

	it('drops traffic when it takes the last server with weight away', () => {
		const last = targets([nat, {...gue, weight: 0}]);
		const {plan} = proposeWeights(last.slice(0, 1), {to: 0}, quiet);
		expect(plan?.danger).toBe('drops-traffic');
		expect(plan?.warnings).toEqual([
			'tcp:172.16.249.138:80 is left without a server that has weight: new clients are refused',
		]);
		expect(proposeWeights(targets([nat, gue]).slice(0, 1), {to: 0}).plan?.danger).toBe('none');
		expect(proposeWeights(last.slice(0, 1), {to: 2}).plan?.danger).toBe('none');
	});
});

describe('a relative weight', () => {
	const at = (...weights: readonly number[]) =>
		targets(
			weights.map((weight, index) => ({
				...nat,
				weight,
				address: ipAddress(`10.0.0.${index + 1}`),
			})),
		);

	it('says how many servers it leaves as they are, and at which weights', () => {
		expect(proposeWeights(at(10, 1, 0, 4), {times: 0.5}, quiet).plan).toMatchObject({
			title: 'weight of 2 servers',
			warnings: ['2 servers of 4 keep their weights: 0–1'],
		});
		expect(proposeWeights(at(10, 0), {times: 2}, quiet).plan?.warnings).toEqual([
			'1 server of 2 keeps its weight: 0',
		]);
	});

	it('says nothing if it changes all, nor does a weight that some have already', () => {
		expect(proposeWeights(at(10, 4), {by: 1}, quiet).plan?.warnings).toEqual([]);
		expect(proposeWeights(at(10, 4), {to: 4}, quiet).plan?.warnings).toEqual([]);
	});

	it('is refused if it changes nothing', () => {
		expect(proposeWeights(at(1), {times: 0.5})).toEqual({
			refused: '10.0.0.1:8080 keeps weight 1',
		});
		expect(proposeWeights(at(0, 0), {times: 2})).toEqual({
			refused: 'all selected servers keep their weights',
		});
	});
});
