/**
 * A row as a value that can be kept and shown.
 */
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
import {addressOf} from './row-addresses.ts';

/**
 * One connection or template for a list. The engine's data is safe to show: everything but printable
 * ASCII is escaped.
 */
export interface ListedConnection extends Connection {
	readonly template: boolean;
	/** A template that keeps no client any more and only waits for its end. */
	readonly invalid: boolean;
	/** The service it belongs to; null if none is configured, or it cannot be told. */
	readonly service: ServiceId | null;
	readonly status: DestinationStatus;
}

/** Whether a template must not be used any more. */
export function isInvalid(row: ConnectionRow): boolean {
	return row.template && row.ports[server] === invalidPort;
}

function endpointOf({words, ports}: ConnectionRow, end: number, ipv6: boolean) {
	return {address: addressOf(words, end * 4, ipv6), port: ports[end] ?? 0};
}

/** The values that decide the destination of a row. */
export function endsOf(row: ConnectionRow, {protocols}: TableWords): ConnectionEnds {
	return {
		protocol: protocols.word(row.protocol).toLowerCase(),
		family: row.ipv6 ? 'ipv6' : 'ipv4',
		virtual: endpointOf(row, virtual, row.ipv6),
		server: endpointOf(row, server, row.serverIpv6),
		template: row.template,
		fwmark: row.protocol === protocolNumber.IP ? (row.words[virtual * 4] ?? 0) >>> 0 : null,
	};
}

/** The row as /proc/net/ip_vs_conn tells it. */
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

/** The row with what the table says of it. */
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
	};
}
