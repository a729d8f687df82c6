import {describe, expect, test} from 'vitest';
import {server, service} from '../../../support/sample-director.ts';
import {opened, result, shown} from './open-form.ts';

describe('a new server', () => {
	test('begins with ipvsadm’s defaults', () => {
		expect(shown(opened('a'))).toEqual([
			'Address: ',
			'Port: 80',
			'Forwarding: route',
			'Weight: 1',
			'Upper threshold: 0',
			'Lower threshold: 0',
		]);
	});

	test('has the forwarding of the others of its service, if they share one', () => {
		const alike = service('tcp:10.1.1.1:80', [
			server('10.0.0.1:8080', {weight: 7, upperThreshold: 50}),
			server('10.0.0.2:8080'),
		]);
		expect(result(opened('a10.0.0.9', [alike]))).toBe(
			'ipvsadm -a -t 10.1.1.1:80 -r 10.0.0.9:8080 -m -w 1',
		);
		const tunnelled = service('tcp:10.1.1.1:80', [
			server('10.0.0.1:80', {
				forwarding: 'tunnel',
				tunnel: {type: 'gue', port: 6080, checksum: 'remcsum'},
			}),
		]);
		expect(result(opened('a10.0.0.9', [tunnelled]))).toBe(
			'ipvsadm -a -t 10.1.1.1:80 -r 10.0.0.9:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum',
		);
	});

	test.each([
		['port', server('10.0.0.2:80')],
		['forwarding', server('10.0.0.2:8080', {forwarding: 'tunnel'})],
		['rule that is not known', server('10.0.0.2:8080', {rule: null})],
	])('has ipvsadm’s default forwarding if one of the others has another %s', (_, other) => {
		const mixed = service('tcp:10.1.1.1:80', [server('10.0.0.1:8080'), other]);
		expect(result(opened('a10.0.0.9', [mixed]))).toBe(
			'ipvsadm -a -t 10.1.1.1:80 -r 10.0.0.9:80 -g -w 1',
		);
	});

	test.each([
		['direct routing', 'a10.0.0.9', '-g -w 1'],
		['masquerading to another port', 'a10.0.0.9<tab>80<tab>n', '-m -w 1'],
		['a tunnel', 'a10.0.0.9<tab><tab>t', '-i -w 1'],
		[
			'a gue tunnel',
			'a10.0.0.9<tab><tab>t<tab><right><tab>6080<tab>r',
			'-i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum',
		],
		[
			'a gre tunnel',
			'a10.0.0.9<tab><tab>t<tab><left><tab><right>',
			'-i -w 1 --tun-type gre --tun-csum',
		],
		[
			'weight and thresholds',
			'a10.0.0.9<tab><tab><tab><ctrl-u>0<tab><ctrl-u>9<tab><ctrl-u>8',
			'-g -w 0 -x 9 -y 8',
		],
	])('with %s', (_, keys, expected) => {
		const port = keys.includes('80<tab>n') ? 8080 : 80;
		expect(result(opened(keys))).toBe(`ipvsadm -a -t 10.1.1.1:80 -r 10.0.0.9:${port} ${expected}`);
	});

	test('goes into the service of the server under the cursor', () => {
		expect(result(opened('jja10.0.0.9'))).toBe('ipvsadm -a -t 10.1.1.1:80 -r 10.0.0.9:80 -g -w 1');
	});

	test('of a firewall mark has port 0 at first', () => {
		const mark = service('fwm6:8', []);
		expect(result(opened('a2001:db8::9', [mark]))).toBe(
			'ipvsadm -a -f 8 -6 -r [2001:db8::9]:0 -g -w 1',
		);
	});

	test.each([
		['nothing typed', 'a', 'Address must be filled in'],
		['a server that is there', 'a10.0.0.1', '10.0.0.1:80 is already in tcp:10.1.1.1:80'],
		[
			'a port that the kernel would quietly change',
			'a10.0.0.9<tab>80',
			'only masquerading (NAT) can change the port: with route the packet arrives at port 80 of the server, and ipvsadm would silently use that port',
		],
		[
			'a port that a tunnel would quietly change',
			'a10.0.0.9<tab>80<tab>t',
			'only masquerading (NAT) can change the port: with tunnel the packet arrives at port 80 of the server, and ipvsadm would silently use that port',
		],
		[
			'the other family without a tunnel',
			'a2001:db8::9',
			'a server whose address family differs from tcp:10.1.1.1:80 needs a tunnel',
		],
		['a gue tunnel without a port', 'a10.0.0.9<tab><tab>t<tab>g', 'Tunnel port must be filled in'],
		[
			'a weight that is too large',
			'a10.0.0.9<tab><tab><tab>70000',
			'a weight is a whole number from 0 to 65535',
		],
		[
			'thresholds in the wrong order',
			'a10.0.0.9<tab><tab><tab><tab><ctrl-u>5<tab><ctrl-u>9',
			'the lower threshold 9 is above the upper one 5',
		],
	])('is refused with %s', (_, keys, expected) => {
		expect(result(opened(keys))).toBe(expected);
	});
});

describe('an edited server', () => {
	test.each([
		['je<tab><ctrl-u>5', 'ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 5 -x 50 -y 20'],
		[
			'jjje<tab><tab>1',
			'ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.3:80 -i -w 1 --tun-type gue --tun-port 60801 --tun-remcsum',
		],
		['jjjen', 'ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.3:80 -m -w 1'],
		['je', '10.0.0.1:80 in tcp:10.1.1.1:80 already has these values'],
	])('by %s', (keys, expected) => {
		expect(result(opened(keys))).toBe(expected);
	});

	test('with a weight that only another ipvsadm accepts keeps it', () => {
		const heavy = service('tcp:10.1.1.1:80', [server('10.0.0.1:80', {weight: 2_147_483_647})]);
		expect(result(opened('je<tab><tab><ctrl-u>9', [heavy]))).toBe(
			'ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 2147483647 -x 9',
		);
	});

	test.each([
		[
			'is the director itself',
			server('10.0.0.1:80', {forwarding: 'local'}),
			/is a Local destination/,
		],
		['is not known in full', server('10.0.0.1:80', {rule: null}), /is not known/],
	])('that %s cannot be edited', (_, row, reason) => {
		const console = opened('je', [service('tcp:10.1.1.1:80', [row])]);
		expect(console.store.getState().overlay).toBeNull();
		expect(console.store.getState().message?.text).toMatch(reason);
	});
});
