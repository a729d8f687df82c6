import {describe, expect, test} from 'vitest';
import {
	type ConnectionEnds,
	createFindDestination,
} from '../../../../source/features/connections/table/destination.ts';
import {
	type Endpoint,
	familyOf,
	ipAddress,
	parseEndpoint,
} from '../../../../source/ipvs/address.ts';
import {configured} from './configured.ts';

const persistent = {persistence: {timeout: 300}};

const find = createFindDestination([
	configured('tcp:10.1.1.1:80', ['10.0.0.8:8080', '10.0.0.9:8080 0']),
	configured('tcp:10.1.1.1:21', ['10.0.0.8:21']),
	configured('tcp:10.1.1.2:0', ['10.0.0.8:0', '10.0.0.9:0 0'], persistent),
	configured('udp:[2001:db8::1]:53', ['10.0.0.8:53', '[2001:db8::8]:53']),
	configured('fwm:7', ['10.0.0.20:0', '10.0.0.21:80 0'], persistent),
	configured('fwm:8', ['10.0.0.22:8080', '10.0.0.8:8080']),
	configured('fwm:9', ['10.0.0.22:8080 0', '10.0.0.30:80 0']),
	configured('fwm:10', ['10.0.0.30:80 0']),
	configured('fwm6:7', ['[2001:db8::20]:0']),
	configured('fwm:11', ['[2001:db8::21]:0'], {familyKnown: false}),
]);

function endpoint(text: string): Endpoint {
	return parseEndpoint(text) ?? {address: ipAddress(text), port: 0};
}

function destination(
	protocol: string,
	virtual: string,
	server: string,
	options: Partial<ConnectionEnds> = {},
) {
	const found = find({
		protocol,
		family: familyOf(endpoint(virtual).address),
		virtual: endpoint(virtual),
		server: endpoint(server),
		template: false,
		fwmark: null,
		...options,
	});
	return [found.service?.id ?? null, found.server?.id ?? null, found.status];
}

const template = {template: true};

describe('a connection belongs to', () => {
	test.each([
		[
			'its service and server',
			'tcp',
			'10.1.1.1:80',
			'10.0.0.8:8080',
			'tcp:10.1.1.1:80',
			'10.0.0.8:8080',
			'configured',
		],
		[
			'a server of weight 0',
			'tcp',
			'10.1.1.1:80',
			'10.0.0.9:8080',
			'tcp:10.1.1.1:80',
			'10.0.0.9:8080',
			'weight-zero',
		],
		[
			'no server of its service: another port',
			'tcp',
			'10.1.1.1:80',
			'10.0.0.9:80',
			'tcp:10.1.1.1:80',
			null,
			'orphan',
		],
		[
			'no server of its service: another machine',
			'tcp',
			'10.1.1.1:80',
			'10.0.0.99:8080',
			'tcp:10.1.1.1:80',
			null,
			'orphan',
		],
		[
			'a mark with this server, where no service has its protocol',
			'udp',
			'10.1.1.1:80',
			'10.0.0.8:8080',
			'fwm:8',
			'10.0.0.8:8080',
			'configured',
		],
		['no service at all', 'sctp', '10.1.1.1:80', '10.0.0.9:8080', null, null, 'orphan'],
		[
			'the service for all ports, on a machine',
			'tcp',
			'10.1.1.2:4000',
			'10.0.0.9:4000',
			'tcp:10.1.1.2:0',
			'10.0.0.9:0',
			'weight-zero',
		],
		[
			'a service with servers of another family',
			'udp',
			'[2001:db8::1]:53',
			'10.0.0.8:53',
			'udp:[2001:db8::1]:53',
			'10.0.0.8:53',
			'configured',
		],
		[
			'a mark, for any port',
			'tcp',
			'10.1.1.9:443',
			'10.0.0.20:443',
			'fwm:7',
			'10.0.0.20:0',
			'configured',
		],
		[
			'a mark with persistence, which leaves the port alone',
			'tcp',
			'10.1.1.9:443',
			'10.0.0.21:443',
			'fwm:7',
			'10.0.0.21:80',
			'weight-zero',
		],
		[
			'several marks: which one cannot be told',
			'tcp',
			'10.1.1.9:443',
			'10.0.0.22:8080',
			null,
			null,
			'configured',
		],
		[
			'several marks, where its server has weight 0',
			'tcp',
			'10.1.1.9:443',
			'10.0.0.30:80',
			null,
			null,
			'weight-zero',
		],
		[
			'a mark, but not with this port',
			'tcp',
			'10.1.1.9:443',
			'10.0.0.22:443',
			null,
			null,
			'orphan',
		],
		[
			'a mark of its own family',
			'tcp',
			'[2001:db8::9]:443',
			'[2001:db8::20]:443',
			'fwm6:7',
			'[2001:db8::20]:0',
			'configured',
		],
		[
			'a mark whose family is a guess',
			'tcp',
			'[2001:db8::9]:443',
			'[2001:db8::21]:443',
			'fwm:11',
			'[2001:db8::21]:0',
			'configured',
		],
		[
			'FTP, for whose data it is',
			'tcp',
			'10.1.1.1:50000',
			'10.0.0.8:50000',
			'tcp:10.1.1.1:21',
			'10.0.0.8:21',
			'configured',
		],
		[
			'no service where one was deleted, whatever else is on its address',
			'tcp',
			'10.1.1.1:8443',
			'10.0.0.9:8443',
			null,
			null,
			'orphan',
		],
	])('%s', (_, protocol, virtual, server, service, serverId, status) => {
		expect(destination(protocol, virtual, server)).toEqual([service, serverId, status]);
	});
});

