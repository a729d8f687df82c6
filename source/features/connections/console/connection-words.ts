/**
 * A connection in words, the same on the screen and in print.
 */
import type {ClientPrefix} from '../table/client-prefix.ts';
import type {ListedConnection} from '../table/listed-connection.ts';

/** What is special about an entry: `invalid`, `orphan`, `weight-zero`, its engine with its data; empty if nothing is. */
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

/** `/24 /64`: by which networks of IPv4 and of IPv6 clients are grouped. */
export function networkPrefix({ipv4, ipv6}: ClientPrefix): string {
	return `/${ipv4} /${ipv6}`;
}
