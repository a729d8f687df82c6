/**
 * `ipvsadm -L --timeout`: the timeouts of idle connections.
 */
import type {ParserFactory} from '../line-parser.ts';
import type {Timeouts} from '../listing.ts';
import {readSigned31, refuseCutLine, unreadable} from './words.ts';

const timeoutLine = /^Timeout \(tcp tcpfin udp\): (\S+) (\S+) (\S+)$/;

function readTimeouts(line: string): Timeouts {
	const [, tcp, tcpFin, udp] = timeoutLine.exec(line) ?? unreadable('not the line of timeouts');
	return {
		tcp: readSigned31(tcp, 'the timeout of TCP'),
		tcpFin: readSigned31(tcpFin, 'the timeout of TCP after a FIN'),
		udp: readSigned31(udp, 'the timeout of UDP'),
	};
}

/** Parses `ipvsadm -L --timeout`, seconds. */
export const timeoutsParser: ParserFactory<Timeouts> = () => {
	let timeouts: Timeouts | null = null;
	return {
		line(text, terminated) {
			refuseCutLine(terminated);
			timeouts = timeouts === null ? readTimeouts(text) : unreadable('a second line of timeouts');
		},
		end: () => timeouts ?? unreadable('no line of timeouts'),
	};
};
