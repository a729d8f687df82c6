/**
 * `/proc/net/ip_vs_conn`: the connection table.
 */
import type {Endpoint} from '../address.ts';
import {parseHexAddress, parseHexPort} from '../hex-address.ts';
import type {ParserFactory} from '../line-parser.ts';
import type {Connection} from '../listing.ts';
import {isProcConnectionTitle} from '../listing-titles.ts';
import {readCount, refuseCutLine, unreadable} from './words.ts';

/**
 * Protocol, three addresses with ports, state, seconds; then the engine's name and its data up to the end of the line.
 */
const connectionLine = /^(\S+) +(\S+) (\S+) (\S+) (\S+) (\S+) (\S+) (\S+) +(\d+)(?: (\S+) (.*))?$/s;

/**
 * Kernels before 4.x print an unsigned difference, which is huge for an entry that is just expiring; later ones print
 * 0. No entry lives for 2^32 seconds.
 */
const expired = /^\d{11,20}$/;

function readHexEndpoint(address: string | undefined, port: string | undefined): Endpoint {
	const readAddress = parseHexAddress(address ?? '');
	const readPort = parseHexPort(port ?? '');
	return readAddress === null || readPort === null
		? unreadable(`not an address and a port in hexadecimal: ${address} ${port}`)
		: {address: readAddress, port: readPort};
}

/** The start of a line. After the seconds of another line it shows that a line break was lost. */
export const protocolWord = /^(?:TCP|UDP|SCTP|IP|AH|ESP|ICMP\w*|IP_\d+)$/;

function readConnection(line: string): Connection {
	const [, protocol = '', from, fromPort, to, toPort, server, serverPort, ...rest] =
		connectionLine.exec(line) ?? unreadable('not the columns of a connection');
	const [state = '', seconds = '', name, data = ''] = rest;
	if (name !== undefined && protocolWord.test(name)) {
		unreadable('two connections in one line');
	}

	return {
		protocol: protocol.toLowerCase(),
		client: readHexEndpoint(from, fromPort),
		virtual: readHexEndpoint(to, toPort),
		server: readHexEndpoint(server, serverPort),
		state,
		expires: expired.test(seconds) ? 0 : readCount(seconds, 'Expires', 0xffff_ffff),
		engine: name === undefined ? null : {name, data},
	};
}

/**
 * Parses `/proc/net/ip_vs_conn`, in the order of the file. Engine data comes from packets: it may contain any character
 * except a newline, and trailing blanks belong to it.
 */
export const procConnectionsParser: ParserFactory<readonly Connection[]> = () => {
	let connections: Connection[] | null = null;
	return {
		line(text, terminated) {
			refuseCutLine(terminated);
			if (connections) {
				connections.push(readConnection(text));
			} else if (isProcConnectionTitle(text)) {
				connections = [];
			} else {
				unreadable('not the titles of /proc/net/ip_vs_conn');
			}
		},
		end: () => connections ?? unreadable('the file is empty'),
	};
};
