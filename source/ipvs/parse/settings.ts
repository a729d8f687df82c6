/**
 * The listings of settings that belong to no service: the timeouts of idle connections, and the daemons that send
 * connections to, or receive them from, another director.
 */

import {type IpAddress, parseIpAddress} from '../address.ts';
import type {ParserFactory} from '../line-parser.ts';
import type {SyncDaemon, Timeouts} from '../listing.ts';
import {readCount, readSigned31, refuseCutLine, unreadable} from './words.ts';

const daemonLine =
	/^(master|backup) sync daemon \(mcast=(\S+), syncid=(\w+)(?:, maxlen=(\w+))?(?:, group=([^ ,]+))?(?:, port=(\w+))?(?:, ttl=(\w+))?\)$/;

function readPart(word: string | undefined, what: string, largest: number): number | null {
	return word === undefined ? null : readCount(word, what, largest);
}

function readGroup(word: string | undefined): IpAddress | null {
	return word === undefined
		? null
		: (parseIpAddress(word) ?? unreadable(`not an address: ${word}`));
}

function readDaemon(line: string): SyncDaemon {
	const [, role, name, syncId, maxLength, group, port, ttl] =
		daemonLine.exec(line) ?? unreadable('not the line of a sync daemon');
	return {
		role: role === 'master' ? 'master' : 'backup',
		interface: name ?? unreadable('no interface'),
		syncId: readCount(syncId, 'the sync id', 255),
		maxLength: readPart(maxLength, 'the length of messages', 65_535),
		group: readGroup(group),
		port: readPart(port, 'the port', 65_535),
		ttl: readPart(ttl, 'the time to live', 255),
	};
}

/** Parses `ipvsadm -L -n --daemon`; the text is empty if no daemon runs. */
export const syncDaemonsParser: ParserFactory<readonly SyncDaemon[]> = () => {
	const daemons: SyncDaemon[] = [];
	return {
		line(text, terminated) {
			refuseCutLine(terminated);
			daemons.push(readDaemon(text));
		},
		end: () => daemons,
	};
};

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
