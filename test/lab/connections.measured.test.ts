import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {createIpvsadmReader} from '../../source/director/reading/ipvsadm-reader.ts';
import {readConnections} from '../../source/features/connections/connections-reading.ts';
import type {ConnectionScope} from '../../source/features/connections/table/scope.ts';
import {wholeTable} from '../../source/features/connections/table/survey.ts';
import {formatEndpoint} from '../../source/ipvs/address.ts';
import {parseText} from '../../source/ipvs/line-parser.ts';
import type {Connection} from '../../source/ipvs/listing.ts';
import {connectionListingParser} from '../../source/ipvs/parse/connection-listing.ts';
import {
	addAddresses,
	clients,
	deadServer,
	holdConnections,
	servers,
	startServers,
	vip,
	type WantedConnection,
} from './connections.ts';
import {describeLab} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {topologies} from './topology.ts';

const port = 4000;
const [first, second] = servers.ipv4;
const [client, otherClient] = clients.ipv4;

const everything = {
	counters: false,
	kernelRates: false,
	persistentConnections: true,
	freshRules: true,
	settings: false,
};

/** A datagram that begins a call, to a service with the persistence engine. */
function sipDatagram(call: string, sipPort = 5060): WantedConnection {
	const text = `OPTIONS sip:lab@example.net SIP/2.0\r\nCall-ID: ${call}\r\nContent-Length: 0\r\n\r\n`;
	return {state: 'UDP', address: vip.ipv4, port: sipPort, client, text};
}

/** A connection without its seconds, which pass between two readings. */
function withoutExpiry({protocol, client, virtual, server, state, engine}: Connection) {
	const ends = [client, virtual, server].map(formatEndpoint).join(' ');
	return `${protocol} ${ends} ${state} ${engine ? `${engine.name} ${engine.data}` : '-'}`;
}

function countBy<T>(items: readonly T[], name: (item: T) => string): Record<string, number> {
	return Object.fromEntries(
		[...Map.groupBy(items, name)].map(([key, group]) => [key, group.length]).sort(),
	);
}

const kindOf = ({protocol, state, client}: Connection) =>
	`${protocol} ${state}${client.port === 0 ? ' template' : ''}`;

