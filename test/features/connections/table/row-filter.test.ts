import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {ConnectionScope} from '../../../../source/features/connections/table/scope.ts';
import {formatEndpoint} from '../../../../source/ipvs/address.ts';
import type {Connection} from '../../../../source/ipvs/listing.ts';
import {configured} from './configured.ts';
import {tableArbitrary} from './connection-arbitraries.ts';
import {connections, surveyOf} from './survey-of.ts';

const services = [
	configured('tcp:10.1.1.1:80', ['10.0.0.8:80 1 5', '10.0.0.9:80 0']),
	configured('tcp:10.1.1.2:80', ['10.0.0.8:80 1 7']),
];

const [sip] = connections(1, {client: '203.0.113.5', virtual: '10.1.1.2', state: 'ASSURED'});
const table: readonly Connection[] = [
	...connections(4, {client: '203.0.113.1', state: 'SYN_RECV'}),
	...connections(3, {client: '203.0.113.2', server: '10.0.0.9'}),
	...connections(2, {client: '198.51.100.1', virtual: '10.1.1.2'}),
	...connections(1, {client: '203.0.113.1', server: '10.0.0.99'}),
	...(sip
		? [{...sip, client: {...sip.client, port: 0}, engine: {name: 'sip', data: 'Call-7@host'}}]
		: []),
];

function shown(filter: string, scope: ConnectionScope | null = null): [number, number] {
	const {shown: counts} = surveyOf(table, services, {filter, scope});
	return [counts.connections.all, counts.templates.all];
}

describe('a filter', () => {
	test.each<[string, string, [number, number]]>([
		['nothing', '', [10, 1]],
		['blanks', '   ', [10, 1]],
		['a state in any case', 'syn_recv', [4, 0]],
		['a client', '203.0.113.1:', [5, 0]],
		['the start of an address', '203.0.113.', [8, 1]],
		['a port of a client', ':1027', [1, 0]],
		['a service by its id', 'tcp:10.1.1.2:80', [2, 1]],
		['several words, all of which must be found', '203.0.113 established', [4, 0]],
		['words of which one is nowhere', 'syn_recv nowhere', [0, 0]],
		['orphans', 'orphan', [1, 0]],
		['servers of weight 0', 'weight-zero', [3, 0]],
		['templates', 'template', [0, 1]],
		['data of an engine', 'call-7@', [0, 1]],
		['a network of clients', '203.0.113.0/31', [5, 0]],
		['a network of servers', '10.0.0.9/32', [3, 0]],
		['a network and a word', '203.0.113.0/24 established', [4, 0]],
		['a state as a term', 'state:SYN_RECV', [4, 0]],
		['no such state', 'not state:syn_recv', [6, 1]],
		['a network of clients as a term', 'client:203.0.113.0/31', [5, 0]],
		['an address anywhere', 'net:10.0.0.9', [3, 0]],
		['a network of clients only', 'client:10.0.0.9', [0, 0]],
		['a port of the service', 'port:80', [10, 1]],
		['a port of clients is none', 'port:1027', [0, 0]],
		['a service as a term', 'service:10.1.1.2 not template', [2, 0]],
		['a server as a term', 'server=10.0.0.8:80 state:established', [2, 0]],
		['orphans as a term', 'state:orphan', [1, 0]],
		['neither orphans nor templates', 'not state:orphan state!=template', [9, 0]],
		['a weight, which an orphan does not have', 'not weight=0', [6, 1]],
		['words that must not be found', 'not established not 10.0.0.99', [4, 1]],
		['a word of the client that must not be found', 'not 203.0.113.', [2, 0]],
		['data of an engine that must not be found', 'not call-7', [10, 0]],
		['a wrong term', 'stae:orphan', [0, 0]],
		['how the server is reached', 'via:masq not state:weight-zero', [6, 1]],
		['another way to reach it', 'via:tun', [0, 0]],
		['not that way, which an orphan does not have', 'not via:tun', [9, 1]],
		['active connections of the server', 'active>1', [6, 1]],
		['inactive connections of the server', 'inactive=0 active=0', [3, 0]],
		['servers with weight of the service, which an orphan may have', 'weighted=1', [10, 1]],
		['a term of other views', 'conn/s>1', [0, 0]],
	])('for %s', (_, filter, counts) => {
		expect(shown(filter)).toEqual(counts);
	});

	test('finds text anywhere in the row', () => {
		const word = fc.constantFrom(
			'1.2',
			'203',
			'::',
			'8:',
			']:80',
			'est',
			'SYN',
			'tcp',
			'sctp:',
			'0:1',
		);
		fc.assert(
			fc.property(tableArbitrary, fc.array(word, {minLength: 1, maxLength: 2}), (any, words) => {
				const plain = any.filter(({protocol, engine}) => protocol !== 'ip' && engine === null);
				const found = plain.filter(({protocol, client, virtual, server, state}) => {
					const ends = [client, virtual, server].map(formatEndpoint).join(' ');
					const isTemplate = client.port === 0 && /^(NONE|ASSURED)$/.test(state);
					const text = `${protocol} ${ends} ${state} ${protocol}:${formatEndpoint(virtual)} orphan ${isTemplate ? 'template' : ''}`;
					return words.every(part => text.toLowerCase().includes(part.toLowerCase()));
				});
				const {connections: shownConnections, templates} = surveyOf(plain, [], {
					filter: words.join(' '),
				}).shown;
				expect(shownConnections.all + templates.all).toBe(found.length);
			}),
		);
	});

	test('leaves the counts and findings of the whole table alone', () => {
		const {counts, groups, seen} = surveyOf(table, services, {filter: 'syn_recv'});
		expect(seen).toBe(11);
		expect(counts.connections.all).toBe(10);
		expect(groups.client.listed).toMatchObject([{connections: 4, share: 1}]);
	});
});

describe('the connections of a group', () => {
	test.each<[string, ConnectionScope, [number, number]]>([
		['a state', {by: 'state', protocol: 'tcp', state: 'SYN_RECV'}, [4, 0]],
		['a state of another protocol', {by: 'state', protocol: 'sctp', state: 'SYN_RECV'}, [0, 0]],
		['a client', {by: 'client', address: '203.0.113.1', prefix: 32}, [5, 0]],
		['a network', {by: 'client', address: '203.0.113.0', prefix: 24}, [8, 1]],
		['a service', {by: 'service', service: 'tcp:10.1.1.2:80'}, [2, 1]],
		[
			'a server of one service',
			{by: 'server', server: '10.0.0.8:80', service: 'tcp:10.1.1.1:80'},
			[4, 0],
		],
		['a server of all services', {by: 'server', server: '10.0.0.8:80', service: null}, [6, 1]],
		[
			'a server that is configured no more',
			{by: 'server', server: '10.0.0.99:80', service: null},
			[1, 0],
		],
		['a machine, whatever the port', {by: 'real-server', address: '10.0.0.8'}, [6, 1]],
		['servers of weight 0', {by: 'status', status: 'weight-zero'}, [3, 0]],
		[
			'a client, a state and a service at once',
			{
				by: 'all-of',
				scopes: [
					{by: 'client', address: '203.0.113.0', prefix: 24},
					{by: 'state', protocol: 'tcp', state: 'ESTABLISHED'},
					{by: 'service', service: 'tcp:10.1.1.1:80'},
				],
			},
			[4, 0],
		],
	])('of %s', (_, scope, counts) => {
		expect(shown('', scope)).toEqual(counts);
	});

	test('may be filtered as well', () => {
		expect(shown('syn_recv', {by: 'client', address: '203.0.113.0', prefix: 24})).toEqual([4, 0]);
	});
});
