import {describe, expect, it} from 'vitest';
import {createIpvsadmReader} from '../../../../source/director/reading/ipvsadm-reader.ts';
import type {ConnectionsReading} from '../../../../source/features/connections/connections-reading.ts';
import {connectionsJson} from '../../../../source/features/connections/output/connections-json.ts';
import {connectionsQuestion} from '../../../../source/features/connections/output/connections-question.ts';
import {connectionsText} from '../../../../source/features/connections/output/connections-text.ts';
import {printConnections} from '../../../../source/features/connections/output/print-connections.ts';
import type {SurveyQuestion} from '../../../../source/features/connections/table/survey.ts';
import {ipAddress} from '../../../../source/ipvs/address.ts';
import type {Connection} from '../../../../source/ipvs/listing.ts';
import {
	createSimulatedPort,
	type SimulatedPortOptions,
} from '../../../../source/simulator/simulated-port.ts';
import {fakeProgram} from '../../../support/fake-program.ts';
import {configured} from '../table/configured.ts';
import {connections, surveyOf} from '../table/survey-of.ts';

describe('the question', () => {
	it.each([
		[null, null],
		['client', {column: 'client', descending: false}],
		['-client', {column: 'client', descending: true}],
		['expires', {column: 'expires', descending: true}],
		['-expires', {column: 'expires', descending: true}],
		['+expires', {column: 'expires', descending: false}],
	])('has the sort %s', (sort, expected) => {
		expect(connectionsQuestion({filter: 'a b', sort})).toMatchObject({
			filter: 'a b',
			list: 'all',
			sort: expected,
		});
	});

	it('refuses a column that connections do not have', () => {
		expect(() => connectionsQuestion({filter: '', sort: '-weight'})).toThrow(
			"--sort: connections have no column 'weight'; the columns are: protocol, client, virtual, server, state, expires",
		);
	});
});

const services = [configured('tcp:10.1.1.1:80', ['10.0.0.8:80', '10.0.0.9:80 0'])];
const [one] = connections(1);
const table: readonly Connection[] = one
	? [
			...connections(3),
			{
				...one,
				client: {address: ipAddress('2001:db8::1'), port: 4000},
				virtual: {address: ipAddress('2001:db8::2'), port: 80},
			},
			...connections(4, {server: '10.0.0.9', state: 'SYN_RECV'}),
			{
				...one,
				client: {address: '203.0.113.0', port: 0},
				virtual: {address: '10.1.1.1', port: 80},
				state: 'ASSURED',
				expires: 125,
				engine: {name: 'sip', data: 'call\u001b[31m'},
			},
		]
	: [];

function readingOf(question: Partial<SurveyQuestion> = {}): ConnectionsReading {
	return {
		...surveyOf(table, services, {...connectionsQuestion({filter: '', sort: null}), ...question}),
		time: new Date(2026, 0, 2, 3, 4, 5).getTime(),
		about: 20,
		elapsed: 1040,
		end: 'out-of-time',
	};
}

describe('as text', () => {
	it('prints what was seen, findings, the largest groups and the rows', () => {
		expect(connectionsText('lb1', readingOf({sort: {column: 'server', descending: true}}))).toEqual(
			[
				'lvstop - 03:04:05  lb1  seen 9 of about 20 entries before the time limit of 1.0 s: the figures cover only those',
				'8 connections, 1 to servers no longer configured, 4 to servers of weight 0; 1 template',
				'! 10.0.0.9:80 of tcp:10.1.1.1:80: all 4 connections are in SYN_RECV: the server or its return path is down',
				'states: TCP ESTABLISHED 4 (50%) · TCP SYN_RECV 4 (50%)',
				'clients: 203.0.113.1 7 (88%) · 2001:db8::1 1 (13%)',
				'services: tcp:10.1.1.1:80 7 (88%) · tcp:[2001:db8::2]:80 1 (13%)',
				'servers: 10.0.0.8:80 4 (50%) · 10.0.0.9:80 4 (50%)',
				'',
				'connections:',
				'PRO CLIENT             VIRTUAL          SERVER      STATE       EXPIRES NOTES',
				'TCP 203.0.113.1:1024   10.1.1.1:80      10.0.0.9:80 SYN_RECV       0:00 weight-zero',
				'TCP 203.0.113.1:1025   10.1.1.1:80      10.0.0.9:80 SYN_RECV       0:01 weight-zero',
				'TCP 203.0.113.1:1026   10.1.1.1:80      10.0.0.9:80 SYN_RECV       0:02 weight-zero',
				'TCP 203.0.113.1:1027   10.1.1.1:80      10.0.0.9:80 SYN_RECV       0:03 weight-zero',
				'TCP 203.0.113.1:1024   10.1.1.1:80      10.0.0.8:80 ESTABLISHED    0:00',
				'TCP 203.0.113.1:1025   10.1.1.1:80      10.0.0.8:80 ESTABLISHED    0:01',
				'TCP 203.0.113.1:1026   10.1.1.1:80      10.0.0.8:80 ESTABLISHED    0:02',
				'TCP [2001:db8::1]:4000 [2001:db8::2]:80 10.0.0.8:80 ESTABLISHED    0:00 orphan',
				'',
				'templates:',
				'PRO CLIENT        VIRTUAL     SERVER      STATE   EXPIRES NOTES',
				String.raw`TCP 203.0.113.0:0 10.1.1.1:80 10.0.0.8:80 ASSURED    2:05 sip call\x1b[31m`,
			],
		);
	});

	it('says how many rows are not listed', () => {
		const lines = connectionsText('lb1', readingOf({rowLimit: 2, filter: 'syn_recv'}));
		expect(lines).toContain('2 of 4 connections:');
		expect(lines.filter(line => line.startsWith('TCP '))).toHaveLength(2);
	});

	it('has no list if nothing matches', () => {
		expect(connectionsText('lb1', readingOf({filter: 'nowhere'})).slice(1)).toEqual([
			'0 connections; 0 templates',
			expect.stringMatching(/^! /),
		]);
	});
});

