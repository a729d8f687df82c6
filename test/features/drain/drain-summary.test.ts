import {expect, test} from 'vitest';
import {type DrainSummary, drainSummaries} from '../../../source/features/drain/drain-summary.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import {unknownSysctls} from '../../../source/plans/seen.ts';
import {defaultSysctls} from '../../support/default-sysctls.ts';
import {nat, seenServer, seenService, targetsIn, web, webKey} from '../../support/example.ts';

const situation = {
	sysctls: defaultSysctls,
	settings: {timeouts: {tcp: 900, tcpFin: 120, udp: 300}, daemons: []},
};

const options = {fallbackFirst: true, deleteWhenEmpty: false};

const busy = seenServer(nat, {activeConnections: 6, inactiveConnections: 70});

/** The summaries of both servers of a service, or of the given one. */
function summariesOf(
	rule: ServiceRule,
	servers = [busy],
	told: Partial<typeof situation> = {},
	chosen = options,
): readonly DrainSummary[] {
	const targets = targetsIn(seenService(rule, servers));
	return drainSummaries(targets, {...situation, ...told}, chosen);
}

test('a TCP service: open connections, procedure, lifetimes, effects of deleting', () => {
	expect(summariesOf(web)).toEqual([
		{
			present: new Map([['tcp:172.16.249.138:80', '10.0.0.8:8080: 6 active, 70 inactive']]),
			procedure: 'set weight 0, wait until no connection is left, active or closing',
			reasons: [
				'TCP: new connections go to other servers, open connections continue until they end',
			],
			settings: 'TCP timeout 900 s, after FIN 120 s, conn_reuse_mode 1, expire_nodest_conn 0',
			deletion: [expect.stringMatching(/^6 connections of .* will be cut off: .* hang/)],
		},
	]);
});

test.each<{what: string; rule: ServiceRule; procedure: string; settings: string}>([
	{
		what: 'UDP',
		rule: {...web, key: {...webKey, protocol: 'udp'}},
		procedure: 'set weight 0, wait until no flow is left',
		settings: 'UDP timeout 300 s, expire_nodest_conn 0',
	},
	{
		what: 'a persistent service',
		rule: {...web, persistence: {timeout: 360, netmask: '255.255.255.255'}},
		procedure:
			'set weight 0, wait until no connection is left, active or closing, and no client is persistent',
		settings:
			'TCP timeout 900 s, after FIN 120 s, persistence 360 s, expire_quiescent_template 0, conn_reuse_mode 1, expire_nodest_conn 0',
	},
	{
		what: 'sh without its flag',
		rule: {...web, scheduler: 'sh'},
		procedure: 'set sh-fallback, set weight 0, wait until no connection is left, active or closing',
		settings: 'TCP timeout 900 s, after FIN 120 s, conn_reuse_mode 1, expire_nodest_conn 0',
	},
	{
		what: 'dh',
		rule: {...web, scheduler: 'dh'},
		procedure: 'delete the server instead of draining it, or change the scheduler first',
		settings: 'TCP timeout 900 s, after FIN 120 s, conn_reuse_mode 1, expire_nodest_conn 0',
	},
	{
		what: 'one-packet scheduling',
		rule: {...web, key: {...webKey, protocol: 'udp'}, onePacket: true},
		procedure: 'set weight 0',
		settings: 'UDP timeout 300 s, expire_nodest_conn 0',
	},
])('$what', ({rule, procedure, settings}) => {
	expect(summariesOf(rule)).toMatchObject([{procedure, settings}]);
});

test('without the flag first the plan does not speak of it; the option to delete is part of it', () => {
	const chosen = {fallbackFirst: false, deleteWhenEmpty: true};
	expect(summariesOf({...web, scheduler: 'sh'}, [busy], {}, chosen)).toMatchObject([
		{
			procedure:
				'set weight 0, wait until no connection is left, active or closing, then lvstop asks whether to delete',
		},
	]);
});

test('unknown values are called unknown', () => {
	const persistent = {...web, persistence: {timeout: 360, netmask: '255.255.255.255'}};
	const server = {...busy, persistentConnections: null};
	const [summary] = drainSummaries(
		targetsIn(seenService(persistent, [server])),
		{sysctls: unknownSysctls, settings: null},
		options,
	);
	expect([...(summary?.present.values() ?? [])]).toEqual([
		'10.0.0.8:8080: 6 active, 70 inactive, – persistent',
	]);
	expect(summary?.settings).toBe(
		'TCP timeout – s, after FIN – s, persistence 360 s, expire_quiescent_template –, conn_reuse_mode –, expire_nodest_conn –, conntrack –, sloppy_tcp –',
	);
});

test('services with the same description share it, and servers are counted', () => {
	const other = seenServer({...nat, address: '10.0.0.9'}, {activeConnections: 1});
	const elsewhere = {...web, key: {...webKey, port: 81}};
	const udp: ServiceRule = {...web, key: {...webKey, protocol: 'udp'}};
	const targets = [
		...targetsIn(seenService(web, [busy, other])),
		...targetsIn(seenService(udp, [busy])),
		...targetsIn(seenService(elsewhere, [other])),
	];
	const summaries = drainSummaries(targets, situation, options);
	expect(summaries.map(({present}) => [...present])).toEqual([
		[
			['tcp:172.16.249.138:80', '2 servers: 7 active, 70 inactive'],
			['tcp:172.16.249.138:81', '10.0.0.9:8080: 1 active, 0 inactive'],
		],
		[['udp:172.16.249.138:80', '10.0.0.8:8080: 6 active, 70 inactive']],
	]);
	expect(summaries.map(({deletion}) => deletion)).toEqual([[], []]);
});