describeLab('the connection table of the kernel', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await buildNetwork(guest, topologies.nat);
		await addAddresses(guest);
		await startServers(guest, port);
	});
	afterAll(() => guest.close());
	// Connections outlive their services: each test has a separate port or protocol.
	beforeEach(async () => {
		await guest.run(['ipvsadm', '-C']);
	});

	/** The listing of ipvsadm, then lvstop's reading of it; nothing happens in between. */
	async function look(scope: ConnectionScope | null = null) {
		const listing = await guest.run(['ipvsadm', '-Lnc', '--persistent-conn']);
		const director = guestPort(guest);
		const {services} = await createIpvsadmReader({port: director, clock: systemClock}).read(
			everything,
		);
		const reading = await readConnections(
			{services, question: {...wholeTable, list: 'all', scope}, budget: 60_000},
			{port: director, clock: systemClock},
		);
		return {listed: parseText(connectionListingParser, listing.stdout), reading};
	}

	/** Fails if lvstop does not see, connection for connection, what ipvsadm lists. */
	function expectSame({listed, reading}: Awaited<ReturnType<typeof look>>): void {
		expect(reading.end).toBe('complete');
		expect(reading.unreadable.count).toBe(0);
		expect(reading.rows.map(withoutExpiry).sort()).toEqual(listed.map(withoutExpiry).sort());
		expect(
			Object.fromEntries(
				reading.groups.state.listed.flatMap(({key, connections, templates}) => {
					const name = key.by === 'state' ? `${key.protocol} ${key.state}` : '';
					return [
						[name, connections],
						[`${name} template`, templates],
					].filter(([, count]) => count !== 0);
				}),
			),
		).toEqual(countBy(listed, kindOf));
	}

	const rules = async (...lines: string[]) =>
		expect(await guest.run(['ipvsadm', '-R'], {input: `${lines.join('\n')}\n`})).toMatchObject({
			exitCode: 0,
			stderr: '',
		});

	it('shows TCP in every state over both families', async () => {
		await rules(
			...[
				{service: `-t ${vip.ipv4}:${port}`, server: `${first}:${port}`},
				{service: `-t [${vip.ipv6}]:${port}`, server: `[${servers.ipv6[0]}]:${port}`},
				{service: `-t ${vip.ipv4}:81`, server: `${deadServer}:81`},
			].flatMap(({service, server}) => [`-A ${service} -s rr`, `-a ${service} -r ${server} -m`]),
		);
		const counts = {ESTABLISHED: 6, CLOSE_WAIT: 5, FIN_WAIT: 4, TIME_WAIT: 3, CLOSE: 2} as const;
		const wanted = Object.entries(counts).flatMap(([state, count]) =>
			[
				{address: vip.ipv4, client},
				{address: vip.ipv6, client: clients.ipv6[0]},
			].map(ends => ({...ends, state, port, count}) as WantedConnection),
		);
		const held = await holdConnections(guest, [
			{state: 'SYN_RECV', address: vip.ipv4, port: 81, client, count: 7},
			...wanted,
		]);
		const seen = await look();
		expectSame(seen);
		const ours = seen.listed.filter(({virtual}) => [port, 81].includes(virtual.port));
		expect(countBy(ours, kindOf)).toEqual({
			'tcp CLOSE': 4,
			'tcp CLOSE_WAIT': 10,
			'tcp ESTABLISHED': 12,
			'tcp FIN_WAIT': 8,
			'tcp SYN_RECV': 7,
			'tcp TIME_WAIT': 6,
		});
		expect(seen.reading.findings.map(({kind}) => kind)).toContain('only-syn-received');
		await held.release();
	});

	it('shows datagrams over both families, one connection for each port of a client', async () => {
		await rules(
			`-A -u ${vip.ipv4}:${port} -s rr`,
			`-a -u ${vip.ipv4}:${port} -r ${first}:${port} -m`,
			`-a -u ${vip.ipv4}:${port} -r ${second}:${port} -m`,
			`-A -u [${vip.ipv6}]:${port} -s rr`,
			`-a -u [${vip.ipv6}]:${port} -r [${servers.ipv6[1]}]:${port} -m`,
		);
		const held = await holdConnections(guest, [
			{state: 'UDP', address: vip.ipv4, port, client, count: 8, text: 'four'},
			{state: 'UDP', address: vip.ipv4, port, client: otherClient, count: 4, text: 'four'},
			{state: 'UDP', address: vip.ipv6, port, client: clients.ipv6[0], count: 3, text: 'six'},
		]);
		const seen = await look();
		expectSame(seen);
		const {groups} = seen.reading;
		const countOf = (by: keyof typeof groups, wanted: object) =>
			groups[by].listed.find(({key}) => expect.objectContaining(wanted).asymmetricMatch(key))
				?.connections;
		expect(countOf('state', {protocol: 'udp', state: 'UDP'})).toBe(15);
		expect(countOf('service', {service: `udp:${vip.ipv4}:${port}`})).toBe(12);
		expect(countOf('service', {service: `udp:[${vip.ipv6}]:${port}`})).toBe(3);
		await held.release();
	});

	it('counts templates of persistent services apart, with whole and with masked clients', async () => {
		await rules(
			`-A -t ${vip.ipv4}:4001 -s rr -p 300`,
			`-a -t ${vip.ipv4}:4001 -r ${first}:${port} -m`,
			`-A -t ${vip.ipv4}:4002 -s rr -p 300 -M 255.255.255.0`,
			`-a -t ${vip.ipv4}:4002 -r ${second}:${port} -m`,
			`-A -t [${vip.ipv6}]:4001 -s rr -p 300 -M 64`,
			`-a -t [${vip.ipv6}]:4001 -r [${servers.ipv6[0]}]:${port} -m`,
		);
		const state = 'ESTABLISHED';
		const held = await holdConnections(guest, [
			{state, address: vip.ipv4, port: 4001, client, count: 3},
			{state, address: vip.ipv4, port: 4001, client: otherClient, count: 2},
			{state, address: vip.ipv4, port: 4002, client, count: 2},
			{state, address: vip.ipv6, port: 4001, client: clients.ipv6[0], count: 2},
			{state, address: vip.ipv6, port: 4001, client: clients.ipv6[1], count: 1},
		]);
		const seen = await look();
		expectSame(seen);
		const templates = seen.reading.rows
			.filter(({template, invalid}) => template && !invalid)
			.map(row => `${formatEndpoint(row.client)} ${row.service} ${row.status}`)
			.sort();
		expect(templates).toEqual([
			`172.16.0.0:0 tcp:${vip.ipv4}:4002 configured`,
			`${client}:0 tcp:${vip.ipv4}:4001 configured`,
			`${otherClient}:0 tcp:${vip.ipv4}:4001 configured`,
			`[2001:db8:1::]:0 tcp:[${vip.ipv6}]:4001 configured`,
		]);
		expect(seen.reading.counts.templates.all).toBe(
			seen.listed.filter(({client: {port: source}}) => source === 0).length,
		);
		await held.release();
	});

	it('shows the calls that the engine for SIP keeps together', async () => {
		await rules(
			`-A -u ${vip.ipv4}:5060 -s rr -p 300 --pe sip`,
			`-a -u ${vip.ipv4}:5060 -r ${first}:${port} -m`,
			`-a -u ${vip.ipv4}:5060 -r ${second}:${port} -m`,
		);
		const calls = ['call-1@172.16.0.2', 'call-2@172.16.0.2', 'call-3@172.16.1.3'];
		const held = await holdConnections(
			guest,
			calls.map(id => sipDatagram(id)),
		);
		const seen = await look();
		expectSame(seen);
		const engines = seen.reading.rows.flatMap(({engine, template}) =>
			engine && template ? [`${engine.name} ${engine.data}`] : [],
		);
		expect(engines.sort()).toEqual(calls.map(id => `sip ${id}`));
		await held.release();
	});

	it('has no datagrams of one-packet scheduling', async () => {
		await rules(`-A -u ${vip.ipv4}:4003 -s rr -o`, `-a -u ${vip.ipv4}:4003 -r ${first}:${port} -m`);
		const held = await holdConnections(guest, [
			{state: 'UDP', address: vip.ipv4, port: 4003, client, count: 5, text: 'one'},
		]);
		const seen = await look({by: 'service', service: `udp:${vip.ipv4}:4003`});
		expect(seen.listed.filter(({virtual}) => virtual.port === 4003)).toEqual([]);
		expect(seen.reading.shown.connections.all).toBe(0);
		await held.release();
	});

	let tries = 0;
	it('tells connections to deleted servers, and to servers of weight 0', async () => {
		// Its connections outlive the service, so another try needs another port.
		tries += 1;
		const virtualPort = 4100 + tries;
		const service = `-t ${vip.ipv4}:${virtualPort}`;
		const scope = {by: 'service', service: `tcp:${vip.ipv4}:${virtualPort}`} as const;
		await rules(
			`-A ${service} -s rr`,
			...servers.ipv4.map(server => `-a ${service} -r ${server}:${port} -m`),
		);
		const held = await holdConnections(guest, [
			{state: 'ESTABLISHED', address: vip.ipv4, port: virtualPort, client, count: 10},
		]);
		const statuses = async () => (await look(scope)).reading.shown.connections;
		expect(await statuses()).toEqual({all: 10, orphans: 0, weightZero: 0});

		await rules(`-e ${service} -r ${first}:${port} -m -w 0`);
		expect(await statuses()).toEqual({all: 10, orphans: 0, weightZero: 5});

		await rules(`-d ${service} -r ${second}:${port}`);
		expect(await statuses()).toEqual({all: 10, orphans: 5, weightZero: 5});

		await rules(`-D ${service}`);
		const seen = await look(scope);
		expect(seen.reading.shown.connections).toEqual({all: 10, orphans: 10, weightZero: 0});
		expect(seen.reading.rows.map(withoutExpiry).sort()).toEqual(
			seen.listed
				.filter(({virtual}) => virtual.port === virtualPort)
				.map(withoutExpiry)
				.sort(),
		);
		await held.release();
	});

	// The last test: from here on ipvsadm's own listing cannot be parsed.
	it('shows a call whose name is longer than the line that ipvsadm can take', async () => {
		await rules(
			`-A -u ${vip.ipv4}:5061 -s rr -p 300 --pe sip`,
			`-a -u ${vip.ipv4}:5061 -r ${first}:${port} -m`,
		);
		const call = 'c'.repeat(240);
		const held = await holdConnections(guest, [sipDatagram(call, 5061)]);
		const scope = {by: 'service', service: `udp:${vip.ipv4}:5061`} as const;
		const director = guestPort(guest);
		const question = {...wholeTable, list: 'templates', scope} as const;
		const {rows, unreadable} = await readConnections(
			{services: [], question, budget: 60_000},
			{port: director, clock: systemClock},
		);
		expect(rows.map(({engine}) => engine)).toEqual([{name: 'sip', data: call}]);
		expect(unreadable.count).toBe(0);
		await held.release();
	});
});