describe('as JSON', () => {
	it('has everything on one line', () => {
		const line = connectionsJson('lb1', readingOf());
		expect(line).not.toContain('\n');
		const object = JSON.parse(line);
		expect(object).toMatchObject({
			host: 'lb1',
			complete: false,
			seen: 9,
			about: 20,
			milliseconds: 1040,
			unreadable: {count: 0, first: null},
			counts: {
				connections: {all: 8, orphans: 1, weightZero: 4},
				templates: {all: 1, orphans: 0, weightZero: 0, invalid: 0},
			},
			findings: [{kind: 'only-syn-received'}],
			groups: {
				state: {
					different: 3,
					note: null,
					listed: [
						{
							protocol: 'tcp',
							state: 'ESTABLISHED',
							connections: 4,
							templates: 0,
							missing: 0,
							share: 0.5,
						},
						{state: 'SYN_RECV'},
						{state: 'ASSURED', connections: 0, templates: 1},
					],
				},
				client: {
					listed: [{address: '203.0.113.1', prefix: 32, connections: 7, share: 0.875}, {}, {}],
				},
				service: {listed: [{service: 'tcp:10.1.1.1:80'}, {service: 'tcp:[2001:db8::2]:80'}]},
				server: {listed: [{server: '10.0.0.8:80', service: null}, {server: '10.0.0.9:80'}]},
			},
		});
		expect(new Date(object.time).getTime()).toBe(readingOf().time);
		expect(object.rows).toHaveLength(9);
		expect(object.rows.at(-1)).toEqual({
			protocol: 'tcp',
			client: '203.0.113.0:0',
			virtual: '10.1.1.1:80',
			server: '10.0.0.8:80',
			names: {client: null, virtual: null, server: null},
			state: 'ASSURED',
			expires: 125,
			engine: {name: 'sip', data: String.raw`call\x1b[31m`},
			template: true,
			invalid: false,
			service: 'tcp:10.1.1.1:80',
			fwmark: null,
			standing: 'configured',
		});
	});
});

/** Prints how many connections of a simulated machine were seen, one reading after the other. */
function printing({
	count = Number.POSITIVE_INFINITY,
	...realServer
}: Partial<SimulatedPortOptions> & {readonly count?: number} = {}) {
	const program = fakeProgram();
	const {clock} = program;
	const port = createSimulatedPort({scene: 'nat', seed: 1, clock, ...realServer});
	const ended = printConnections(program, {
		port,
		clock,
		reader: createIpvsadmReader({port, clock}),
		question: connectionsQuestion({filter: '', sort: null}),
		budget: 1000,
		interval: 2000,
		count,
		format: (host, {end}) => `${host} ${end}\n`,
	});
	return {program, port, ended, clock};
}

describe('printing connections', () => {
	it('prints as many readings as wanted, each after its interval', async () => {
		const {program, ended, clock} = printing({count: 2});
		await clock.pass(1999);
		expect(program.out()).toBe('lb1 complete\n');
		await clock.pass(1);
		expect(await ended).toBe(0);
		expect(program.out()).toBe('lb1 complete\nlb1 complete\n');
		expect(clock.waiting).toBe(0);
	});

	it('ends with 4 and advice if IPVS is not in the kernel', async () => {
		const {program, ended} = printing({module: 'missing'});
		expect(await ended).toBe(4);
		expect(program.out()).toBe('');
		expect(program.err()).toMatch(/^lvstop: IPVS is not in the kernel of lb1.*\nload it as root/);
	});

	it('reports once that a director fails that was there, and continues', async () => {
		const {program, port, clock} = printing();
		await clock.pass(0);
		const calm = port.disturb({hits: path => path.endsWith('ip_vs_conn'), failure: 'lost'});
		await clock.pass(10_000);
		expect(program.err()).toBe(
			'lvstop: /proc/net/ip_vs_conn: lost\ntry the same command by hand\n',
		);

		calm();
		await clock.pass(2000);
		expect(program.out()).toBe('lb1 complete\nlb1 complete\n');
		program.signals.emit('SIGTERM');
	});

	it('ends properly when it is interrupted', async () => {
		const {program, ended, clock} = printing();
		await clock.pass(0);
		program.signals.emit('SIGINT');
		expect(await ended).toBe(0);
		expect(clock.waiting).toBe(0);
	});
});
