import {describe, expect, test} from 'vitest';
import {percent} from '../../../../source/features/connections/table/finding.ts';
import {ipAddress} from '../../../../source/ipvs/address.ts';
import {configured} from './configured.ts';
import {connections, surveyOf} from './survey-of.ts';

const two = [configured('tcp:10.1.1.1:80', ['10.0.0.8:80', '10.0.0.9:80'])];

/** Different clients, so that none of them has most connections. */
function spread(count: number, options: Parameters<typeof connections>[1] = {}) {
	return connections(count, options).map((connection, index) => ({
		...connection,
		client: {
			address: ipAddress(`203.0.${113 + (index >>> 8)}.${index & 255}`),
			port: connection.client.port,
		},
	}));
}

describe('only SYN_RECV towards a server', () => {
	test('is reported with its number, and where to look', () => {
		const {findings} = surveyOf(
			[...connections(3, {server: '10.0.0.9', state: 'SYN_RECV'}), ...connections(2)],
			two,
		);
		expect(findings).toEqual([
			{
				kind: 'only-syn-received',
				text: '10.0.0.9:80 of tcp:10.1.1.1:80: all 3 connections are in SYN_RECV: the server or its return path is down',
				scope: {by: 'server', server: '10.0.0.9:80', service: 'tcp:10.1.1.1:80'},
			},
		]);
	});

	test.each([
		['two connections may just have been opened', connections(2, {state: 'SYN_RECV'})],
		[
			'one got through',
			[...connections(9, {state: 'SYN_RECV'}), ...connections(1, {client: '203.0.113.2'})],
		],
	])('is not reported if %s', (_, table) => {
		expect(surveyOf(table, two).findings).toEqual([]);
	});
});

describe('one client with most connections', () => {
	test('is reported with its figures', () => {
		const {findings} = surveyOf([
			...connections(60, {client: '198.51.100.7'}),
			...spread(20, {state: 'TIME_WAIT'}),
		]);
		expect(findings).toEqual([
			{
				kind: 'one-client',
				text: 'client 198.51.100.7 has 60 of 80 connections (75%)',
				scope: {by: 'client', address: '198.51.100.7', prefix: 32},
			},
		]);
	});

	test('is reported for single clients, however they are grouped', () => {
		const table = [...connections(30, {client: '203.0.113.77'}), ...spread(30)];
		expect(surveyOf(table, [], {clientPrefix: {ipv4: 16, ipv6: 48}}).findings).toEqual([]);
	});

	test.each([
		['half of them is not most', [...connections(40, {client: '198.51.100.7'}), ...spread(40)]],
		['there are few', connections(49)],
	])('is not reported if %s', (_, table) => {
		expect(surveyOf(table).findings).toEqual([]);
	});
});

describe('a server far from the share of its weight', () => {
	const uneven = [...spread(190), ...spread(10, {server: '10.0.0.9'})];

	test('is reported with its figures', () => {
		expect(surveyOf(uneven, two).findings).toEqual([
			{
				kind: 'uneven',
				text: '10.0.0.9:80 of tcp:10.1.1.1:80: 10 of 200 connections (5%), weight 1 calls for 50%',
				scope: {by: 'server', server: '10.0.0.9:80', service: 'tcp:10.1.1.1:80'},
			},
		]);
	});

	test('is reported if it has none at all', () => {
		const [finding] = surveyOf(spread(200), two).findings;
		expect(finding?.text).toBe(
			'10.0.0.9:80 of tcp:10.1.1.1:80: 0 of 200 connections (0%), weight 1 calls for 50%',
		);
	});

	test('says if persistence may be the reason', () => {
		const persistent = two.map(service => ({...service, persistence: {timeout: 300}}));
		expect(surveyOf(uneven, persistent).findings[0]?.text).toMatch(
			/; persistence keeps clients on their server$/,
		);
	});

	test('asks the weights only of servers that have one', () => {
		const draining = [configured('tcp:10.1.1.1:80', ['10.0.0.8:80', '10.0.0.9:80 0'])];
		expect(surveyOf(uneven, draining).findings).toEqual([]);
	});

	test.each([
		['weights ask for it', configured('tcp:10.1.1.1:80', ['10.0.0.8:80 19', '10.0.0.9:80 1'])],
		['the scheduler asks for no parts', {...two[0], scheduler: 'dh'}],
	])('is not reported if %s', (_, service) => {
		expect(surveyOf(uneven, [{...two[0], ...service} as (typeof two)[number]]).findings).toEqual(
			[],
		);
	});

	test('is not reported if it may be chance', () => {
		const few = [...spread(36), ...spread(16, {server: '10.0.0.9'})];
		expect(surveyOf(few, two).findings).toEqual([]);
	});
});

test.each([
	[0, '0%'],
	[0.0004, '<0.1%'],
	[0.0005, '0.1%'],
	[0.0094, '0.9%'],
	// One figure for one: 0.98% was `1.0%` beside `1%`.
	[0.0098, '1%'],
	[0.0104, '1%'],
	[0.81, '81%'],
])('a share of %d is %s', (share, text) => {
	expect(percent(share)).toBe(text);
});
