/**
 * Finds the service and server of a connection.
 *
 * The kernel does not say. A connection shows its virtual address and port even if a firewall mark brought it to its
 * service. The server's address and port are those of its packets.
 */
import {
	type AddressFamily,
	type Endpoint,
	formatEndpoint,
	type IpAddress,
} from '../../../ipvs/address.ts';
import type {ConfiguredServer, ConfiguredService} from './configuration.ts';

/** `orphan`: the server is no longer configured. `weight-zero`: the server gets no new connections. */
export type DestinationStatus = 'configured' | 'weight-zero' | 'orphan';

/** The destination of a connection, as far as the table shows. */
export interface ConnectionDestination {
	/** Null if there is none, or if the server is in the services of several firewall marks. */
	readonly service: ConfiguredService | null;
	readonly server: ConfiguredServer | null;
	readonly status: DestinationStatus;
}

/** The values that determine the destination of a connection or template. */
export interface ConnectionEnds {
	/** In lower case. */
	readonly protocol: string;
	/** The family of client and virtual address. */
	readonly family: AddressFamily;
	readonly virtual: Endpoint;
	readonly server: Endpoint;
	readonly template: boolean;
	/** The mark, for a template of a firewall mark, which has no virtual address; otherwise null. */
	readonly fwmark: number | null;
}

/** Finds the destination of a connection. */
export type FindDestination = (ends: ConnectionEnds) => ConnectionDestination;

/** The port that the kernel writes into an invalidated template (seen on Linux 6.1 and 7.2). */
export const invalidPort = 65_535;

/**
 * The port on which the kernel expects FTP by default. The template of an FTP service has no port, like that of a
 * service for all ports.
 */
const ftpPort = 21;

/** Prepares a lookup of destinations among these services. */
export function createFindDestination(services: readonly ConfiguredService[]): FindDestination {
	const byId = new Map<string, ConfiguredService>(services.map(service => [service.id, service]));
	const marked = services.filter(({key}) => key.kind === 'fwmark');
	const markedByServer = Map.groupBy(
		marked.flatMap(service => service.servers.map(server => ({address: server.address, service}))),
		({address}) => address,
	);

	const byVip = Map.groupBy(
		services.filter(({key}) => key.kind === 'address'),
		({key}) => (key.kind === 'address' ? vipOf(key.protocol, key.address) : ''),
	);

	function serviceOfMark(fwmark: number, family: AddressFamily): ConfiguredService | null {
		const ids = family === 'ipv4' ? ['fwm', 'fwm6'] : ['fwm6', 'fwm'];
		const [own, other] = ids.map(prefix => byId.get(`${prefix}:${fwmark}`));
		return own ?? (other?.familyKnown === false ? other : null);
	}

	function serviceOfAddress(ends: ConnectionEnds): ConfiguredService | null {
		const {protocol, virtual} = ends;
		const at = (port: number) => byId.get(`${protocol}:${formatEndpoint({...virtual, port})}`);
		const isTemplateOfFtp = ends.template && virtual.port === 0;
		return at(virtual.port) ?? at(0) ?? (isTemplateOfFtp ? at(ftpPort) : undefined) ?? null;
	}

	/** The service of a firewall mark that has this server, if there is exactly one, and the server. */
	function throughMark(ends: ConnectionEnds): ConnectionDestination | null {
		const found = new Map<ConfiguredService, ConfiguredServer>();
		for (const {service} of markedByServer.get(ends.server.address) ?? []) {
			const server = serverIn(service, ends);
			if (server && (service.key.family === ends.family || !service.familyKnown)) {
				found.set(service, server);
			}
		}

		const [first, second] = found;
		if (!first) {
			return null;
		}

		return second
			? {
					service: null,
					server: null,
					status: [...found.values()].every(({weight}) => weight === 0)
						? 'weight-zero'
						: 'configured',
				}
			: destinationAt(...first);
	}

	/**
	 * An FTP data connection goes to a port that no service has, on a server of the FTP service. FTP is the only
	 * protocol for which the kernel creates such connections. Any other connection to a port without a service is left
	 * over from a deleted service.
	 */
	function throughFtp({protocol, virtual, server}: ConnectionEnds): ConnectionDestination | null {
		const service = byId.get(`${protocol}:${formatEndpoint({...virtual, port: ftpPort})}`);
		const found = service?.servers.find(({address}) => address === server.address);
		return service && found ? destinationAt(service, found) : null;
	}

	/** An invalidated template may have lost its virtual port as well (Linux 6.1). */
	function throughVip({protocol, virtual, server}: ConnectionEnds): ConnectionDestination | null {
		for (const service of byVip.get(vipOf(protocol, virtual.address)) ?? []) {
			const found = service.servers.find(({address}) => address === server.address);
			if (found) {
				return destinationAt(service, found);
			}
		}

		return null;
	}

	return ends => {
		if (ends.fwmark !== null) {
			const service = serviceOfMark(ends.fwmark, ends.family);
			return destinationIn(service, ends) ?? orphanOf(service);
		}

		const service = serviceOfAddress(ends);
		const lostPort = ends.template && ends.virtual.port === invalidPort;
		const withoutService = lostPort ? throughVip : throughFtp;
		return (
			destinationIn(service, ends) ??
			throughMark(ends) ??
			(service === null ? withoutService(ends) : null) ??
			orphanOf(service)
		);
	};
}

function vipOf(protocol: string, address: IpAddress): string {
	return `${protocol} ${address}`;
}

function destinationAt(
	service: ConfiguredService,
	server: ConfiguredServer,
): ConnectionDestination {
	return {service, server, status: server.weight === 0 ? 'weight-zero' : 'configured'};
}

function destinationIn(
	service: ConfiguredService | null,
	ends: ConnectionEnds,
): ConnectionDestination | null {
	const server = service && serverIn(service, ends);
	return service && server ? destinationAt(service, server) : null;
}

function orphanOf(service: ConfiguredService | null): ConnectionDestination {
	return {service, server: null, status: 'orphan'};
}

/**
 * The server of a service to which a connection goes. A server with port 0 uses the port that the client asked for. So
 * does every server of a persistent service for all ports or of a firewall mark, whatever its port (seen on Linux 6.1
 * and 7.2). A template may have lost its port.
 */
function serverIn(
	{key, persistence, servers}: ConfiguredService,
	{server, template}: ConnectionEnds,
): ConfiguredServer | null {
	const onRealServer = servers.filter(({address}) => address === server.address);
	const portless = key.kind === 'fwmark' || key.port === 0;
	const lostPort = template && (server.port === invalidPort || server.port === 0);
	return (
		onRealServer.find(({port}) => port === server.port) ??
		onRealServer.find(({port}) => port === 0) ??
		(lostPort || (portless && persistence !== null) ? onRealServer[0] : undefined) ??
		null
	);
}
