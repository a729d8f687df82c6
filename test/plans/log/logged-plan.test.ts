import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {storedJson, storedValue} from '../../../source/files/stored.ts';
import type {LogEntry} from '../../../source/plans/log/log-entry.ts';
import {loggedPlan} from '../../../source/plans/log/logged-plan.ts';
import {rowStateSchema} from '../../../source/plans/log/row-state-schema.ts';
import {rowStateInWords} from '../../../source/plans/log/row-state-words.ts';
import type {RowState, Step} from '../../../source/plans/plan.ts';
import {addServerStep, addServiceStep, editServerStep} from '../../../source/plans/steps.ts';
import {serverRuleArbitrary, serviceRuleArbitrary} from '../../ipvs/arbitraries.ts';
import {syncDaemonArbitrary} from '../../ipvs/listing-arbitraries.ts';
import {gue, nat, web, webKey} from '../../support/example.ts';

const first = '2026-01-02T03:04:05.000Z';
const second = '2026-01-02T03:05:00.000Z';

/** The log entries of a plan that was started then, as read back from the file. */
/** A state as it comes back from a file. */
function stored(state: RowState): RowState | null {
	return storedJson(rowStateSchema, JSON.stringify(state)).value ?? null;
}

function logged(
	plan: string,
	steps: readonly Step[],
	begun = first,
	exitCodes: readonly (number | null)[] = [],
): readonly LogEntry[] {
	return steps.map(({command, before, after}, index) => ({
		time: begun,
		user: 'ann',
		host: 'lb1',
		plan,
		run: {begun, step: index + 1, steps: steps.length},
		command,
		exitCode: exitCodes[index] ?? (exitCodes.length > index ? null : 0),
		message: '',
		before: stored(before),
		after: stored(after),
	}));
}

function at(entries: readonly LogEntry[], index: number): LogEntry {
	const entry = entries[index];
	if (entry === undefined) {
		throw new Error(`no entry ${index}`);
	}

	return entry;
}

const steps = [
	addServiceStep(web),
	addServerStep(webKey, nat),
	addServerStep(webKey, gue),
] as const;

describe('a plan from the log', () => {
	it('is the plan that ran, whichever of its commands is chosen', () => {
		const entries = logged('a new service', steps);
		for (const entry of entries) {
			expect(loggedPlan(entries, entry).plan).toEqual({
				title: 'a new service',
				steps,
				danger: 'none',
				warnings: [],
			});
		}
	});

	it('is not mixed with the same plan at another time, or interrupted by another lvstop', () => {
		const again = [editServerStep(webKey, nat, {...nat, weight: 9})];
		const entries = [
			...logged('weight of 2 servers: → 9', steps.slice(0, 1)),
			...logged('weight of 2 servers: → 9', again, second),
			...logged('weight of 2 servers: → 9', steps).slice(1),
			...logged('something else', again),
		];
		expect(loggedPlan(entries, at(entries, 0)).plan?.steps).toEqual(steps);
		expect(loggedPlan(entries, at(entries, 1)).plan?.steps).toEqual(again);
	});

	it('is only the executed part if a command was refused', () => {
		const entries = logged('a plan', steps.slice(0, 2), first, [0, 255]);
		expect(loggedPlan(entries, at(entries, 1)).plan?.steps).toEqual(steps.slice(0, 1));
	});

	const whole = logged('a plan', steps);
	test.each<[string, readonly LogEntry[]]>([
		['nothing was changed', logged('a plan', steps.slice(0, 1), first, [255])],
		['a command got no answer', logged('a plan', steps.slice(0, 2), first, [0, null])],
		['does not have every command', whole.slice(1)],
		['does not have every command', [at(whole, 0), at(whole, 2)]],
		['does not say which commands', whole.map(entry => ({...entry, run: null}))],
		['does not have every row', whole.map(entry => ({...entry, before: null}))],
	])('is refused if %s', (reason, entries) => {
		expect(loggedPlan(entries, at(entries, 0)).refused).toContain(reason);
	});
});

const stateArbitrary: fc.Arbitrary<RowState> = serviceRuleArbitrary.chain(rule =>
	serverRuleArbitrary(rule.key).chain(server =>
		fc.oneof(
			fc.constantFrom<RowState>(
				{row: 'service', rule, servers: null},
				{row: 'service', rule, servers: [server]},
				{row: 'no-service', service: rule.key},
				{row: 'server', service: rule.key, rule: server},
				{row: 'no-server', service: rule.key, server: {address: server.address, port: server.port}},
				{row: 'counters', service: rule.key},
				{row: 'counters', service: null},
				{row: 'timeouts', timeouts: {tcp: 900, tcpFin: 120, udp: 300}},
				{row: 'no-daemon', role: 'backup'},
			),
			syncDaemonArbitrary.map(daemon => ({row: 'daemon' as const, daemon})),
		),
	),
);

