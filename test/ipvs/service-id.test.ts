import fc from 'fast-check';
import {expect, test} from 'vitest';
import {serviceId} from '../../source/ipvs/service.ts';
import {parseServiceId} from '../../source/ipvs/service-id.ts';
import {serviceRuleArbitrary} from './arbitraries.ts';

test.each([
	[
		'tcp:10.1.1.1:80',
		{kind: 'address', protocol: 'tcp', family: 'ipv4', address: '10.1.1.1', port: 80},
	],
	[
		'udp:[2001:db8::1]:53',
		{kind: 'address', protocol: 'udp', family: 'ipv6', address: '2001:db8::1', port: 53},
	],
	[
		'sctp:10.1.1.1:0',
		{kind: 'address', protocol: 'sctp', family: 'ipv4', address: '10.1.1.1', port: 0},
	],
	['fwm:7', {kind: 'fwmark', family: 'ipv4', fwmark: 7}],
	['fwm6:4294967295', {kind: 'fwmark', family: 'ipv6', fwmark: 4_294_967_295}],
])('%s', (text, key) => {
	expect(parseServiceId(text)).toEqual(key);
});

test('another spelling of an IPv6 address names the same service', () => {
	expect(parseServiceId('tcp:[2001:0DB8:0::1]:80')).toEqual(parseServiceId('tcp:[2001:db8::1]:80'));
});

test.each([
	'',
	'tcp',
	'tcp:',
	'tcp:10.1.1.1',
	'TCP:10.1.1.1:80',
	'icmp:10.1.1.1:80',
	'tcp:2001:db8::1:80',
	'tcp:lb1:80',
	'10.1.1.1:80',
	'fwm:0',
	'fwm:-1',
	'fwm:07',
	'fwm:4294967296',
	'fwm:0x7',
	'fwm4:7',
	'fwm',
])('%j is not a service', text => {
	expect(parseServiceId(text)).toBeNull();
});

test('any key survives', () => {
	fc.assert(
		fc.property(serviceRuleArbitrary, ({key}) => {
			expect(parseServiceId(serviceId(key))).toEqual(key);
		}),
	);
});
