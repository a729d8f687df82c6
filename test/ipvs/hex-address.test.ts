import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {ipAddress} from '../../source/ipvs/address.ts';
import {
	formatHexAddress,
	formatHexEndpoint,
	formatHexNetmask,
	parseHexAddress,
	parseHexEndpoint,
	parseHexNetmask,
	parseHexPort,
} from '../../source/ipvs/hex-address.ts';
import {addressArbitrary} from './arbitraries.ts';

describe('addresses in /proc', () => {
	test('an IPv4 address is in reading order', () => {
		expect(parseHexAddress('0A010101')).toBe('10.1.1.1');
		expect(formatHexAddress('10.1.1.1')).toBe('0A010101');
	});

	test('an IPv6 address has all its digits', () => {
		const full = '2001:0db8:0000:0000:0000:0000:0000:0008';
		expect(parseHexAddress(full)).toBe('2001:db8::8');
		expect(formatHexAddress(ipAddress('2001:db8::8'))).toBe(full);
	});

	test.each([
		['AC10F98A:1F90', {address: ipAddress('172.16.249.138'), port: 8080}],
		[
			'[2001:0db8:0001:0000:0000:0000:0000:0001]:01BB',
			{address: ipAddress('2001:db8:1::1'), port: 443},
		],
	])('%s is an address with a port', (text, endpoint) => {
		expect(parseHexEndpoint(text)).toEqual(endpoint);
		expect(formatHexEndpoint(endpoint)).toBe(text);
	});

	test.each([
		'',
		'0A010101',
		'0A010101:',
		'0A010101:50',
		'0A010101:00500',
		'A010101:0050',
		'0A01010G:0050',
		'[0A010101]:0050',
		'2001:0db8:0001:0000:0000:0000:0000:0001:01BB',
		'[2001:0db8:0001::0001]:01BB',
		'[2001:0db8:0001:0000:0000:0000:0000:0001:01BB',
	])('%j is none', text => {
		expect(parseHexEndpoint(text)).toBeNull();
	});

	test('a port has four digits', () => {
		expect(parseHexPort('0050')).toBe(80);
		expect(parseHexPort('50')).toBeNull();
	});

	test('any address survives', () => {
		fc.assert(
			fc.property(fc.oneof(addressArbitrary('ipv4'), addressArbitrary('ipv6')), address => {
				expect(parseHexAddress(formatHexAddress(address))).toBe(address);
			}),
		);
	});
});

describe('netmasks in /proc', () => {
	test.each([
		['ipv4', '255.255.255.0', 'FFFFFF00'],
		['ipv4', '255.255.255.255', 'FFFFFFFF'],
		['ipv6', '64', '40000000'],
		['ipv6', '128', '80000000'],
		['ipv6', '1', '01000000'],
	] as const)('%s %s is printed as %s', (family, netmask, maskHex) => {
		expect(formatHexNetmask(family, netmask)).toBe(maskHex);
		expect(parseHexNetmask(family, maskHex)).toBe(netmask);
	});

	test.each([
		['ipv6', 'FFFFFFFF'],
		['ipv6', '00000000'],
		['ipv6', '81000000'],
		['ipv4', 'FFFF'],
		['ipv4', 'FFFFFFFG'],
	] as const)('for %s, %s is none', (family, maskHex) => {
		expect(parseHexNetmask(family, maskHex)).toBeNull();
	});
});
