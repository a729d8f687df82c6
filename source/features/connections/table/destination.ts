/**
 * Which service and server of the table a connection belongs to.
 *
 * The kernel does not say. A connection shows its virtual address and port even where a firewall mark
 * brought it to its service, and the server's address and port as its packets have them.
 */
import {
	type AddressFamily,
	type Endpoint,
	formatEndpoint,
	type IpAddress,
} from '../../../ipvs/address.ts';
import type {ConfiguredServer, ConfiguredService} from './configuration.ts';

/** `orphan`: no such server is configured any more. `weight-zero`: its server gets no new connections. */
export type DestinationStatus = 'configured' | 'weight-zero' | 'orphan';

/** Where a connection goes, as far as the table tells. */
export interface ConnectionDestination {
	/** Null if there is none, and where the server is in the services of several firewall marks. */
	readonly service: ConfiguredService | null;
	readonly server: ConfiguredServer | null;
	readonly status: DestinationStatus;
}

/** The values that decide the destination of a connection or template. */
export interface ConnectionEnds {
	/** Lower case. */
	readonly protocol: string;
	/** Of client and virtual address. */
	readonly family: AddressFamily;
	readonly virtual: Endpoint;
	readonly server: Endpoint;
	readonly template: boolean;
	/** The mark of a template of a firewall mark, which has no virtual address; else null. */
	readonly fwmark: number | null;
}

/** Finds the destination of a connection. */
export type FindDestination = (ends: ConnectionEnds) => ConnectionDestination;

/** The port that the kernel writes into a template that must not be used again (seen on Linux 6.1 and 7.2). */
export const invalidPort = 65_535;

/**
 * Where the kernel looks for FTP unless its module was told otherwise. The template of a service for FTP has
 * no port, like that of a service for all ports.
 */
const ftpPort = 21;

/** Prepares to find destinations among these services. */
export function createFindDestination(services: readonly ConfiguredService[]): FindDestination {
	const byId = new Map(services.map(service => [service.id, service]));
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

	/** The service of a firewall mark that has this server, if there is just one, and the server. */
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
	 * A connection for data of FTP goes to a port that no service has, to a server of the service for FTP. It
	 * is the only protocol for which the kernel makes such connections; any other to a port without a service
	 * is left over from one that was deleted.
	 */
	function throughFtp({protocol, virtual, server}: ConnectionEnds): ConnectionDestination | null {
		const service = byId.get(`${protocol}:${formatEndpoint({...virtual, port: ftpPort})}`);
		const found = service?.servers.find(({address}) => address === server.address);
		return service && found ? destinationAt(service, found) : null;
	}

	/** A template that must not be used any more may have lost its virtual port, too (Linux 6.1). */
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
 * The server of a service to which a connection goes. Port 0 of a server is the port that the client
 * asked for. So it is with every server of a persistent service for all ports or of a firewall mark,
 * whatever its port (seen on Linux 6.1 and 7.2), and a template may have lost its port.
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
