/**
 * Prints the connection table as ipvsadm 1.31 and the kernel do.
 */
import {type Endpoint, formatEndpoint} from '../address.ts';
import {formatHexAddress, formatHexPort} from '../hex-address.ts';
import type {Connection} from '../listing.ts';
import {connectionTitles, procConnectionTitle} from '../listing-titles.ts';
import {column} from './listing-frame.ts';

/** The kernel prints all protocols in capitals except one. */
function protocolName(protocol: string): string {
	return protocol === 'icmpv6' ? 'ICMPv6' : protocol.toUpperCase();
}

/** `01:59`; minutes continue after 59. */
function expiry(seconds: number): string {
	const twoDigits = (number: number): string => String(number).padStart(2, '0');
	return `${twoDigits(Math.floor(seconds / 60))}:${twoDigits(seconds % 60)}`;
}

function listedConnection(connection: Connection, withEngine: boolean): string {
	const start = [
		column(protocolName(connection.protocol), 3),
		column(expiry(connection.expires), 6),
		column(connection.state, 11),
		column(formatEndpoint(connection.client), 18),
		column(formatEndpoint(connection.virtual), 18),
	];
	const server = formatEndpoint(connection.server);
	const {engine} = connection;
	return withEngine && engine
		? [...start, column(server, 16), column(engine.name, 18), engine.data].join(' ')
		: [...start, server].join(' ');
}

/**
 * `ipvsadm -L -n -c`; with `engine` also `--persistent-conn`, which shows the data of persistence engines. The real
 * program cuts that data at its first blank.
 */
export function formatConnectionListing(
	connections: readonly Connection[],
	{engine}: {readonly engine: boolean},
): string {
	const titles = [
		connectionTitles.frame,
		engine ? connectionTitles.withEngine : connectionTitles.plain,
	];
	const rows = connections.map(connection => listedConnection(connection, engine));
	return [...titles, ...rows, ''].join('\n');
}

function hexColumns({address, port}: Endpoint): string {
	return `${formatHexAddress(address)} ${formatHexPort(port)}`;
}

function procConnection(connection: Connection): string {
	const {engine} = connection;
	const columns = [
		column(protocolName(connection.protocol), 3),
		hexColumns(connection.client),
		hexColumns(connection.virtual),
		hexColumns(connection.server),
		column(connection.state, 11),
		String(connection.expires).padStart(7),
	];
	return [...columns, ...(engine ? [engine.name, engine.data] : [])].join(' ');
}

/** `/proc/net/ip_vs_conn` */
export function formatProcConnections(connections: readonly Connection[]): string {
	return [procConnectionTitle, ...connections.map(procConnection), ''].join('\n');
}
