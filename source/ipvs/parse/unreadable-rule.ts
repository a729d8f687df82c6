/**
 * Finds the row of an unparsable line of saved rules, as far as possible.
 */
import {parseEndpoint} from '../address.ts';
import type {ServerKey} from '../server.ts';
import type {ServiceKey} from '../service.ts';
import {parseServiceId} from '../service-id.ts';

/** A line of live rules that could not be parsed. */
export interface UnreadableRule {
	/** Whether the line adds a service or a server. */
	readonly row: 'service' | 'server';
	/** Null if it cannot be determined. */
	readonly service: ServiceKey | null;
	/** Null for a service's line, and if it cannot be determined. */
	readonly server: ServerKey | null;
	readonly text: string;
	readonly reason: string;
}

/** The start of a line as `ipvsadm -Sn` prints it; an odd word after it does not matter here. */
const beginning = /^-([Aa]) (-[tuf]|--sctp-service) (\S+)( -6)?(?: -r (\S+))?(?: |$)/;

const protocols: ReadonlyMap<string | undefined, string> = new Map([
	['-t', 'tcp'],
	['-u', 'udp'],
	['--sctp-service', 'sctp'],
]);

/** ipvsadm prints marks from 2^31 on as negative numbers. */
function idOf(option: string | undefined, name: string, ipv6: boolean): string {
	return option === '-f'
		? `${ipv6 ? 'fwm6' : 'fwm'}:${Number(name) >>> 0}`
		: `${protocols.get(option)}:${name}`;
}

/** Determines the row of an unparsable line. */
export function unreadableRule(text: string, reason: string): UnreadableRule {
	const [, letter, option, name = '', ipv6, endpoint = ''] = beginning.exec(text) ?? [];
	return {
		row: letter === 'a' || text.startsWith('-a') ? 'server' : 'service',
		service: parseServiceId(idOf(option, name, ipv6 !== undefined)),
		server: letter === 'a' ? parseEndpoint(endpoint) : null,
		text,
		reason,
	};
}
