import {describe, expect, test} from 'vitest';
import {widened} from '../../../../source/console/table/measure.ts';
import {placeColumns} from '../../../../source/console/table/place-columns.ts';
import {rowLine} from '../../../../source/console/table/table-lines.ts';
import {plainText} from '../../../../source/console/text/paint.ts';
import {noNames} from '../../../../source/director/names.ts';
import {
	connectionColumns,
	connectionWidths,
} from '../../../../source/features/connections/connection-columns.ts';
import type {ListedConnection} from '../../../../source/features/connections/table/listed-connection.ts';
import {ipAddress} from '../../../../source/ipvs/address.ts';

const ipv4: ListedConnection = {
	protocol: 'tcp',
	client: {address: '203.0.113.7', port: 40_000},
	virtual: {address: '172.16.249.138', port: 80},
	server: {address: '10.0.0.8', port: 80},
	state: 'SYN_RECV',
	expires: 59,
	engine: null,
	template: false,
	invalid: false,
	service: 'tcp:172.16.249.138:80',
	status: 'configured',
	fwmark: null,
};

const ipv6: ListedConnection = {
	...ipv4,
	client: {address: ipAddress('2001:db8:1:2b:8d3f:11ff:fe22:3344'), port: 40_000},
	virtual: {address: ipAddress('2001:db8:1::1'), port: 443},
	server: {address: ipAddress('2001:db8::8'), port: 8080},
};

const markTemplate: ListedConnection = {
	...ipv4,
	protocol: 'ip',
	virtual: {address: '0.0.0.10', port: 0},
	template: true,
	service: 'fwm:10',
	fwmark: 10,
};

function places(cells: number, widths: ReturnType<typeof connectionWidths>) {
	return placeColumns(
		connectionColumns,
		{rows: [], context: {names: noNames, widths}, cells},
		null,
	);
}

function items(...connections: readonly ListedConnection[]) {
	return connections.map(connection => ({connection}));
}

describe('the columns of single connections', () => {
	test.each([80, 120, 200])(
		'stay where they are at %d columns when an IPv6 row has gone',
		cells => {
			const both = connectionWidths(items(ipv4, ipv6), false);
			const later = widened(both, connectionWidths(items(ipv4), false));
			expect(places(cells, later)).toEqual(places(cells, both));
		},
	);

	test.each([60, 80])('stay where they are at %d columns when the first IPv6 row comes', cells => {
		const before = connectionWidths(items(ipv4), true);
		const after = widened(before, connectionWidths(items(ipv4, ipv6), true));
		expect(places(cells, after)).toEqual(places(cells, before));
	});

	test('show when entries expire at 80 columns, whatever their addresses are', () => {
		for (const widths of [
			connectionWidths(items(ipv4), false),
			connectionWidths(items(ipv4, ipv6), true),
		]) {
			expect(places(80, widths).map(({column}) => column.id)).toEqual(
				expect.arrayContaining(['client', 'virtual', 'server', 'state', 'expires']),
			);
		}
	});

	test('keep the part of a shortened IPv6 address in which clients differ, and its port', () => {
		const widths = connectionWidths(items(ipv6), true);
		const context = {names: noNames, widths};
		const table = {columns: connectionColumns, context, cells: 80};
		const line = plainText(
			rowLine({connection: ipv6}, places(80, widths), table, {isCursor: false, isMarked: false}),
		);
		expect(line).toBe(
			' [2001:d…:3344]:40000 [2001:…8:1::1]:443 [2001:db8::8]:8080  SYN_RECV       0:59',
		);
	});

	test('say which firewall mark a template belongs to', () => {
		const widths = connectionWidths(items(markTemplate), false);
		const table = {columns: connectionColumns, context: {names: noNames, widths}, cells: 80};
		const line = plainText(
			rowLine({connection: markTemplate}, places(80, widths), table, {
				isCursor: false,
				isMarked: false,
			}),
		);
		expect(line).toContain(' fwmark 10 ');
		expect(line).not.toContain('0.0.0.10');
	});
});
