/**
 * A connection in words, the same on the screen and in print.
 */
import {formatEndpoint} from '../../../ipvs/address.ts';
import type {ClientPrefix} from '../table/client-prefix.ts';
import type {ListedConnection} from '../table/listed-connection.ts';

/** The virtual address and port; `fwmark 10` in a template of a firewall mark, which has none. */
export function virtualText({
	virtual,
	fwmark,
}: Pick<ListedConnection, 'virtual' | 'fwmark'>): string {
	return fwmark === null ? formatEndpoint(virtual) : `fwmark ${fwmark}`;
}

/**
 * Special properties of an entry: `invalid`, `orphan`, `weight-zero`, its persistence engine with data; empty if there
 * are none.
 */
export function connectionNotes({
	invalid,
	status,
	engine,
}: Pick<ListedConnection, 'invalid' | 'status' | 'engine'>): string {
	return [
		...(invalid ? ['invalid'] : []),
		...(status === 'configured' ? [] : [status]),
		...(engine ? [`${engine.name} ${engine.data}`] : []),
	].join(' ');
}

/** The networks by which IPv4 and IPv6 clients are grouped: `/24 /64`. */
export function networkPrefix({ipv4, ipv6}: ClientPrefix): string {
	return `/${ipv4} /${ipv6}`;
}
