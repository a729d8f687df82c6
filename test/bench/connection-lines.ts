/**
 * A large connection table as /proc/net/ip_vs_conn would print it, the same one every time.
 */

import {once} from 'node:events';
import {createWriteStream} from 'node:fs';
import type {ConnectedService} from '../../source/features/connections/connections-reading.ts';
import {type IpAddress, ipAddress} from '../../source/ipvs/address.ts';
import {formatProcConnections} from '../../source/ipvs/format/connections.ts';
import {formatIpv4} from '../../source/ipvs/ipv4.ts';
import type {Connection} from '../../source/ipvs/listing.ts';
import {createRandom, type Random} from '../../source/simulator/random.ts';
import {configured} from '../features/connections/table/configured.ts';

/** The number of services, every fifth of them IPv6, each with this many servers. */
const services = 200;
const serversEach = 10;

/** All servers. */
export const differentServers = services * serversEach;

/** Different clients, every fifth of them IPv6. */
export const differentClients = 200_000;

/** The number of lines to create at a time. */
const batch = 20_000;

/** The states of a busy web director, as parts of twenty. */
const states = Object.entries({
	ESTABLISHED: 9,
	FIN_WAIT: 5,
	TIME_WAIT: 3,
	CLOSE: 1,
	SYN_RECV: 1,
	CLOSE_WAIT: 1,
}).flatMap(([state, weight]) => Array.from({length: weight}, () => state));

const isIpv6 = (number: number) => number % 5 === 4;
const hex = (number: number) => number.toString(16);

function clientAddress(number: number): IpAddress {
	return isIpv6(number)
		? ipAddress(`2001:db8:${hex(number & 0xff)}:${hex(number >> 8)}::2`)
		: formatIpv4(0x0b_00_00_00 + number * 641);
}

const virtualAddress = (service: number) =>
	isIpv6(service)
		? ipAddress(`2001:db8:aaaa::${hex(service + 1)}`)
		: formatIpv4(0xcb_00_71_00 + service);

const serverAddress = (service: number, server: number) =>
	isIpv6(service)
		? ipAddress(`2001:db8:bbbb:${hex(service)}::${hex(server + 1)}`)
		: formatIpv4(0x0a_00_00_01 + service * 256 + server);

/** Every tenth service is UDP, and persistent. */
const protocolOf = (service: number) => (service % 10 === 0 ? 'udp' : 'tcp');

/** The configuration that the table belongs to. */
export function configuredServices(): readonly ConnectedService[] {
	return Array.from({length: services}, (_, number) => {
		const bracketed = (address: string) => (isIpv6(number) ? `[${address}]` : address);
		const service = configured(
			`${protocolOf(number)}:${bracketed(virtualAddress(number))}:443`,
			Array.from(
				{length: serversEach},
				(__, server) => `${bracketed(serverAddress(number, server))}:8443`,
			),
		);
		return {
			...service,
			servers: service.servers.map(server => ({
				...server,
				activeConnections: 250,
				inactiveConnections: 250,
				persistentConnections: null,
			})),
		};
	});
}

/** Each client comes once before any comes again; then some come far more often than others. */
function clientNumber(line: number, random: Random): number {
	return line < differentClients
		? (line * 7919) % differentClients
		: Math.floor(differentClients * random.next() ** 3);
}

function connection(line: number, random: Random): Connection {
	const client = clientNumber(line, random);
	const family = isIpv6(client);
	// The families of client and service are the same.
	const service = random.below(services / 5) * 5 + (family ? 4 : random.below(4));
	const protocol = protocolOf(service);
	const template = protocol === 'udp' && random.below(3) === 0;
	return {
		protocol,
		client: {address: clientAddress(client), port: template ? 0 : 1024 + random.below(64_000)},
		virtual: {address: virtualAddress(service), port: 443},
		server: {address: serverAddress(service, random.below(serversEach)), port: 8443},
		state: template ? 'NONE' : protocol === 'udp' ? 'UDP' : (states[random.below(20)] ?? ''),
		expires: random.below(900),
		engine: null,
	};
}

/** Writes the table into a file. */
export async function writeConnections(path: string, lines: number): Promise<void> {
	const random = createRandom(1);
	const file = createWriteStream(path);
	for (let from = 0; from < lines; from += batch) {
		const length = Math.min(batch, lines - from);
		const text = formatProcConnections(
			Array.from({length}, (_, index) => connection(from + index, random)),
		);
		const withTitles = from === 0 ? text : text.slice(text.indexOf('\n') + 1);
		if (!file.write(withTitles)) {
			await once(file, 'drain');
		}
	}

	file.end();
	await once(file, 'finish');
}
