import {expect, test} from 'vitest';
import {
	forwardingName,
	serverOptions,
	serviceName,
	serviceOptions,
} from '../../source/director/vocabulary.ts';
import {server, service} from '../support/sample-director.ts';

test.each([
	['tcp:172.16.249.138:80', 'TCP 172.16.249.138:80'],
	['udp:[2001:db8::1]:53', 'UDP [2001:db8::1]:53'],
	['sctp:10.1.1.1:132', 'SCTP 10.1.1.1:132'],
	['fwm:7', 'FWM 7'],
	['fwm6:8', 'FWM 8 IPv6'],
])('%s is called %s', (id, name) => {
	expect(serviceName(service(id, []))).toBe(name);
});

test.each([
	[{forwarding: 'masq'}, 'NAT'],
	[{forwarding: 'route'}, 'DR'],
	[{forwarding: 'local'}, 'local'],
	[{forwarding: 'tunnel', tunnel: {type: 'ipip', port: null, checksum: null}}, 'TUN'],
	[{forwarding: 'tunnel', tunnel: null}, 'TUN?'],
	[{forwarding: 'tunnel', tunnel: {type: 'gre', port: null, checksum: 'csum'}}, 'GRE'],
	[{forwarding: 'tunnel', tunnel: {type: 'gue', port: 6080, checksum: 'nocsum'}}, 'GUE'],
] as const)('%o is called %s', (told, name) => {
	expect(forwardingName(server('10.0.0.1:80', told))).toBe(name);
});

test('the options of a service are those of its listing', () => {
	const full = service('udp:10.1.1.1:5060', [], {
		schedulerFlags: ['sh-fallback', 'sh-port'],
		persistence: {timeout: 60, netmask: '255.255.255.0'},
		engine: 'sip',
		onePacket: true,
	});
	expect(serviceOptions(full)).toBe(
		'sh-fallback,sh-port persistent 60s mask 255.255.255.0 pe sip ops',
	);
	const plain = service('tcp:10.1.1.1:80', [], {
		persistence: {timeout: 300, netmask: '255.255.255.255'},
	});
	expect(serviceOptions(plain)).toBe('persistent 300s');
});

test('a timeout that an ordinary user cannot see is not invented', () => {
	const seen = service('tcp:10.1.1.1:80', [], {
		schedulerFlags: null,
		persistence: {timeout: null, netmask: '255.255.255.255'},
		onePacket: null,
	});
	expect(serviceOptions(seen)).toBe('persistent –');
});

test('the options of a server are its thresholds and its tunnel', () => {
	const tunnel = {type: 'gue', port: 6080, checksum: 'csum'} as const;
	expect(
		serverOptions(
			server('10.0.0.1:80', {
				forwarding: 'tunnel',
				tunnel,
				upperThreshold: 100,
				lowerThreshold: 80,
			}),
		),
	).toBe('max 100 min 80 gue port 6080 csum');
	expect(serverOptions(server('10.0.0.1:80', {upperThreshold: null}))).toBe('');
});
