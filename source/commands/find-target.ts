/**
 * Finds the rows that a command line names: SERVICE and SERVER.
 */

import type {Reading, ServerReading, ServiceReading} from '../director/reading/reading.ts';
import {formatEndpoint, parseEndpoint, parseIpAddress} from '../ipvs/address.ts';
import {type ServerKey, serverId} from '../ipvs/server.ts';
import {type ServiceKey, serviceId} from '../ipvs/service.ts';
import {parseServiceId} from '../ipvs/service-id.ts';
import {exitCode} from './exit-code.ts';
import {SubcommandError} from './subcommand.ts';
import {UsageError} from './usage-error.ts';

/** A named server, with its service. */
export interface NamedTarget {
	readonly service: ServiceReading;
	readonly server: ServerReading;
}

/**
 * The service that a word SERVICE names.
 * @throws {UsageError}
 */
export function serviceNamed(text: string): ServiceKey {
	const key = parseServiceId(text);
	if (!key) {
		throw new UsageError(
			`'${text}' is not a service; write tcp:VIP:PORT, udp:VIP:PORT, sctp:VIP:PORT, fwm:N or fwm6:N, with IPv6 addresses in brackets`,
		);
	}

	return key;
}

/**
 * Finds a service by its key.
 * @throws {SubcommandError} if there is none
 */
export function findService({services, host}: Reading, key: ServiceKey): ServiceReading {
	const id = serviceId(key);
	const found = services.find(service => service.id === id);
	if (!found) {
		throw new SubcommandError(exitCode.failed, `no such service: ${id} on ${host}`);
	}

	return found;
}

/**
 * Finds a server of a service by its key.
 * @throws {SubcommandError} if there is none
 */
export function findServer(service: ServiceReading, key: ServerKey): ServerReading {
	const id = serverId(key);
	const found = service.servers.find(server => server.id === id);
	if (!found) {
		throw new SubcommandError(exitCode.failed, `no server ${id} in ${service.id}`);
	}

	return found;
}

/** The servers with that address and port, or with that address alone. */
function matchingServers({servers}: ServiceReading, text: string): readonly ServerReading[] {
	const endpoint = parseEndpoint(text);
	if (endpoint) {
		const id = formatEndpoint(endpoint);
		return servers.filter(server => server.id === id);
	}

	const address = parseIpAddress(text.replace(/^\[(.*)\]$/, '$1'));
	if (address === null) {
		throw new UsageError(
			`'${text}' is not a server; write RIP:PORT, or only RIP if just one matches, with IPv6 addresses in brackets`,
		);
	}

	return servers.filter(server => server.address === address);
}

/**
 * Finds a server by the words SERVICE and SERVER; the port is optional if the address is unambiguous.
 * @throws {UsageError} if a word is invalid, or matches more than one server
 * @throws {SubcommandError} if there is no such row
 */
export function findTarget(reading: Reading, serviceWord: string, serverWord: string): NamedTarget {
	const service = findService(reading, serviceNamed(serviceWord));
	const [server, ...others] = matchingServers(service, serverWord);
	if (!server) {
		throw new SubcommandError(exitCode.failed, `no server ${serverWord} in ${service.id}`);
	}

	if (others.length > 0) {
		const ids = [server, ...others].map(({id}) => id).join(', ');
		throw new UsageError(`${serverWord} matches more than one server of ${service.id}: ${ids}`);
	}

	return {service, server};
}
