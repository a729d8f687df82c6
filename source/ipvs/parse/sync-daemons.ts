/**
 * `ipvsadm -L --daemon`: the daemons that send connections to, or receive them from, another director.
 */
import {type IpAddress, parseIpAddress} from '../address.ts';
import type {ParserFactory} from '../line-parser.ts';
import type {SyncDaemon} from '../listing.ts';
import {readCount, refuseCutLine, unreadable} from './words.ts';

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
