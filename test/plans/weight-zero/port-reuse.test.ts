import {describe, expect, it} from 'vitest';
import type {ServerRule} from '../../../source/ipvs/server.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import type {Sysctls, Target} from '../../../source/plans/seen.ts';
import {portReuseReasons, portReuseWarnings} from '../../../source/plans/weight-zero/port-reuse.ts';
import {defaultSysctls} from '../../support/default-sysctls.ts';
import {nat, seenServer, seenService, targetsIn, web, webKey} from '../../support/example.ts';

const settings = {timeouts: {tcp: 900, tcpFin: 120, udp: 300}, daemons: []};
const persistence = {timeout: 60, netmask: '255.255.255.255'};

function target(rule: Partial<ServiceRule> = {}, server: Partial<ServerRule> = {}): Target {
	const [found] = targetsIn(seenService({...web, ...rule}, [seenServer({...nat, ...server})]));
	if (!found) {
		throw new Error('no target');
	}

	return found;
}

const warnings = (sysctls: Partial<Sysctls>, of = target()) =>
	portReuseWarnings(of, {sysctls: {...defaultSysctls, ...sysctls}, settings});
const reasons = (sysctls: Partial<Sysctls>, of = target()) =>
	portReuseReasons(of, {sysctls: {...defaultSysctls, ...sysctls}, settings});

describe('a client that uses its port again', () => {
	it('moves with the kernel’s defaults: no warning', () => {
		expect(warnings({})).toEqual([]);
		expect(reasons({})).toEqual([]);
	});

	it('stays with conn_reuse_mode 0', () => {
		expect(warnings({connReuseMode: 0})).toEqual([
			'conn_reuse_mode is 0: a client that reuses a port within 120 s stays on this server, even at weight 0, every time; sysctl -w net.ipv4.vs.conn_reuse_mode=1 moves it',
		]);
	});

	it('stays with it on older kernels only, if expire_nodest_conn is 1', () => {
		expect(warnings({connReuseMode: 0, expireNodestConn: true})).toEqual([
			expect.stringContaining('stays on this server on kernels before 5.16'),
		]);
	});

	it('may stay if the setting is not known', () => {
		expect(warnings({connReuseMode: null})).toEqual([
			expect.stringMatching(/^conn_reuse_mode is not known: if it is 0, .* stays on this server/),
		]);
	});

	it('does not exist with UDP and one-packet scheduling', () => {
		const udp = target({key: {...webKey, protocol: 'udp'}});
		expect(warnings({connReuseMode: 0}, udp)).toEqual([]);
		expect(reasons({conntrack: true, sloppyTcp: true}, udp)).toEqual([]);
	});

	it('that is persistent stays whatever the mode is, unless expire_nodest_conn is 1', () => {
		const known = target({persistence});
		expect(warnings({connReuseMode: 0}, known)).toEqual([]);
		expect(reasons({expireQuiescentTemplate: true}, known)).toEqual([
			'a known client that reuses a port within 120 s stays on this server, whatever conn_reuse_mode is; with expire_nodest_conn=1 it moves',
		]);
		const sysctls = {expireQuiescentTemplate: true, expireNodestConn: true};
		expect(reasons(sysctls, known)).toEqual([]);
	});

	it.each(['route', 'tunnel'] as const)(
		'stays with mode 1 and %s, and leaves with 2',
		forwarding => {
			const tunnel =
				forwarding === 'tunnel' ? ({type: 'ipip', port: null, checksum: null} as const) : null;
			const direct = target({}, {forwarding, tunnel, port: 80});
			expect(reasons({}, direct)).toEqual([
				expect.stringMatching(/^conn_reuse_mode is 1: .* within 120 s stays on this server/),
			]);
			expect(reasons({connReuseMode: 2}, direct)).toEqual([]);
			expect(reasons({connReuseMode: 3}, direct)).toEqual([]);
			expect(reasons({expireNodestConn: true}, direct)).toEqual([]);
		},
	);
});

it('conntrack and sloppy_tcp are mentioned if they are on', () => {
	expect(reasons({conntrack: true})).toEqual([
		expect.stringMatching(/^conntrack is 1: on kernels before 5.9 .* a second later$/),
	]);
	expect(reasons({conntrack: true, connReuseMode: 0})).toEqual([]);
	expect(reasons({sloppyTcp: true})).toEqual([
		expect.stringMatching(/^sloppy_tcp is 1: a connection that was silent for 900 s/),
	]);
});