test('every state comes back from JSON as it was', () => {
	fc.assert(
		fc.property(stateArbitrary, state => {
			expect(stored(state)).toEqual(state);
		}),
	);
});

const server = {row: 'server', service: webKey, rule: nat};
test.each<[string, unknown]>([
	['nothing', null],
	['a text', 'server'],
	['a list', [server]],
	['a row of another kind', {...server, row: 'router'}],
	['a server without a service', {...server, service: undefined}],
	['an address that is none', {...server, rule: {...nat, address: '10.0.0.8; reboot'}}],
	['an address that is not canonical', {...server, rule: {...nat, address: '2001:DB8::8'}}],
	['a port beyond 65535', {...server, rule: {...nat, port: 70_000}}],
	['a weight that is not whole', {...server, rule: {...nat, weight: 1.5}}],
	['a negative weight', {...server, rule: {...nat, weight: -1}}],
	['a number as text', {...server, rule: {...nat, weight: '5'}}],
	['forwarding that does not exist', {...server, rule: {...nat, forwarding: 'proxy'}}],
	['a tunnel without tunnelling', {...server, rule: {...nat, tunnel: gue.tunnel}}],
	['tunnelling without a tunnel', {...server, rule: {...gue, tunnel: null}}],
	[
		'a checksum that GRE has not',
		{...server, rule: {...gue, tunnel: {type: 'gre', checksum: 'remcsum'}}},
	],
	['a family that the address has not', {row: 'no-service', service: {...webKey, family: 'ipv6'}}],
	['a protocol that does not exist', {row: 'no-service', service: {...webKey, protocol: 'icmp'}}],
	[
		'an option for a scheduler',
		{row: 'service', rule: {...web, scheduler: '--clear'}, servers: null},
	],
	['words for a flag', {row: 'service', rule: {...web, schedulerFlags: ['a b']}, servers: null}],
	[
		'a netmask that is none',
		{row: 'service', rule: {...web, persistence: {timeout: 1, netmask: 'x'}}, servers: null},
	],
	['a service whose servers are not told', {row: 'service', rule: web}],
	['a role that does not exist', {row: 'no-daemon', role: 'observer'}],
])('%s is no state', (_, value) => {
	expect(storedValue(rowStateSchema, value).problem).toMatch(/ expected, not | is missing$/);
});

test.each<[RowState, string]>([
	[
		{row: 'server', service: webKey, rule: gue},
		'10.0.0.11:80 in tcp:172.16.249.138:80: forwarding tunnel, tunnel gue:6080:remcsum, weight 1, upper threshold 0, lower threshold 0',
	],
	[
		{row: 'no-server', service: webKey, server: nat},
		'10.0.0.8:8080 is not in tcp:172.16.249.138:80',
	],
	[
		{
			row: 'service',
			rule: {...web, persistence: {timeout: 300, netmask: '255.255.255.0'}},
			servers: [nat],
		},
		'tcp:172.16.249.138:80: scheduler wlc, scheduler flags none, persistence 300 s mask 255.255.255.0, persistence engine none, one-packet scheduling none, with 1 server',
	],
	[{row: 'no-service', service: webKey}, 'no service tcp:172.16.249.138:80'],
	[{row: 'counters', service: null}, 'all counters'],
	[{row: 'counters', service: webKey}, 'the counters of tcp:172.16.249.138:80'],
	[
		{row: 'timeouts', timeouts: {tcp: 900, tcpFin: 120, udp: 300}},
		'timeouts: TCP 900 s, TCP after FIN 120 s, UDP 300 s',
	],
	[
		{
			row: 'daemon',
			daemon: {
				role: 'master',
				interface: 'eth0',
				syncId: 5,
				maxLength: null,
				group: null,
				port: 8848,
				ttl: 1,
			},
		},
		'master sync daemon on eth0, sync id 5, port 8848, time to live 1',
	],
	[{row: 'no-daemon', role: 'backup'}, 'no backup sync daemon'],
])('the state %j in words', (state, words) => {
	expect(rowStateInWords(state)).toBe(words);
});
