import {describe, expect, it} from 'vitest';
import {drainProcedure} from '../../../source/features/drain/drain-procedure.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import type {Sysctls, Target} from '../../../source/plans/seen.ts';
import type {DrainSituation} from '../../../source/plans/weight-zero/situation.ts';
import {defaultSysctls} from '../../support/default-sysctls.ts';
import {nat, seenServer, seenService, targetsIn, web, webKey} from '../../support/example.ts';

const keeping: Sysctls = defaultSysctls;
const situation: DrainSituation = {
	sysctls: keeping,
	settings: {timeouts: {tcp: 900, tcpFin: 120, udp: 60}, daemons: []},
};
const persistence = {timeout: 300, netmask: '255.255.255.255'};

function target(rule: ServiceRule, connections: Parameters<typeof seenServer>[1] = {}): Target {
	const [found] = targetsIn(seenService(rule, [seenServer(nat, connections)]));
	if (!found) {
		throw new Error('no target');
	}

	return found;
}

function advice(rule: Partial<ServiceRule>, sysctls = keeping) {
	return drainProcedure(target({...web, ...rule}), {...situation, sysctls});
}

describe('draining', () => {
	it('of TCP waits for the open connections', () => {
		expect(advice({})).toEqual({
			steps: ['set-weight-0', 'wait'],
			fallbackFlag: null,
			emptyWhen: ['active', 'inactive'],
			reasons: [
				'TCP: new connections go to other servers, open connections continue until they end',
			],
			warnings: [],
			deletion: [],
		});
	});

	it('of SCTP does the same', () => {
		expect(advice({key: {...webKey, protocol: 'sctp'}}).emptyWhen).toEqual(['active', 'inactive']);
	});

	it('of UDP waits for silence, and says which clients never leave', () => {
		const udp = advice({key: {...webKey, protocol: 'udp'}});
		expect(udp.emptyWhen).toEqual(['inactive']);
		expect(udp.reasons[0]).toMatch(/ends after 60 s of silence$/);
		expect(udp.warnings[0]).toMatch(
			/weight 0 does not move UDP clients .*; deleting .* expire_nodest_conn=1/,
		);
	});

	it('of UDP uses the default if the timeouts were not read', () => {
		const unread = drainProcedure(target({...web, key: {...webKey, protocol: 'udp'}}), {
			...situation,
			settings: null,
		});
		expect(unread.reasons[0]).toMatch(/ends after 300 s of silence$/);
	});

	it('of a firewall mark waits for both, because it may carry both', () => {
		const mark = advice({key: {kind: 'fwmark', family: 'ipv4', fwmark: 7}});
		expect(mark.emptyWhen).toEqual(['active', 'inactive']);
	});

	it('of one-packet scheduling has nothing to wait for', () => {
		const ops = advice({key: {...webKey, protocol: 'udp'}, onePacket: true});
		expect(ops.emptyWhen).toEqual([]);
		expect(ops.warnings).toEqual([]);
	});

	describe('of a persistent service', () => {
		it('waits for its clients, and says that busy ones never leave', () => {
			const sticky = drainProcedure(
				target({...web, persistence}, {persistentConnections: 12}),
				situation,
			);
			expect(sticky.emptyWhen).toEqual(['active', 'inactive', 'persistent']);
			expect(sticky.reasons[1]).toBe(
				'persistent: expire_quiescent_template is 0, so known clients keep coming back until they pause for 300 s (the persistence timeout), or for 960 s if the last connection was not closed',
			);
			expect(sticky.warnings).toEqual([
				'weight 0 alone does not move persistent clients (12 of 10.0.0.8:8080); sysctl -w net.ipv4.vs.expire_quiescent_template=1 does, in every service of this director',
			]);
		});

		it('is like any other with expire_quiescent_template', () => {
			const moving = advice({persistence}, {...keeping, expireQuiescentTemplate: true});
			expect(moving.emptyWhen).toEqual(['active', 'inactive']);
			expect(moving.reasons[1]).toMatch(/is 1, so known clients leave at their next connection$/);
			expect(moving.warnings).toEqual([]);
		});

		it('assumes the worse if the setting is unknown', () => {
			const unknown = advice({persistence}, {...keeping, expireQuiescentTemplate: null});
			expect(unknown.emptyWhen).toEqual(['active', 'inactive', 'persistent']);
			expect(unknown.reasons[1]).toMatch(/is not known, so/);
		});
	});

	it.each(['sh', 'mh'])('with %s sets its fallback flag first', scheduler => {
		const hashed = advice({scheduler});
		expect(hashed.steps).toEqual(['set-fallback-flag', 'set-weight-0', 'wait']);
		expect(hashed.fallbackFlag).toBe(`${scheduler}-fallback`);
		expect(hashed.reasons[1]).toMatch(/clients that hash to it are refused unless/);
		const withFlag = advice({scheduler, schedulerFlags: [`${scheduler}-fallback`]});
		expect(withFlag.steps).toEqual(['set-weight-0', 'wait']);
		expect(withFlag.fallbackFlag).toBeNull();
	});

	it('with dh is done by deleting, because weight 0 refuses clients', () => {
		expect(advice({scheduler: 'dh'})).toMatchObject({steps: ['delete'], fallbackFlag: null});
	});

	it('with an unknown scheduler says so', () => {
		expect(advice({scheduler: 'wonder'}).reasons[1]).toMatch(
			/^it is not known what the scheduler wonder does/,
		);
	});

	it('shows the effects of deleting now', () => {
		const busy = target(web, {activeConnections: 6});
		expect(drainProcedure(busy, situation).deletion).toEqual([
			expect.stringMatching(/^6 connections .* hang/),
		]);
	});

	it('says that a backup counts the connections of another director', () => {
		const backup = {
			role: 'backup',
			interface: 'br0',
			syncId: 0,
			maxLength: null,
			group: null,
			port: null,
			ttl: null,
		} as const;
		const timeouts = {tcp: 900, tcpFin: 120, udp: 300};
		const {warnings} = drainProcedure(target(web), {
			sysctls: keeping,
			settings: {timeouts, daemons: [backup]},
		});
		expect(warnings).toEqual([expect.stringMatching(/^a backup sync daemon runs here/)]);
	});
});
