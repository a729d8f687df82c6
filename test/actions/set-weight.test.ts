import {describe, expect, it} from 'vitest';
import {largestWeight, proposeWeights, type WeightTarget} from '../../source/actions/set-weight.ts';
import type {ServerRule} from '../../source/ipvs/server.ts';
import type {ServiceKey} from '../../source/ipvs/service.ts';

const web: ServiceKey = {
	kind: 'address',
	protocol: 'tcp',
	family: 'ipv4',
	address: '172.16.249.138',
	port: 80,
};
const nat: ServerRule = {
	address: '10.0.0.8',
	port: 8080,
	forwarding: 'masq',
	tunnel: null,
	weight: 1,
	upperThreshold: 1000,
	lowerThreshold: 800,
};
const gue: ServerRule = {
	...nat,
	address: '10.0.0.11',
	port: 80,
	forwarding: 'tunnel',
	tunnel: {type: 'gue', port: 6080, checksum: 'remcsum'},
	upperThreshold: 0,
	lowerThreshold: 0,
};

function target(rule: ServerRule | null, key = web): WeightTarget {
	return {
		service: {id: 'tcp:172.16.249.138:80', key},
		server: {id: rule ? `${rule.address}:${rule.port}` : '10.0.0.9:80', rule},
	};
}

function commands(targets: WeightTarget[], change: Parameters<typeof proposeWeights>[1]) {
	const {plan, refused} = proposeWeights(targets, change);
	return plan ? plan.steps.map(step => step.command.join(' ')) : refused;
}

describe('a weight', () => {
	it('is sent with everything else of the entry, because -e resets what it is not told', () => {
		expect(commands([target(nat)], {to: 5})).toEqual([
			'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:8080 -m -w 5 -x 1000 -y 800',
		]);
		expect(commands([target(gue)], {to: 0})).toEqual([
			'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.11:80 -i -w 0 --tun-type gue --tun-port 6080 --tun-remcsum',
		]);
	});

	it('keeps the family of a firewall mark', () => {
		const key: ServiceKey = {kind: 'fwmark', family: 'ipv6', fwmark: 8};
		expect(commands([target({...nat, address: '2001:db8::8', port: 0}, key)], {to: 2})).toEqual([
			'ipvsadm -e -f 8 -6 -r [2001:db8::8]:0 -m -w 2 -x 1000 -y 800',
		]);
	});

	it('is taken back by the entry as it was', () => {
		const {plan} = proposeWeights([target(nat)], {to: 5});
		expect(plan?.steps[0]?.undo.join(' ')).toBe(
			'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:8080 -m -w 1 -x 1000 -y 800',
		);
		expect(plan?.steps[0]?.before).toEqual({row: 'server', service: web, rule: nat});
		expect(plan?.steps[0]?.after).toEqual({row: 'server', service: web, rule: {...nat, weight: 5}});
	});

	it('stops at 0 and at the largest when it is stepped', () => {
		expect(commands([target({...nat, weight: 0})], {by: -1})).toBe(
			'10.0.0.8:8080 already has weight 0',
		);
		expect(commands([target({...nat, weight: largestWeight})], {by: 1})).toBe(
			'10.0.0.8:8080 already has weight 65535',
		);
	});

	it('steps down from what Debian lets through above the largest', () => {
		const {plan} = proposeWeights([target({...nat, weight: 70_000})], {by: -1});
		expect(plan?.title).toBe('weight of 10.0.0.8:8080 in tcp:172.16.249.138:80: 70000 → 69999');
	});

	it('leaves out servers that have it already', () => {
		const {plan} = proposeWeights([target(nat), target(gue), target({...nat, weight: 5})], {to: 5});
		expect(plan?.steps).toHaveLength(2);
		expect(plan?.title).toBe('weight of 2 servers: → 5');
	});

	it.each([-1, 65_536, 1.5, Number.NaN])('is refused when it is %s', weight => {
		expect(commands([target(nat)], {to: weight})).toBe(
			'a weight is a whole number from 0 to 65535',
		);
	});

	it('is refused for all when one entry is not known in full', () => {
		expect(commands([target(nat), target(null)], {to: 5})).toBe(
			'the whole entry of 10.0.0.9:80 in tcp:172.16.249.138:80 is not known, and an edit has to repeat all of it',
		);
	});

	it('is refused where ipvsadm would aim at another server', () => {
		expect(commands([target({...gue, port: 8080})], {to: 5})).toMatch(
			/^10\.0\.0\.11:8080 .* ipvsadm would aim the command at port 80 instead$/,
		);
	});
});
