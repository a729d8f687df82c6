/**
 * A row as a value that can be kept and shown.
 */
import {addressOf} from '../../../ipvs/address-words.ts';
import type {Connection} from '../../../ipvs/listing.ts';
import type {ServiceId} from '../../../ipvs/service.ts';
import {
	type ConnectionRow,
	client,
	protocolNumber,
	server,
	type TableWords,
	virtual,
} from './connection-row.ts';
import {
	type ConnectionDestination,
	type ConnectionEnds,
	type DestinationStatus,
	invalidPort,
} from './destination.ts';
import {printableBytes} from './printable-bytes.ts';

/**
 * One connection or template for a list. The engine data is safe to show: everything but printable ASCII is escaped.
 */
export interface ListedConnection extends Connection {
	readonly template: boolean;
	/** An invalidated template: it keeps no client and only waits to expire. */
	readonly invalid: boolean;
	/** The configured service it belongs to; null if there is none, or if it is ambiguous. */
	readonly service: ServiceId | null;
	readonly status: DestinationStatus;
	/** The mark, for a template of a firewall mark: the kernel writes it in the place of the virtual address. */
	readonly fwmark: number | null;
}

/** Whether a template has been invalidated. */
export function isInvalid(row: ConnectionRow): boolean {
	return row.template && row.ports[server] === invalidPort;
}

function endpointOf({words, ports}: ConnectionRow, end: number, ipv6: boolean) {
	return {address: addressOf(words, end * 4, ipv6), port: ports[end] ?? 0};
}

function markOf({protocol, words}: ConnectionRow): number | null {
	return protocol === protocolNumber.IP ? (words[virtual * 4] ?? 0) >>> 0 : null;
}

/** The values that determine the destination of a row. */
export function endsOf(row: ConnectionRow, {protocols}: TableWords): ConnectionEnds {
	return {
		protocol: protocols.word(row.protocol).toLowerCase(),
		family: row.ipv6 ? 'ipv6' : 'ipv4',
		virtual: endpointOf(row, virtual, row.ipv6),
		server: endpointOf(row, server, row.serverIpv6),
		template: row.template,
		fwmark: markOf(row),
	};
}

/** The row as /proc/net/ip_vs_conn shows it. */
export function connectionOf(row: ConnectionRow, tableWords: TableWords): Connection {
	const engine = row.bytes.subarray(row.engineFrom, row.engineTo);
	const nameLength = engine.indexOf(0x20);
	return {
		protocol: tableWords.protocols.word(row.protocol).toLowerCase(),
		client: endpointOf(row, client, row.ipv6),
		virtual: endpointOf(row, virtual, row.ipv6),
		server: endpointOf(row, server, row.serverIpv6),
		state: tableWords.states.word(row.state),
		expires: row.expires,
		engine:
			row.engineTo === 0
				? null
				: {
						name: printableBytes(engine.subarray(0, nameLength)),
						data: printableBytes(engine.subarray(nameLength + 1)),
					},
	};
}

/** The row with its service and status. */
export function listedConnection(
	row: ConnectionRow,
	{service, status}: ConnectionDestination,
	tableWords: TableWords,
): ListedConnection {
	return {
		...connectionOf(row, tableWords),
		template: row.template,
		invalid: isInvalid(row),
		service: service?.id ?? null,
		status,
		fwmark: markOf(row),
	};
}
