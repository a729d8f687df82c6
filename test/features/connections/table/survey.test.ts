import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {printableBytes} from '../../../../source/features/connections/table/printable-bytes.ts';
import {compareAddresses, formatEndpoint, ipAddress} from '../../../../source/ipvs/address.ts';
import {parseIpv4} from '../../../../source/ipvs/ipv4.ts';
import {formatIpv6, parseIpv6} from '../../../../source/ipvs/ipv6.ts';
import type {Connection} from '../../../../source/ipvs/listing.ts';
import {configured} from './configured.ts';
import {pieceSizes, tableArbitrary} from './connection-arbitraries.ts';
import {connections, surveyOf} from './survey-of.ts';

function isTemplate({client, state, protocol}: Connection): boolean {
	return client.port === 0 && (protocol === 'ip' || state === 'NONE' || state === 'ASSURED');
}

/** The groups, calculated by a few obvious lines of code: name to [connections, templates]. */
function naiveGroups(
	table: readonly Connection[],
	nameOf: (connection: Connection) => string,
): Record<string, [number, number]> {
	const groups: Record<string, [number, number]> = {};
	for (const connection of table) {
		const [ofConnections, ofTemplates] = groups[nameOf(connection)] ?? [0, 0];
		groups[nameOf(connection)] = isTemplate(connection)
			? [ofConnections, ofTemplates + 1]
			: [ofConnections + 1, ofTemplates];
	}

	return groups;
}

function naiveNetwork(address: string): string {
	const number = parseIpv4(address);
	if (number !== null) {
		return address.replace(/\.\d+$/, '.0');
	}

	return formatIpv6([...(parseIpv6(address) ?? []).slice(0, 4), 0, 0, 0, 0]);
}

function naiveService({protocol, virtual}: Connection): string {
	if (protocol !== 'ip') {
		return `${protocol}:${formatEndpoint(virtual)}`;
	}

	const mark = /^0[:.](?:0\.0\.)?(\d)/.exec(virtual.address)?.[1];
	return `${virtual.address.includes(':') ? 'fwm6' : 'fwm'}:${mark}`;
}

describe('groups of a table that nothing is configured for', () => {
	test('are those of an obvious implementation, however the file is cut', () => {
		fc.assert(
			fc.property(tableArbitrary, pieceSizes, (table, sizes) => {
				const {groups, seen, counts, unreadable} = surveyOf(
					table,
					[],
					{clientPrefix: {ipv4: 24, ipv6: 64}},
					sizes,
				);
				const found = {
					state: groups.state.listed.map(({key, ...rest}) => [
						key.by === 'state' && `${key.protocol} ${key.state}`,
						rest,
					]),
					client: groups.client.listed.map(({key, ...rest}) => [
						key.by === 'client' && key.address,
						rest,
					]),
					service: groups.service.listed.map(({key, ...rest}) => [
						key.by === 'service' && key.service,
						rest,
					]),
					server: groups.server.listed.map(({key, ...rest}) => [
						key.by === 'server' && key.server,
						rest,
					]),
				};
				const connectionsIn = table.filter(connection => !isTemplate(connection)).length;
				const expected = {
					state: naiveGroups(table, ({protocol, state}) => `${protocol} ${state}`),
					client: naiveGroups(table, ({client}) => naiveNetwork(client.address)),
					service: naiveGroups(table, naiveService),
					server: naiveGroups(table, ({server}) => formatEndpoint(server)),
				};
				for (const by of ['state', 'client', 'service', 'server'] as const) {
					expect(Object.fromEntries(found[by])).toEqual(
						Object.fromEntries(
							Object.entries(expected[by]).map(([name, [ofConnections, ofTemplates]]) => [
								name,
								{
									connections: ofConnections,
									templates: ofTemplates,
									missing: 0,
									share: connectionsIn === 0 ? 0 : ofConnections / connectionsIn,
								},
							]),
						),
					);
					expect(groups[by].different).toBe(found[by].length);
				}

				expect(seen).toBe(table.length);
				expect(unreadable.count).toBe(0);
				expect(counts.connections.all).toBe(connectionsIn);
				expect(counts.templates.all).toBe(table.length - connectionsIn);
				expect(counts.connections.orphans).toBe(connectionsIn);
			}),
		);
	});

	test('come in order of their size', () => {
		const table = [
			...connections(1, {client: '203.0.113.9'}),
			...connections(3, {client: '203.0.113.7'}),
			...connections(2, {client: '203.0.113.8'}),
		];
		const {client} = surveyOf(table, [], {groupLimit: 2}).groups;
		expect(client.listed.map(({key, share}) => [key, share])).toEqual([
			[{by: 'client', address: '203.0.113.7', prefix: 32}, 3 / 6],
			[{by: 'client', address: '203.0.113.8', prefix: 32}, 2 / 6],
		]);
		expect(client.different).toBe(3);
	});
});

