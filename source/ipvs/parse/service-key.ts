/**
 * Parses the start of a service's line in every listing of ipvsadm: its key.
 */
import {familyOf} from '../address.ts';
import type {Protocol, ServiceKey} from '../service.ts';
import {readEndpoint, readSignedPrint, shown, unreadable} from './words.ts';

const protocols: ReadonlyMap<string | undefined, Protocol> = new Map([
	['TCP', 'tcp'],
	['UDP', 'udp'],
	['SCTP', 'sctp'],
]);

/** The protocol that ipvsadm or the kernel prints, if services can have it. */
export function readProtocol(word: string | undefined): Protocol {
	return protocols.get(word) ?? unreadable(`not a service protocol: ${shown(word)}`);
}

/** A firewall mark, 1 to 4294967295; ipvsadm prints the upper half as negative numbers (verified with 1.31). */
export function readFwmark(word: string | undefined): number {
	const fwmark = readSignedPrint(word, 'the firewall mark');
	return fwmark === 0 ? unreadable('0 is not a firewall mark') : fwmark;
}

/** Parses `TCP  10.1.1.1:80` or `FWM  8 IPv6`; `rest` has the words after it. */
export function readServiceKey(words: readonly string[]): {
	readonly key: ServiceKey;
	readonly rest: readonly string[];
} {
	if (words[0] === 'FWM') {
		const fwmark = readFwmark(words[1]);
		return words[2] === 'IPv6'
			? {key: {kind: 'fwmark', family: 'ipv6', fwmark}, rest: words.slice(3)}
			: {key: {kind: 'fwmark', family: 'ipv4', fwmark}, rest: words.slice(2)};
	}

	const protocol = readProtocol(words[0]);
	const {address, port} = readEndpoint(words[1]);
	return {
		key: {kind: 'address', protocol, family: familyOf(address), address, port},
		rest: words.slice(2),
	};
}
