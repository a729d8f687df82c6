/**
 * Reads the block of `virtual_server`, before its addresses are known.
 */

import type {AddressFamily, IpAddress} from '../../../ipvs/address.ts';
import {parseIpv4} from '../../../ipvs/ipv4.ts';
import {longestTimeout} from '../../../ipvs/listing.ts';
import {schedulerNamed} from '../../../ipvs/scheduler.ts';
import type {Protocol} from '../../../ipvs/service.ts';
import {
	faulty,
	largestUnsigned,
	largestWeight,
	readNumber,
	usualPersistence,
} from '../read-values.ts';
import {type Problem, problemAt} from '../wanted.ts';
import type {Statement} from './blocks.ts';
import {type Method, readMethod} from './method.ts';
import {
	needBraces,
	readEndpointWords,
	readRealServer,
	refuseUnknownBlock,
	type ServerBlock,
} from './real-server.ts';

/** A sorry server. One line names it, and other lines may describe it. */
export interface SorryServer {
	readonly statement: Statement;
	readonly address: IpAddress;
	readonly port: number;
	method: Method | null;
	inhibit: boolean;
}

/** A virtual server as its block describes it. A member is null if the block does not give it. */
export interface VirtualServerBlock {
	readonly statement: Statement;
	family: AddressFamily | null;
	protocol: Protocol | null;
	scheduler: string | null;
	readonly flags: string[];
	method: Method | null;
	onePacket: boolean;
	/** In seconds. */
	persistence: number | null;
	netmask: string | null;
	engine: string | null;
	weight: number;
	inhibit: boolean;
	quorum: number;
	hysteresis: number;
	sorry: SorryServer | null;
	readonly servers: ServerBlock[];
}

/** Keywords that do not change the table. */
const others = new Set([
	...['retry', 'delay_before_retry', 'warmup', 'connect_timeout', 'delay_loop', 'hashed'],
	...[
		'ha_suspend',
		'smtp_alert',
		'virtualhost',
		'snmp_name',
		'alpha',
		'omega',
		'quorum_up',
		'quorum_down',
	],
]);

type Read = (block: VirtualServerBlock, line: Statement, problems: Problem[]) => void;

function readScheduler(block: VirtualServerBlock, line: Statement, problems: Problem[]): void {
	const [, name = ''] = line.words;
	if (schedulerNamed(name) && name !== 'none') {
		block.scheduler = name;
	} else {
		problems.push(problemAt(line, 'note', `not a scheduler, keepalived ignores the line: ${name}`));
	}
}

/** Reads a flag of a scheduler. keepalived accepts it only after the line that names the scheduler. */
function readFlag(block: VirtualServerBlock, line: Statement, problems: Problem[]): void {
	const [flag = ''] = line.words;
	const [scheduler] = flag.split('-');
	if (scheduler === 'flag' || scheduler === block.scheduler) {
		block.flags.push(flag);
	} else {
		problems.push(
			problemAt(
				line,
				'note',
				`keepalived ignores ${flag} before the line with the scheduler ${scheduler}`,
			),
		);
	}
}

function readProtocol(block: VirtualServerBlock, line: Statement): void {
	const written = line.words[1] ?? 'nothing';
	block.protocol =
		(['tcp', 'udp', 'sctp'] as const).find(name => name === written.toLowerCase()) ??
		faulty(line, `not TCP, UDP or SCTP: ${written}`);
}

/** Reads the timeout. People write 0 for no persistence; keepalived refuses 0, which has the same effect. */
function readPersistence(block: VirtualServerBlock, line: Statement, problems: Problem[]): void {
	const [, seconds] = line.words;
	if (seconds !== undefined && /^0+$/.test(seconds)) {
		problems.push(
			problemAt(line, 'note', 'persistence_timeout 0 is ignored: the service is not persistent'),
		);
	} else {
		block.persistence =
			seconds === undefined
				? usualPersistence
				: readNumber(line, 'persistence_timeout', seconds, 1, longestTimeout);
	}
}

function readGranularity(block: VirtualServerBlock, line: Statement): void {
	const [, written = ''] = line.words;
	const family = block.family ?? (written.includes('.') ? 'ipv4' : 'ipv6');
	block.family = family;
	block.netmask =
		family === 'ipv6'
			? String(readNumber(line, 'persistence_granularity', written, 1, 128))
			: parseIpv4(written) === null
				? faulty(line, `not a netmask: ${written}`)
				: written;
	block.persistence ??= usualPersistence;
}

