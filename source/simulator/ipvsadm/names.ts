/**
 * Listings without `-n`: names instead of addresses and ports. Only the loopback address has a name, because a
 * simulated director asks no name server.
 */
import {parseEndpoint} from '../../ipvs/address.ts';
import type {Protocol} from '../../ipvs/service.ts';
import {nameOfPort} from './service-names.ts';

const protocolWords: ReadonlyMap<string, Protocol> = new Map([
	['TCP', 'tcp'],
	['-t', 'tcp'],
	['UDP', 'udp'],
	['-u', 'udp'],
	['SCTP', 'sctp'],
	['--sctp-service', 'sctp'],
]);

/** `10.0.0.8:http`. Without a protocol, as for a server of a firewall mark, the port stays a number. */
function nameOf(text: string, protocol: Protocol | null): string {
	const endpoint = parseEndpoint(text);
	if (!endpoint) {
		return text;
	}

	const host = text.slice(0, text.lastIndexOf(':'));
	const port = protocol === null ? endpoint.port : nameOfPort(endpoint.port, protocol);
	return `${host === '127.0.0.1' ? 'localhost' : host}:${port}`;
}

/** ipvsadm cuts names of IPv4 rows at the end of their column; in IPv6 rows it shifts what follows. */
function cutToColumn(text: string, width: number): string {
	return text.includes('[') ? text : text.slice(0, width);
}

const serverWidth = 28;
const serviceWidth = 33;
const endpointInService = /^(\S+ +)(\S+)( *)(.*)$/;

function namedServiceLine(line: string, protocol: Protocol, padded: boolean): string {
	const [, start = '', endpoint = '', , rest = ''] = endpointInService.exec(line) ?? [];
	const name = cutToColumn(start + nameOf(endpoint, protocol), serviceWidth);
	if (!padded) {
		return `${name} ${rest}`;
	}

	// The numbers are right-aligned after a name that is at least as wide as its column.
	const numbers = line.slice(Math.max(serviceWidth, (start + endpoint).length));
	return name.padEnd(serviceWidth) + numbers;
}

function namedServerLine(line: string, protocol: Protocol | null): string {
	const [, arrow = '', endpoint = '', rest = ''] = /^( {2}-> )(\S+ *)(.*)$/.exec(line) ?? [];
	const name = nameOf(endpoint.trimEnd(), protocol);
	const width = Math.max(serverWidth, endpoint.trimEnd().length);
	const behind = (endpoint + rest).slice(width);
	return arrow + cutToColumn(name, serverWidth).padEnd(serverWidth) + behind;
}

/** A listing with names. `padded` if the name column of services has a fixed width, as it has with numbers after it. */
export function nameListing(text: string, padded: boolean): string {
	let protocol: Protocol | null = null;
	const lines = text.split('\n').map(line => {
		if (line.startsWith('  -> ')) {
			return line.startsWith('  -> Remote') ? line : namedServerLine(line, protocol);
		}

		protocol = protocolWords.get(line.slice(0, 4).trimEnd()) ?? null;
		return protocol === null ? line : namedServiceLine(line, protocol, padded);
	});
	return lines.join('\n');
}

/** The output of `-S` with names. */
export function nameSavedRules(text: string): string {
	return text
		.split('\n')
		.map(line => {
			const protocol = protocolWords.get(line.split(' ')[1] ?? '') ?? null;
			return line
				.split(' ')
				.map(word => nameOf(word, protocol))
				.join(' ');
		})
		.join('\n');
}
