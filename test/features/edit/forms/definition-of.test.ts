import {describe, expect, test} from 'vitest';
import {service} from '../../../support/sample-director.ts';
import {faults, opened, result, shown} from './open-form.ts';

describe('a new service', () => {
	const anyAddress = 'A<tab>10.1.1.2<tab>';

	test('begins with ipvsadm’s defaults', () => {
		expect(shown(opened('A'))).toEqual([
			'Protocol: tcp',
			'Address: ',
			'Port: ',
			'Scheduler: wlc',
			'Persistent: no',
		]);
	});

	test.each([
		['nothing typed', 'A', 'Address must be filled in'],
		['no port yet', anyAddress, 'Port must be filled in'],
		['TCP', `${anyAddress}80`, 'ipvsadm -A -t 10.1.1.2:80 -s wlc'],
		['UDP', 'Au<tab>10.1.1.2<tab>53', 'ipvsadm -A -u 10.1.1.2:53 -s wlc'],
		['SCTP', 'As<tab>10.1.1.2<tab>132', 'ipvsadm -A --sctp-service 10.1.1.2:132 -s wlc'],
		[
			'IPv6 in any spelling',
			'A<tab>2001:DB8:0::1<tab>443',
			'ipvsadm -A -t [2001:db8::1]:443 -s wlc',
		],
		['a firewall mark', 'Af<tab>7', 'ipvsadm -A -f 7 -s wlc'],
		['a firewall mark of IPv6', 'Af<tab>8<tab><right>', 'ipvsadm -A -f 8 -6 -s wlc'],
		['a completed scheduler', `${anyAddress}80<tab>m<tab>`, 'ipvsadm -A -t 10.1.1.2:80 -s mh'],
		[
			'flags of the scheduler',
			`${anyAddress}80<tab>mh<tab> <tab> `,
			'ipvsadm -A -t 10.1.1.2:80 -s mh -b mh-fallback,mh-port',
		],
		[
			'flags that were set for another scheduler',
			`${anyAddress}80<tab>mh<tab> <tab> <up><up>rr`,
			'ipvsadm -A -t 10.1.1.2:80 -s rr',
		],
		[
			'a scheduler that is not in the list, with flags',
			`${anyAddress}80<tab>mine<tab><tab> `,
			'ipvsadm -A -t 10.1.1.2:80 -s mine -b flag-2',
		],
		[
			"persistence with ipvsadm's timeout",
			`${anyAddress}80<tab><tab> `,
			'ipvsadm -A -t 10.1.1.2:80 -s wlc -p 360',
		],
		[
			'persistence with a mask and an engine',
			`${anyAddress}80<tab><tab> <tab><ctrl-u>60<tab>255.255.255.0<tab>s<tab>`,
			'ipvsadm -A -t 10.1.1.2:80 -s wlc -p 60 -M 255.255.255.0 --pe sip',
		],
		[
			'every port without persistence',
			`${anyAddress}0`,
			'a service for every port (port 0) must be persistent',
		],
		['every port', `${anyAddress}0<tab><tab> `, 'ipvsadm -A -t 10.1.1.2:0 -s wlc -p 360'],
		['a service that is there', 'A<tab>10.1.1.1<tab>80', 'tcp:10.1.1.1:80 already exists'],
		['a host name', 'A<tab>www<tab>80', 'www is not an IP address'],
		['a mark of 0', 'Af<tab>0', 'a firewall mark is a whole number from 1 to 4294967295'],
	])('%s', (_, keys, expected) => {
		expect(result(opened(keys))).toBe(expected);
	});

	test('can have one-packet scheduling only if it makes sense', () => {
		expect(shown(opened('Au'))).toContain('One-packet: no');
		expect(shown(opened('At'))).not.toContain('One-packet: no');
		expect(result(opened('Au<tab>10.1.1.2<tab>53<tab><tab><tab> '))).toBe(
			'ipvsadm -A -u 10.1.1.2:53 -s wlc -o',
		);
	});

	test('has each error beside its field, and that of the focused one first', () => {
		const console = opened('A<tab>10.1.1.300<tab>70000<tab><tab> <tab>x<tab>64');
		expect(faults(console)).toEqual({
			Address: '10.1.1.300 is not an IP address',
			Port: 'a port is a whole number from 0 to 65535',
			Timeout: 'a persistence timeout is a whole number of seconds from 1 to 2678400',
			Netmask: 'the mask of an IPv4 service is a dotted netmask such as 255.255.255.0, not 64',
		});
		expect(result(console)).toMatch(/^the mask/);
		console.press('<up><up><up><up>');
		expect(result(console)).toMatch(/^a port/);
	});

	test('asks for the mask in the way of its family', () => {
		const netmask = 'Af<tab>8<tab><right><tab><tab> <tab><tab>';
		expect(result(opened(`${netmask}64`))).toBe('ipvsadm -A -f 8 -6 -s wlc -p 360 -M 64');
		expect(result(opened(`${netmask}255.255.255.0`))).toMatch(/prefix length/);
	});
});

describe('an edited service', () => {
	const odd = service('udp:10.1.1.1:53', [], {
		scheduler: 'rr',
		schedulerFlags: ['flag-1', 'flag-3'],
		persistence: {timeout: 60, netmask: '255.255.255.0'},
		engine: 'mine',
		onePacket: true,
	});

	test('begins with its whole rule, and the key cannot be edited', () => {
		const console = opened('e', [odd]);
		expect(shown(console)).toEqual([
			'Scheduler: rr',
			'flag-1: yes',
			'flag-3: yes',
			'Persistent: yes',
			'Timeout: 60',
			'Netmask: 255.255.255.0',
			'Engine: mine',
			'One-packet: yes',
		]);
		expect(result(console)).toBe('udp:10.1.1.1:53 already has these values');
	});

	test('keeps unchanged fields', () => {
		expect(result(opened('ewrr', [odd]))).toBe(
			'ipvsadm -E -u 10.1.1.1:53 -s wrr -p 60 -M 255.255.255.0 --pe mine -o -b flag-1,flag-3',
		);
	});

	test('with an unknown scheduler keeps it', () => {
		const strange = service('tcp:10.1.1.1:80', [], {scheduler: 'mine', schedulerFlags: ['flag-2']});
		expect(result(opened('e<down><down><down><down> ', [strange]))).toBe(
			'ipvsadm -E -t 10.1.1.1:80 -s mine -p 360 -b flag-2',
		);
	});

	test('can lose its persistence, and the engine with it', () => {
		expect(result(opened('e<down><down><down> ', [odd]))).toMatch(
			/the persistence engine mine has no effect without persistence/,
		);
		const sip = service('udp:10.1.1.1:5060', [], {
			persistence: {timeout: 60, netmask: '255.255.255.255'},
			engine: 'sip',
		});
		expect(result(opened('e<down> <down><ctrl-u>', [sip]))).toBe(
			'ipvsadm -E -u 10.1.1.1:5060 -s rr',
		);
	});
});
