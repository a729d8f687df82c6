import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {ipAddress} from '../../../source/ipvs/address.ts';
import {
	addServerArguments,
	addServiceArguments,
	deleteServerArguments,
	deleteServiceArguments,
	editServerArguments,
	editServiceArguments,
	serverArguments,
	serviceArguments,
} from '../../../source/ipvs/format/arguments.ts';
import type {ServerRule} from '../../../source/ipvs/server.ts';
import type {ServiceKey, ServiceRule} from '../../../source/ipvs/service.ts';
import {parseServiceId} from '../../../source/ipvs/service-id.ts';
import {serverRuleArbitrary, serviceRuleArbitrary} from '../arbitraries.ts';

function keyOf(id: string): ServiceKey {
	const key = parseServiceId(id);
	if (!key) {
		throw new Error(`not a service: ${id}`);
	}

	return key;
}

const web = keyOf('tcp:10.1.1.1:80');

const plainService: ServiceRule = {
	key: web,
	scheduler: 'wlc',
	schedulerFlags: [],
	persistence: null,
	engine: null,
	onePacket: false,
};

const plainServer: ServerRule = {
	address: '10.0.0.8',
	port: 8080,
	forwarding: 'masq',
	tunnel: null,
	weight: 5,
	upperThreshold: 0,
	lowerThreshold: 0,
};

describe('a service is named', () => {
	test.each([
		['tcp:10.1.1.1:80', ['-t', '10.1.1.1:80']],
		['udp:[2001:db8::1]:53', ['-u', '[2001:db8::1]:53']],
		['sctp:10.1.1.1:100', ['--sctp-service', '10.1.1.1:100']],
		['fwm:7', ['-f', '7']],
		['fwm6:4294967295', ['-f', '4294967295', '-6']],
	])('%s by %j', (id, words) => {
		expect(serviceArguments(keyOf(id))).toEqual(words);
	});
});

describe('a whole service', () => {
	test('contain everything that is not a default', () => {
		expect(addServiceArguments(plainService)).toEqual(['-A', '-t', '10.1.1.1:80', '-s', 'wlc']);
		expect(
			editServiceArguments({
				key: keyOf('fwm6:8'),
				scheduler: 'sh',
				schedulerFlags: ['sh-fallback', 'sh-port'],
				persistence: {timeout: 60, netmask: '64'},
				engine: 'sip',
				onePacket: true,
			}).join(' '),
		).toBe('-E -f 8 -6 -s sh -p 60 -M 64 --pe sip -o -b sh-fallback,sh-port');
	});

	test.each([
		['tcp:10.1.1.1:80', '255.255.255.255'],
		['tcp:[2001:db8::1]:80', '128'],
		['fwm6:8', '128'],
	])('does not say the full netmask of %s', (id, netmask) => {
		const rule = {...plainService, key: keyOf(id), persistence: {timeout: 360, netmask}};
		expect(addServiceArguments(rule).slice(-2)).toEqual(['-p', '360']);
	});
});

describe('a whole server', () => {
	test.each([
		['masquerading', {}, '-m -w 5'],
		['direct routing', {forwarding: 'route', port: 80}, '-g -w 5'],
		['the director itself', {forwarding: 'local', port: 80}, '-g -w 5'],
		['thresholds', {upperThreshold: 100, lowerThreshold: 80}, '-m -w 5 -x 100 -y 80'],
		['an upper threshold', {upperThreshold: 100}, '-m -w 5 -x 100'],
		['ipip', {forwarding: 'tunnel', tunnel: {type: 'ipip', port: null, checksum: null}}, '-i -w 5'],
		[
			'gue',
			{
				forwarding: 'tunnel',
				tunnel: {type: 'gue', port: 6080, checksum: 'remcsum'},
				upperThreshold: 9,
			},
			'-i -w 5 -x 9 --tun-type gue --tun-port 6080 --tun-remcsum',
		],
		[
			'gre',
			{forwarding: 'tunnel', tunnel: {type: 'gre', port: null, checksum: 'nocsum'}},
			'-i -w 5 --tun-type gre --tun-nocsum',
		],
	] as const)('with %s', (_, change, end) => {
		const rule: ServerRule = {...plainServer, ...change};
		expect(serverArguments(web, rule).join(' ')).toBe(
			`-t 10.1.1.1:80 -r 10.0.0.8:${rule.port} ${end}`,
		);
	});

	test('is the same when it is added and when it is edited', () => {
		fc.assert(
			fc.property(
				serviceRuleArbitrary.chain(({key}) => fc.tuple(fc.constant(key), serverRuleArbitrary(key))),
				([service, rule]) => {
					const whole = serverArguments(service, rule);
					expect(addServerArguments(service, rule)).toEqual(['-a', ...whole]);
					expect(editServerArguments(service, rule)).toEqual(['-e', ...whole]);
				},
			),
		);
	});
});

test('a deletion has the key and nothing else, because ipvsadm refuses more', () => {
	expect(deleteServiceArguments(web)).toEqual(['-D', '-t', '10.1.1.1:80']);
	expect(
		deleteServerArguments(keyOf('fwm6:8'), {address: ipAddress('2001:db8::8'), port: 0}),
	).toEqual(['-d', '-f', '8', '-6', '-r', '[2001:db8::8]:0']);
});
