import fc from 'fast-check';
import {expect, test} from 'vitest';
import {compareServiceKeys, type ServiceKey, serviceId} from '../../source/ipvs/service.ts';
import {parseServiceId} from '../../source/ipvs/service-id.ts';
import {serviceRuleArbitrary} from './arbitraries.ts';

function keyOf(id: string): ServiceKey {
	const key = parseServiceId(id);
	if (!key) {
		throw new Error(`not a service: ${id}`);
	}

	return key;
}

test('services are sorted as TCP, UDP, SCTP by address and port, then firewall marks', () => {
	const sorted = [
		'tcp:1.1.1.1:443',
		'tcp:9.9.9.9:80',
		'tcp:172.16.0.1:80',
		'tcp:172.16.0.1:443',
		'tcp:200.1.1.1:80',
		'tcp:[2001:db8::1]:80',
		'tcp:[2001:db8::2]:53',
		'udp:1.1.1.1:53',
		'sctp:1.1.1.1:100',
		'fwm:7',
		'fwm6:7',
		'fwm:8',
		'fwm:2147483648',
		'fwm:4294967295',
	];
	for (const ids of [sorted.toReversed(), [...sorted.slice(6), ...sorted.slice(0, 6)]]) {
		expect(ids.map(keyOf).toSorted(compareServiceKeys).map(serviceId)).toEqual(sorted);
	}
});

test('the order is total and transitive', () => {
	const key = serviceRuleArbitrary.map(rule => rule.key);
	fc.assert(
		fc.property(key, key, key, (one, other, third) => {
			expect(compareServiceKeys(one, other) === 0).toBe(serviceId(one) === serviceId(other));
			expect(compareServiceKeys(one, other) < 0).toBe(compareServiceKeys(other, one) > 0);
			const [first = one, , last = one] = [one, other, third].toSorted(compareServiceKeys);
			expect(compareServiceKeys(first, last)).toBeLessThanOrEqual(0);
		}),
	);
});
