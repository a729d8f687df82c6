import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	compareAddresses,
	compareEndpoints,
	familyOf,
	formatEndpoint,
	ipAddress,
	parseEndpoint,
	parseIpAddress,
	parsePort,
} from '../../source/ipvs/address.ts';
import {addressArbitrary} from './arbitraries.ts';

const anyAddress = fc.oneof(addressArbitrary('ipv4'), addressArbitrary('ipv6'));

describe('addresses', () => {
	test.each([
		['10.0.0.8', '10.0.0.8', 'ipv4'],
		['2001:0DB8:0:0::8', '2001:db8::8', 'ipv6'],
		['::FFFF:10.0.0.1', '::ffff:10.0.0.1', 'ipv6'],
		['::102:304', '::1.2.3.4', 'ipv6'],
	])('%s is %s, %s', (text, canonical, family) => {
		expect(parseIpAddress(text)).toBe(canonical);
		expect(familyOf(ipAddress(canonical))).toBe(family);
	});

	test.each([
		'',
		'lb1',
		'example.org',
		'10.1',
		'10.0.0.8:80',
		'[::1]',
		'fe80::1%eth0',
		'10.0.0.8/24',
	])('%j is none', text => {
		expect(parseIpAddress(text)).toBeNull();
	});
});

describe('ports', () => {
	test.each([
		['0', 0],
		['80', 80],
		['65535', 65_535],
	])('%s', (text, port) => {
		expect(parsePort(text)).toBe(port);
	});

	test.each(['', '-1', '080', '65536', '100000', '80 ', '0x50', 'http', '8.0', '1e3'])(
		'%j is none',
		text => {
			expect(parsePort(text)).toBeNull();
		},
	);
});

describe('addresses with ports', () => {
	test.each([
		['10.0.0.8:80', {address: '10.0.0.8', port: 80}],
		['[2001:DB8::8]:80', {address: ipAddress('2001:db8::8'), port: 80}],
		['[::ffff:10.0.0.1]:0', {address: ipAddress('::ffff:10.0.0.1'), port: 0}],
	])('%s', (text, endpoint) => {
		expect(parseEndpoint(text)).toEqual(endpoint);
	});

	test.each([
		'',
		':80',
		'10.0.0.8',
		'10.0.0.8:',
		'10.0.0.8:http',
		'10.0.0.8:99999',
		'2001:db8::8:80',
		'[2001:db8::8]',
		'[2001:db8::8]80',
		'[2001:db8::8:80',
		'2001:db8::8]:80',
		'[10.0.0.8]:80',
		'[(null)]:0',
		'[2001:db8:ffff:ffff:ffff:fff',
		'lb1:80',
	])('%j is none', text => {
		expect(parseEndpoint(text)).toBeNull();
	});

	test('survive being written and read', () => {
		fc.assert(
			fc.property(fc.record({address: anyAddress, port: fc.nat(65_535)}), endpoint => {
				expect(parseEndpoint(formatEndpoint(endpoint))).toEqual(endpoint);
			}),
		);
	});
});

describe('the order of addresses', () => {
	/** ipvsadm gets this order wrong for addresses further apart than 2^31. */
	test('is by number, IPv4 before IPv6', () => {
		const sorted = [
			'1.1.1.1',
			'9.9.9.9',
			'10.0.0.1',
			'100.0.0.1',
			'130.0.0.1',
			'172.16.0.1',
			'192.168.0.1',
			'200.1.1.1',
			'::1',
			'::1.2.3.4',
			'2001:db8::8',
			'2001:db8::10',
			'2001:db8:1::',
			'fd00::1',
		].map(ipAddress);
		expect(sorted.toReversed().toSorted(compareAddresses)).toEqual(sorted);
		expect([...sorted.slice(5), ...sorted.slice(0, 5)].toSorted(compareAddresses)).toEqual(sorted);
	});

	test('is total: equal only for the same address, and antisymmetric', () => {
		fc.assert(
			fc.property(anyAddress, anyAddress, (one, other) => {
				expect(compareAddresses(one, other) === 0).toBe(one === other);
				expect(Math.sign(compareAddresses(one, other))).toBe(
					-Math.sign(compareAddresses(other, one)) + 0,
				);
			}),
		);
	});

	test('is transitive', () => {
		fc.assert(
			fc.property(anyAddress, anyAddress, anyAddress, (one, other, third) => {
				const [first = one, second = one, last = one] = [one, other, third].toSorted(
					compareAddresses,
				);
				expect(compareAddresses(first, second)).toBeLessThanOrEqual(0);
				expect(compareAddresses(second, last)).toBeLessThanOrEqual(0);
				expect(compareAddresses(first, last)).toBeLessThanOrEqual(0);
			}),
		);
	});

	test('puts ports of one address by number', () => {
		const ports = [8080, 80, 443].map(port => ({address: ipAddress('10.0.0.8'), port}));
		expect(ports.toSorted(compareEndpoints).map(({port}) => port)).toEqual([80, 443, 8080]);
	});
});
