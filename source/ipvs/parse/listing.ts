/**
 * `ipvsadm -L -n`: rules, forwarding methods, weights and live connections.
 */
import type {ParserFactory} from '../line-parser.ts';
import type {ListedServer, ListedService, Listing} from '../listing.ts';
import {listingTitles} from '../listing-titles.ts';
import type {Forwarding} from '../server.ts';
import {listingFrame} from './listing-frame.ts';
import {readServiceRule} from './service-rule.ts';
import {readEndpoint, readSigned31, readUnsigned32, shown, unreadable} from './words.ts';

const forwardings: ReadonlyMap<string | undefined, Forwarding> = new Map([
	['Masq', 'masq'],
	['Route', 'route'],
	['Tunnel', 'tunnel'],
	['Local', 'local'],
]);

/**
 * The forwarding method for the word that ipvsadm and the kernel print; null for others (`(null)`, `FullNat`), which
 * exist.
 */
export function forwardingNamed(word: string | undefined): Forwarding | null {
	return forwardings.get(word) ?? null;
}

function readForwarding(word: string | undefined): Forwarding {
	return forwardingNamed(word) ?? unreadable(`not a known forwarding method: ${shown(word)}`);
}

/** Parses the words `-> 10.0.0.8:80 Masq 1 0 12`. */
function readServer(words: readonly string[]): ListedServer {
	const {address, port} = readEndpoint(words[1]);
	return {
		address,
		port,
		forwarding: readForwarding(words[2]),
		weight: readSigned31(words[3], 'the weight'),
		activeConnections: readUnsigned32(words[4], 'ActiveConn'),
		inactiveConnections: readUnsigned32(words[5], 'InActConn'),
	};
}

/** Parses `ipvsadm -L -n`, of the whole table or of one service. */
export const listingParser: ParserFactory<Listing<ListedService>> = listingFrame({
	titles: listingTitles,
	service: line => ({service: readServiceRule(line)}),
	serverColumns: 6,
	server: readServer,
});
