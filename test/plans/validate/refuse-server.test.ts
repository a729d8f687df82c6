import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type IpAddress, ipAddress} from '../../../source/ipvs/address.ts';
import type {ServerRule, Tunnel} from '../../../source/ipvs/server.ts';
import type {ServiceKey} from '../../../source/ipvs/service.ts';
import {refuseServer, serverHints} from '../../../source/plans/validate/refuse-server.ts';
import {serverRuleArbitrary, serviceRuleArbitrary} from '../../ipvs/arbitraries.ts';
import {gue, nat, webKey} from '../../support/example.ts';

const mark: ServiceKey = {kind: 'fwmark', family: 'ipv4', fwmark: 7};
const noPort: Tunnel = {type: 'gue', port: 0, checksum: 'csum'};

describe('a server', () => {
	it('of any kind that a kernel takes is let through', () => {
		fc.assert(
			fc.property(
				serviceRuleArbitrary.chain(({key}) =>
					fc.record({key: fc.constant(key), rule: serverRuleArbitrary(key)}),
				),
				({key, rule}) => {
					expect(refuseServer(key, rule, null)).toBeNull();
				},
			),
		);
	});

	it.each<[string, Partial<ServerRule>, RegExp]>([
		[
			'with a port of its own under direct routing',
			{forwarding: 'route'},
			/only masquerading .* ipvsadm would silently use that port/,
		],
		[
			'with a port of its own under a tunnel',
			{forwarding: 'tunnel', tunnel: gue.tunnel},
			/only masquerading \(NAT\) can change the port/,
		],
		[
			'of the other family without a tunnel',
			{address: ipAddress('2001:db8::8')},
			/address family differs .* needs a tunnel/,
		],
		['with a host name', {address: 'web1' as IpAddress}, /not an IP address/],
		[
			'in another spelling than the kernel prints',
			{address: '2001:DB8::8' as IpAddress},
			/not an IP address/,
		],
		[
			'at a multicast address',
			{address: '224.0.0.1'},
			/accepts no server at 224.0.0.1: it is a multicast/,
		],
		[
			'at a multicast address of IPv6',
			{address: ipAddress('ff02::1')},
			/it is a multicast address/,
		],
		['at no address', {address: '0.0.0.0'}, /it is the unspecified address/],
		[
			'at a link-local address',
			{address: ipAddress('fe80::1')},
			/link-local address, .* which link/,
		],
		['at a mapped IPv4 address', {address: ipAddress('::ffff:1.2.3.4')}, /write the IPv4 address/],
		['at every address', {address: '255.255.255.255'}, /it is a broadcast address/],
		['with a port above the largest', {port: 65_536}, /from 0 to 65535/],
		['with a weight above the largest', {weight: 65_536}, /from 0 to 65535/],
		['with a weight below 0', {weight: -1}, /from 0 to 65535/],
		['with half a threshold', {upperThreshold: 1.5}, /whole number/],
		[
			'with the lower threshold above the upper one',
			{upperThreshold: 10, lowerThreshold: 20},
			/lower threshold 20 is above the upper one 10/,
		],
		[
			'with a lower threshold alone',
			{upperThreshold: 0, lowerThreshold: 1},
			/lower threshold 1 is above/,
		],
		['with a tunnel of no type', {port: 80, forwarding: 'tunnel'}, /needs a tunnel type/],
		[
			'with a gue tunnel without a port',
			{port: 80, forwarding: 'tunnel', tunnel: noPort},
			/gue tunnel needs a port/,
		],
		['with tunnel options and NAT', {tunnel: gue.tunnel}, /cannot be used with masq/],
		['that is Local', {forwarding: 'local'}, /no option for Local/],
	])('%s is refused', (_, changes, reason) => {
		expect(refuseServer(webKey, {...nat, ...changes}, null)).toMatch(reason);
	});

	it('may keep a weight that Debian let through', () => {
		const heavy = {...nat, weight: 70_000};
		expect(
			refuseServer(webKey, {...heavy, upperThreshold: 5, lowerThreshold: 0}, heavy),
		).toBeNull();
	});

	it('may keep an address that the kernel has accepted, as it does on the director’s own links', () => {
		const own = {...nat, address: ipAddress('fe80::1')};
		const key: ServiceKey = {...webKey, family: 'ipv6', address: ipAddress('2001:db8::1')};
		expect(refuseServer(key, {...own, weight: 5}, own)).toBeNull();
		expect(refuseServer(key, own, null)).toMatch(/link-local/);
	});

	it('of a firewall mark has a hint if its port has no effect', () => {
		const hint = (persistence: object | null, rule: ServerRule) =>
			serverHints({key: mark, persistence}, rule);
		expect(hint(null, {...nat, forwarding: 'route'})).toEqual([
			'the port of 10.0.0.8:8080 in fwm:7 has no effect: only masquerading (NAT) can change the port',
		]);
		expect(hint({}, nat)[0]).toMatch(/keeps the port of the packet/);
		expect(hint(null, nat)).toEqual([]);
		expect(hint({}, {...nat, port: 0})).toEqual([]);
	});
});
