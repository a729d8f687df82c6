/**
 * The usual words for rows and their properties: on the screen, in filters, in sort order.
 */
import type {Forwarding} from '../ipvs/server.ts';
import {unknown} from '../text/figures.ts';
import type {LiveServer, LiveService} from './polling/live.ts';

/** `TUN` is the usual tunnel, ipip. The type of a tunnel from /proc is not known, because only ipvsadm shows it. */
function tunnelName(tunnel: LiveServer['tunnel']): string {
	if (tunnel === null) {
		return 'TUN?';
	}

	return tunnel.type === 'ipip' ? 'TUN' : tunnel.type.toUpperCase();
}

/**
 * The forwarding method, short: `NAT`, `DR`, `TUN`, and for other tunnels their type; `TUN?` if that is not known, `?`
 * if the method is not known.
 */
export function forwardingName(server: Pick<LiveServer, 'forwarding' | 'tunnel'>): string {
	switch (server.forwarding) {
		case 'masq':
			return 'NAT';
		case 'route':
			return 'DR';
		case 'local':
			return 'local';
		case null:
			return '?';
		case 'tunnel':
			return tunnelName(server.tunnel);
	}
}

/** The words for each forwarding method in lower case: the usual ones, and those of ipvsadm and /proc. */
const forwardingWords: Readonly<Record<Forwarding, readonly string[]>> = {
	masq: ['nat', 'masq'],
	route: ['dr', 'route'],
	tunnel: ['tun', 'tunnel', 'ipip', 'gue', 'gre'],
	local: ['local'],
};

/** All words for forwarding methods and kinds of tunnels. */
export const allForwardingWords: readonly string[] = Object.values(forwardingWords).flat();

/** Whether a word, in lower case, is a forwarding method or a kind of tunnel. */
export function isForwardingWord(word: string): boolean {
	return allForwardingWords.includes(word);
}

/** Whether a server's forwarding matches a word. */
export function isForwardedBy(
	server: Pick<LiveServer, 'forwarding' | 'tunnel'>,
	word: string,
): boolean {
	return ['ipip', 'gue', 'gre'].includes(word)
		? server.tunnel?.type === word
		: server.forwarding !== null && forwardingWords[server.forwarding].includes(word);
}

/** `TCP 172.16.249.138:80`, `FWM 7`, `FWM 8 IPv6`: a service as ipvsadm's listing calls it. */
export function serviceName(service: Pick<LiveService, 'key' | 'id'>): string {
	const {key} = service;
	if (key.kind === 'fwmark') {
		return `FWM ${key.fwmark}${key.family === 'ipv6' ? ' IPv6' : ''}`;
	}

	return `${key.protocol.toUpperCase()} ${service.id.slice(key.protocol.length + 1)}`;
}

/**
 * The properties of a service besides its scheduler, in the order of ipvsadm's listing: `persistent 300 mask …`, `ops`,
 * flags.
 */
export function serviceOptions(service: LiveService): string {
	const words: string[] = [];
	if (service.schedulerFlags !== null && service.schedulerFlags.length > 0) {
		words.push(service.schedulerFlags.join(','));
	}

	if (service.persistence !== null) {
		const {timeout, netmask} = service.persistence;
		const whole = netmask === '255.255.255.255' || netmask === '128';
		words.push(
			`persistent ${timeout ?? unknown}${timeout === null ? '' : 's'}`,
			...(whole ? [] : [`mask ${netmask}`]),
		);
	}

	if (service.engine !== null) {
		words.push(`pe ${service.engine}`);
	}

	if (service.onePacket === true) {
		words.push('ops');
	}

	return words.join(' ');
}

/** The properties of a server besides its weight: its thresholds and its tunnel. */
export function serverOptions(server: LiveServer): string {
	const words: string[] = [];
	if (server.upperThreshold !== null && server.upperThreshold > 0) {
		words.push(`max ${server.upperThreshold}`);
	}

	if (server.lowerThreshold !== null && server.lowerThreshold > 0) {
		words.push(`min ${server.lowerThreshold}`);
	}

	if (server.tunnel !== null && server.tunnel.type !== 'ipip') {
		words.push(server.tunnel.type);
		if (server.tunnel.port !== null) {
			words.push(`port ${server.tunnel.port}`);
		}

		words.push(server.tunnel.checksum);
	}

	return words.join(' ');
}