describe('a template belongs to', () => {
	test.each([
		[
			'the service for all ports',
			'tcp',
			'10.1.1.2:0',
			'10.0.0.8:0',
			template,
			'tcp:10.1.1.2:0',
			'10.0.0.8:0',
			'configured',
		],
		[
			'the service for FTP, where it has no port',
			'tcp',
			'10.1.1.1:0',
			'10.0.0.8:0',
			template,
			'tcp:10.1.1.1:21',
			'10.0.0.8:21',
			'configured',
		],
		[
			'a mark',
			'ip',
			'0.0.0.7:0',
			'10.0.0.21:0',
			{...template, fwmark: 7},
			'fwm:7',
			'10.0.0.21:80',
			'weight-zero',
		],
		[
			'a mark of IPv6',
			'ip',
			'[0:7::]:0',
			'[2001:db8::20]:0',
			{...template, fwmark: 7},
			'fwm6:7',
			'[2001:db8::20]:0',
			'configured',
		],
		[
			'a mark whose family is a guess',
			'ip',
			'[0:b::]:0',
			'[2001:db8::21]:0',
			{...template, fwmark: 11},
			'fwm:11',
			'[2001:db8::21]:0',
			'configured',
		],
		[
			'a mark without this server',
			'ip',
			'0.0.0.7:0',
			'10.0.0.99:0',
			{...template, fwmark: 7},
			'fwm:7',
			null,
			'orphan',
		],
		[
			'a mark that is configured no more',
			'ip',
			'0.0.0.77:0',
			'10.0.0.20:0',
			{...template, fwmark: 77},
			null,
			null,
			'orphan',
		],
		[
			'a server that it must not be used for any more (6.1)',
			'tcp',
			'10.1.1.1:65535',
			'10.0.0.9:65535',
			template,
			'tcp:10.1.1.1:80',
			'10.0.0.9:8080',
			'weight-zero',
		],
		[
			'a server that it must not be used for any more (7.2)',
			'tcp',
			'10.1.1.1:80',
			'10.0.0.9:65535',
			template,
			'tcp:10.1.1.1:80',
			'10.0.0.9:8080',
			'weight-zero',
		],
	])('%s', (_, protocol, virtual, server, options, service, serverId, status) => {
		expect(destination(protocol, virtual, server, options)).toEqual([service, serverId, status]);
	});
});
