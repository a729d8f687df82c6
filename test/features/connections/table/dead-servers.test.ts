import {describe, expect, test} from 'vitest';
import {type IpAddress, ipAddress} from '../../../../source/ipvs/address.ts';
import type {Connection, Timeouts} from '../../../../source/ipvs/listing.ts';
import {configured} from './configured.ts';
import {connections, surveyOf} from './survey-of.ts';

const timeouts: Timeouts = {tcp: 900, tcpFin: 120, udp: 300};
const two = [configured('tcp:10.1.1.1:80', ['10.0.0.8:80', '10.0.0.9:80'])];
const three = [configured('tcp:10.1.1.1:80', ['10.0.0.7:80', '10.0.0.8:80', '10.0.0.9:80'])];

/** Connections with this many seconds left, each of a different client. */
function rest(expires: number, count: number, server: IpAddress, state = 'ESTABLISHED') {
	return connections(count, {server, state}).map((connection, index) => ({
		...connection,
		expires,
		client: {...connection.client, address: ipAddress(`203.0.113.${index % 250}`)},
	}));
}

const textsOf = (
	table: readonly Connection[],
	services = two,
	known: Timeouts | null = timeouts,
): readonly string[] =>
	surveyOf(table, services, {}, [4096], known)
		.findings.filter(({kind}) => kind.endsWith('syn-received'))
		.map(({text}) => text);

describe('a server that died with open connections', () => {
	const alive = rest(895, 100, '10.0.0.8');
	const waiting = rest(30, 100, '10.0.0.9', 'SYN_RECV');

	// Case: kubernetes#71358; the five old connections hid that nothing gets through.
	test('is found: old connections are no sign of life', () => {
		expect(textsOf([...alive, ...waiting, ...rest(540, 5, '10.0.0.9')])).toEqual([
			'10.0.0.9:80 of tcp:10.1.1.1:80: 100 of 105 connections are in SYN_RECV, and none has completed for 360 s: the server or its return path is down',
		]);
	});

	test('is found among connections that clients closed or gave up', () => {
		const given = [...rest(50, 2, '10.0.0.9', 'CLOSE_WAIT'), ...rest(5, 2, '10.0.0.9', 'CLOSE')];
		expect(textsOf([...alive, ...waiting, ...given])).toEqual([
			'10.0.0.9:80 of tcp:10.1.1.1:80: 100 of 104 connections are in SYN_RECV, and none completes: the server or its return path is down',
		]);
	});

	test('is found while clients still send on old connections', () => {
		expect(textsOf([...alive, ...waiting, ...rest(890, 5, '10.0.0.9')])).toEqual([
			'10.0.0.9:80 of tcp:10.1.1.1:80: in the last minute 100 connections stayed in SYN_RECV and 5 did not: the server or its return path is down, or it is flooded',
		]);
	});

	test('is not found by silence that cannot be measured without timeouts', () => {
		const table = [...alive, ...rest(30, 9, '10.0.0.9', 'SYN_RECV'), ...rest(540, 5, '10.0.0.9')];
		expect(textsOf(table, two, null)).toEqual([]);
		expect(textsOf(table, two, timeouts)).toHaveLength(1);
	});

	test('depends on the timeouts of this director', () => {
		const table = [...rest(30, 9, '10.0.0.9', 'SYN_RECV'), ...rest(540, 5, '10.0.0.9')];
		expect(textsOf(table, two, {...timeouts, tcp: 560})).toEqual([]);
	});
});

describe('two of three servers that died', () => {
	// Case: projectcalico/calico#4851, these six lines.
	const six = [
		...rest(899, 2, '10.0.0.7'),
		...rest(57, 2, '10.0.0.8', 'SYN_RECV'),
		...rest(57, 2, '10.0.0.9', 'SYN_RECV'),
	];

	test('are found together, with fewer connections than needed for one', () => {
		const {findings} = surveyOf(six, three, {}, [4096], timeouts);
		expect(findings).toEqual([
			{
				kind: 'syn-received',
				text: 'tcp:10.1.1.1:80: 4 of 6 connections are in SYN_RECV, none of 10.0.0.8:80 and 10.0.0.9:80 completes',
				scope: {by: 'service', service: 'tcp:10.1.1.1:80'},
				servers: ['10.0.0.8:80', '10.0.0.9:80'],
			},
		]);
	});

	test('are found without the timeouts, too', () => {
		expect(textsOf(six, three, null)).toHaveLength(1);
	});

	test('are not found if the connections have just been opened', () => {
		const fresh = six.map(connection => ({
			...connection,
			expires: connection.state === 'SYN_RECV' ? 59 : connection.expires,
		}));
		expect(textsOf(fresh, three)).toEqual([]);
	});

	test('are not found if most connections of the service get through', () => {
		expect(textsOf([...six, ...rest(890, 20, '10.0.0.7')], three)).toEqual([]);
	});
});

test('a busy server with some first packets on their way is healthy', () => {
	const table = [
		...rest(59, 40, '10.0.0.8', 'SYN_RECV'),
		...rest(40, 12, '10.0.0.8', 'SYN_RECV'),
		...rest(110, 400, '10.0.0.8', 'TIME_WAIT'),
	];
	expect(textsOf(table)).toEqual([]);
});
