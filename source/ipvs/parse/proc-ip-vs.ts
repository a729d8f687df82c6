/**
 * `/proc/net/ip_vs`: services and servers in hexadecimal, readable by every user.
 */
import {type Endpoint, familyOf} from '../address.ts';
import {parseHexEndpoint} from '../hex-address.ts';
import type {LineParser, ParserFactory} from '../line-parser.ts';
import type {Listing, ProcServer, ProcService} from '../listing.ts';
import {procIpVsTitles} from '../listing-titles.ts';
import {forwardingNamed} from './listing.ts';
import {listingFrame} from './listing-frame.ts';
import {readProtocol} from './service-key.ts';
import {readName, readSigned31, readSignedPrint, shown, splitWords, unreadable} from './words.ts';

type ProcKey = ProcService['key'];

const markText = /^[0-9A-F]{8}$/i;
const maskText = /^[0-9A-F]{8}$/i;

function readEndpoint(word: string | undefined): Endpoint {
	return (
		parseHexEndpoint(word ?? '') ??
		unreadable(`not an address with a port in hexadecimal: ${shown(word)}`)
	);
}

function readKey(protocol: string | undefined, name: string | undefined): ProcKey {
	if (protocol === 'FWM') {
		const fwmark = markText.test(name ?? '') ? Number.parseInt(name ?? '', 16) : 0;
		return fwmark === 0
			? unreadable(`not a firewall mark in hexadecimal: ${shown(name)}`)
			: {kind: 'fwmark', fwmark};
	}

	const {address, port} = readEndpoint(name);
	return {
		kind: 'address',
		protocol: readProtocol(protocol),
		family: familyOf(address),
		address,
		port,
	};
}

function readPersistence(words: readonly string[]): ProcService['persistence'] {
	const [word, jiffies, maskHex, ...rest] = words;
	if (word === undefined) {
		return null;
	}

	return word === 'persistent' &&
		maskHex !== undefined &&
		maskText.test(maskHex) &&
		rest.length === 0
		? {jiffies: readSignedPrint(jiffies, 'the persistence timeout'), maskHex}
		: unreadable(`not the end of a service's line: ${words.join(' ')}`);
}

/** Parses `UDP  AC10F98A:0035 mh ops  persistent 6000 FFFFFFFF`. */
function readService(line: string): Omit<ProcService, 'servers'> {
	const [protocol, name, scheduler, ...rest] = splitWords(line);
	const key = readKey(protocol, name);
	const opsPrinted = rest[0] === 'ops';
	const opsKnown = key.kind === 'fwmark' || key.family === 'ipv4';
	return {
		key,
		scheduler: readName(scheduler, 'a scheduler'),
		onePacket: opsKnown ? opsPrinted : null,
		persistence: readPersistence(opsPrinted && opsKnown ? rest.slice(1) : rest),
	};
}

/**
 * Parses the words `-> 0A000008:0050 Masq 1 0 12`; connections are printed as signed numbers here. An unknown method is
 * kept as its word, because the rest of the row is still valid.
 */
function readServer(words: readonly string[]): ProcServer {
	const {address, port} = readEndpoint(words[1]);
	const forwarding = forwardingNamed(words[2]);
	return {
		address,
		port,
		forwarding,
		...(forwarding === null ? {otherForwarding: shown(words[2])} : {}),
		weight: readSigned31(words[3], 'the weight'),
		activeConnections: readSignedPrint(words[4], 'ActiveConn'),
		inactiveConnections: readSignedPrint(words[5], 'InActConn'),
	};
}

const rowsParser = listingFrame({
	titles: procIpVsTitles,
	service: readService,
	serverColumns: 6,
	server: readServer,
});

/** The services with the lines of their servers that could not be parsed. */
function withLines(
	services: readonly ProcService[],
	lines: NonNullable<Listing<ProcService>['unreadableServers']>,
): readonly ProcService[] {
	return services.map(row => {
		const own = lines.filter(({service}) => service === row);
		return own.length === 0 ? row : {...row, unreadableServers: own};
	});
}

/** Parses `/proc/net/ip_vs`, in the kernel's order, which is that of a hash table. */
export const procIpVsParser: ParserFactory<Listing<ProcService>> = () => {
	const rows: LineParser<Listing<ProcService>> = rowsParser();
	return {
		line: rows.line,
		end() {
			const listing = rows.end();
			const {header, unreadableServers} = listing;
			if (header === null) {
				return unreadable('no version line');
			}

			return unreadableServers
				? {...listing, services: withLines(listing.services, unreadableServers)}
				: listing;
		},
	};
};