describe('the list', () => {
	const asListed = ({engine, ...rest}: Connection) => ({
		...rest,
		engine: engine && {...engine, data: printableBytes(new TextEncoder().encode(engine.data))},
	});

	test('has connections or templates, the first ones in the chosen order', () => {
		fc.assert(
			fc.property(
				tableArbitrary,
				fc.constantFrom('connections' as const, 'templates' as const),
				fc.boolean(),
				fc.nat(70),
				(table, list, descending, rowLimit) => {
					const sort = {column: 'client', descending} as const;
					const {rows, shown} = surveyOf(table, [], {list, rowLimit, sort});
					const sign = descending ? -1 : 1;
					const expected = table
						.filter(connection => isTemplate(connection) === (list === 'templates'))
						.map(asListed)
						.sort(
							(one, other) =>
								sign *
								(compareAddresses(one.client.address, other.client.address) ||
									one.client.port - other.client.port),
						);
					expect(
						rows.map(
							({template: _t, invalid: _i, service: _s, status: _o, fwmark: _f, ...rest}) => rest,
						),
					).toEqual(expected.slice(0, rowLimit));
					expect(shown[list].all).toBe(expected.length);
				},
			),
		);
	});

	test.each([
		['protocol', ['tcp', 'udp']],
		['state', ['ESTABLISHED', 'SYN_RECV']],
		['expires', [5, 7]],
	] as const)('is sorted by %s', (column, values) => {
		const [one, other] = connections(2);
		if (!one || !other) {
			throw new Error('two connections are needed');
		}

		const table = [
			{...one, [column]: values[1]},
			{...other, [column]: values[0]},
		];
		const sorted = (descending: boolean) =>
			surveyOf(table, [], {sort: {column, descending}}).rows.map(row => row[column]);
		expect(sorted(false)).toEqual(values);
		expect(sorted(true)).toEqual(values.toReversed());
	});

	test('without a sort is in the order of the kernel', () => {
		const table = connections(5).toReversed();
		const {rows} = surveyOf(table, [], {rowLimit: 3});
		expect(rows.map(({client}) => client.port)).toEqual(
			table.slice(0, 3).map(({client}) => client.port),
		);
	});
});

describe('connections with a status', () => {
	const services = [configured('tcp:10.1.1.1:80', ['10.0.0.8:80', '10.0.0.9:80 0'])];
	const [template] = connections(1, {server: '10.0.0.99', state: 'NONE'});
	const table: Connection[] = [
		...connections(4),
		...connections(3, {server: '10.0.0.9'}),
		...connections(2, {server: '10.0.0.99'}),
		...(template ? [{...template, client: {address: ipAddress('203.0.113.0'), port: 0}}] : []),
	];

	test('is counted: servers that are gone, servers of weight 0', () => {
		expect(surveyOf(table, services).counts).toEqual({
			connections: {all: 9, orphans: 2, weightZero: 3},
			templates: {all: 1, orphans: 1, weightZero: 0, invalid: 0},
		});
	});

	test('can be listed', () => {
		const {rows} = surveyOf(table, services, {scope: {by: 'status', status: 'orphan'}});
		expect(rows.map(({server, service, status}) => [server.address, service, status])).toEqual([
			['10.0.0.99', 'tcp:10.1.1.1:80', 'orphan'],
			['10.0.0.99', 'tcp:10.1.1.1:80', 'orphan'],
		]);
	});

	test('services are grouped as they are configured: all ports together', () => {
		const ports = [configured('tcp:10.1.1.1:0', ['10.0.0.8:0'], {persistence: {}})];
		const spread = connections(6).map((connection, index) => ({
			...connection,
			virtual: {address: ipAddress('10.1.1.1'), port: 5000 + index},
			server: {address: ipAddress('10.0.0.8'), port: 5000 + index},
		}));
		const {service, server} = surveyOf(spread, ports).groups;
		expect(service.listed).toMatchObject([
			{key: {by: 'service', service: 'tcp:10.1.1.1:0'}, connections: 6},
		]);
		expect(server.listed).toMatchObject([
			{key: {by: 'server', server: '10.0.0.8:0', service: null}, connections: 6},
		]);
	});
});
