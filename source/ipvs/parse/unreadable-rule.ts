/**
 * A line of saved rules that cannot be read: which row it is about, as far as that can be told.
 */
import {parseEndpoint} from '../address.ts';
import type {ServerKey} from '../server.ts';
import type {ServiceKey} from '../service.ts';
import {parseServiceId} from '../service-id.ts';

/** A line of live rules that cannot be read. */
export interface UnreadableRule {
	/** Whether the line makes a service or puts a server into one. */
	readonly row: 'service' | 'server';
	/** Null if it cannot be told which one. */
	readonly service: ServiceKey | null;
	/** Null for a service's line, and if it cannot be told which one. */
	readonly server: ServerKey | null;
	readonly text: string;
	readonly reason: string;
}

/** The beginning of a line as `ipvsadm -Sn` prints it; an odd word behind that does not matter here. */
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

/** Tells what an unreadable line is about. */
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
