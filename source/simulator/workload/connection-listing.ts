/**
 * Converts entries of the connection table for listings.
 */
import type {IpAddress} from '../../ipvs/address.ts';
import {formatIpv4} from '../../ipvs/ipv4.ts';
import {formatIpv6} from '../../ipvs/ipv6.ts';
import type {Connection} from '../../ipvs/listing.ts';
import type {ServerKey} from '../../ipvs/server.ts';
import type {ServiceKey} from '../../ipvs/service.ts';
import {type ConnectionEntry, type TemplateEntry, ticksPerSecond} from './entries.ts';

const ftpControlPort = 21;
/** The port of an invalidated template. */
const invalidPort = 65_535;

function secondsLeft({expiresAt}: {readonly expiresAt: number}, tick: number): number {
	return Math.max(0, Math.floor((expiresAt - tick) / ticksPerSecond));
}

/** The mark of a firewall-mark service, written as an address. */
function markAsAddress({family, fwmark}: Extract<ServiceKey, {kind: 'fwmark'}>): IpAddress {
	return family === 'ipv4'
		? formatIpv4(fwmark)
		: formatIpv6([fwmark >>> 16, fwmark & 0xffff, 0, 0, 0, 0, 0, 0]);
}

/** The address and port of a template; port 0 if it covers several ports. */
function virtualOf(key: ServiceKey): ServerKey {
	if (key.kind === 'fwmark') {
		return {address: markAsAddress(key), port: 0};
	}

	return {address: key.address, port: key.port === ftpControlPort ? 0 : key.port};
}

/** A connection entry for a listing. */
export function listedConnection(entry: ConnectionEntry, tick: number): Connection {
	return {
		protocol: entry.protocol,
		client: {address: entry.client.address, port: entry.clientPort},
		virtual: entry.virtual,
		server: {address: entry.server.rule.address, port: entry.serverPort},
		state: entry.state,
		expires: secondsLeft(entry, tick),
		engine: null,
	};
}

/** A template entry for a listing. */
export function listedTemplate(entry: TemplateEntry, tick: number): Connection {
	const {service, server, invalid} = entry;
	const virtual = virtualOf(service);
	const serverPort = virtual.port === 0 ? 0 : server.rule.port;
	return {
		protocol: service.kind === 'fwmark' ? 'ip' : service.protocol,
		client: {address: entry.clientNetwork, port: 0},
		virtual: {address: virtual.address, port: invalid ? invalidPort : virtual.port},
		server: {address: server.rule.address, port: invalid ? invalidPort : serverPort},
		state: entry.assured ? 'ASSURED' : 'NONE',
		expires: secondsLeft(entry, tick),
		engine: entry.engine,
	};
}