function readQuorum(block: VirtualServerBlock, line: Statement, problems: Problem[]): void {
	if (line.words[1] === '0') {
		problems.push(problemAt(line, 'note', 'keepalived takes quorum 0 as 1'));
	} else {
		block.quorum = readNumber(line, 'the quorum', line.words[1], 1, largestUnsigned);
	}
}

/** Reads a line about the sorry server that an earlier line named. */
function ofSorryServer(change: (sorry: SorryServer, line: Statement) => void): Read {
	return (block, line, problems) => {
		if (block.sorry) {
			change(block.sorry, line);
		} else {
			problems.push(
				problemAt(line, 'note', `keepalived ignores ${line.words[0]} before sorry_server`),
			);
		}
	};
}

const readers: Readonly<Record<string, Read>> = {
	lb_algo: readScheduler,
	lvs_sched: readScheduler,
	lb_kind(block, line) {
		block.method = readMethod(line);
	},
	lvs_method(block, line) {
		block.method = readMethod(line);
	},
	'flag-1': readFlag,
	'flag-2': readFlag,
	'flag-3': readFlag,
	'sh-port': readFlag,
	'sh-fallback': readFlag,
	'mh-port': readFlag,
	'mh-fallback': readFlag,
	ops(block) {
		block.onePacket = true;
	},
	ip_family(block, line) {
		const [, word] = line.words;
		const family =
			word === 'inet' ? 'ipv4' : word === 'inet6' ? 'ipv6' : faulty(line, 'not inet or inet6');
		if (block.family !== null && block.family !== family) {
			faulty(line, 'not the family of the addresses');
		}

		block.family = family;
	},
	protocol: readProtocol,
	persistence_timeout: readPersistence,
	persistence_granularity: readGranularity,
	persistence_engine(block, line) {
		const name = line.words[1] ?? '';
		block.engine = /^\w{1,15}$/.test(name)
			? name
			: faulty(line, `not the name of an engine: ${name}`);
	},
	inhibit_on_failure(block) {
		block.inhibit = true;
	},
	weight(block, line) {
		block.weight = readNumber(line, 'the weight', line.words[1], 1, largestWeight);
	},
	quorum: readQuorum,
	hysteresis(block, line) {
		block.hysteresis = readNumber(line, 'the hysteresis', line.words[1], 0, largestUnsigned);
	},
	sorry_server(block, line) {
		block.sorry = {
			statement: line,
			...readEndpointWords(line),
			method: block.method,
			inhibit: false,
		};
	},
	sorry_server_inhibit: ofSorryServer(sorry => {
		sorry.inhibit = true;
	}),
	sorry_server_lvs_method: ofSorryServer((sorry, line) => {
		sorry.method = readMethod(line);
	}),
	real_server(block, line, problems) {
		block.servers.push(readRealServer(line, block.method, problems));
	},
};

/**
 * Reads the block of a virtual server. `family` is the family of its address; null for a firewall mark or a group.
 * @throws {BlockFault} with the line that cannot be used
 */
export function readVirtualServer(
	statement: Statement,
	family: AddressFamily | null,
	problems: Problem[],
): VirtualServerBlock {
	const block: VirtualServerBlock = {
		statement,
		family,
		protocol: null,
		scheduler: null,
		flags: [],
		method: null,
		onePacket: false,
		persistence: null,
		netmask: null,
		engine: null,
		weight: 1,
		inhibit: false,
		quorum: 1,
		hysteresis: 0,
		sorry: null,
		servers: [],
	};
	needBraces(statement);

	for (const line of statement.block ?? []) {
		const keyword = line.words[0] ?? '';
		const read = Object.hasOwn(readers, keyword) ? readers[keyword] : undefined;
		if (read) {
			read(block, line, problems);
		} else if (!others.has(keyword)) {
			refuseUnknownBlock(line);
			problems.push(
				problemAt(
					line,
					'note',
					`not a keyword of a virtual server, keepalived ignores it: ${keyword}`,
				),
			);
		}
	}

	return block;
}
