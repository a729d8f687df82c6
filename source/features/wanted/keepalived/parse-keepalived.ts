/**
 * Reads keepalived.conf into the services that it wants. The grammar and the defaults are those of keepalived.conf(5)
 * and of keepalived 2 (check_parser.c, check_data.c). The changes that keepalived makes to servers by itself are those
 * of ipwrapper.c.
 */
import type {AddressFamily} from '../../../ipvs/address.ts';
import {familyOf} from '../../../ipvs/address.ts';
import {type ServiceId, type ServiceKey, serviceId} from '../../../ipvs/service.ts';
import {faulty, largestUnsigned, readNumber} from '../read-values.ts';
import {
	BlockFault,
	type Problem,
	problemAt,
	type SourceLine,
	type WantedRules,
	type WantedService,
} from '../wanted.ts';
import {parseBlocks, type Statement} from './blocks.ts';
import {expandLines} from './expand.ts';
import {type GroupEntry, readGroup} from './groups.ts';
import {familyOfBlock, makeService, protocolOf} from './make-services.ts';
import {readEndpointWords} from './real-server.ts';
import {readVirtualServer} from './virtual-server.ts';

/** The most services that a file may want. The kernel's table of services has 256 buckets. */
const mostServices = 65_536;

/** The addresses, the firewall mark or the group that a virtual server names. */
type Named =
	| {
			readonly kind: 'entries';
			readonly entries: readonly GroupEntry[];
			readonly family: AddressFamily | null;
	  }
	| {readonly kind: 'group'; readonly name: string};

function readNamed(statement: Statement): Named {
	const [, first, second] = statement.words;
	if (first === 'group') {
		return {kind: 'group', name: second ?? faulty(statement, 'the group has no name')};
	}

	if (first === 'fwmark') {
		const fwmark = readNumber(statement, 'the firewall mark', second, 1, largestUnsigned);
		return {kind: 'entries', entries: [{kind: 'fwmark', fwmark, family: null}], family: null};
	}

	const {address, port} = readEndpointWords(statement);
	return {kind: 'entries', entries: [{kind: 'address', address, port}], family: familyOf(address)};
}

/** The results that are collected while the blocks are read. */
class Collection {
	readonly problems: Problem[] = [];
	readonly services = new Map<ServiceId, WantedService>();
	readonly unread: ServiceId[] = [];
	readonly #groups = new Map<string, readonly GroupEntry[] | null>();
	readonly #doubled = new Set<ServiceId>();
	#ownMarks = false;

	/** Does some work on a block. A fault in it is reported and does not affect other blocks. */
	attempt(statement: Statement, work: () => void): boolean {
		try {
			work();
			return true;
		} catch (error) {
			if (!(error instanceof BlockFault)) {
				throw error;
			}

			const about = statement.words.join(' ');
			this.problems.push(
				problemAt(error.place, 'error', `${error.message}; not compared: ${about}`),
			);
			return false;
		}
	}

	/** Removes the services that cannot be compared. */
	end(): void {
		for (const id of this.#doubled) {
			this.services.delete(id);
			this.unread.push(id);
		}
	}

	group(statement: Statement): void {
		const name = statement.words[1] ?? '';
		this.#groups.set(name, null);
		this.attempt(statement, () => void this.#groups.set(name, readGroup(statement)));
	}

	definitions({block}: Statement): void {
		this.#ownMarks ||= (block ?? []).some(({words}) => words[0] === 'nftables_ipvs');
	}

	server(statement: Statement): void {
		let named: Named | null = null;
		const isRead = this.attempt(statement, () => {
			named = readNamed(statement);
			this.#services(statement, named);
		});
		if (!isRead && named !== null) {
			this.#unread(named);
		}
	}

	#entriesOf(statement: Statement, named: Named): readonly GroupEntry[] {
		if (named.kind === 'entries') {
			return named.entries;
		}

		const entries = this.#groups.get(named.name);
		if (!entries) {
			const what = entries === undefined ? 'there is no' : 'it is not known what is in the';
			return faulty(statement, `${what} virtual_server_group ${named.name}`);
		}

		if (this.#ownMarks && entries.some(({kind}) => kind === 'address')) {
			faulty(
				statement,
				'with nftables_ipvs keepalived makes services of firewall marks for a group',
			);
		}

		return entries;
	}

	#services(statement: Statement, named: Named): void {
		const entries = this.#entriesOf(statement, named);
		const isGroup = named.kind === 'group';
		const notes: Problem[] = [];
		const block = readVirtualServer(
			statement,
			named.kind === 'entries' ? named.family : null,
			notes,
		);
		if (block.servers.length === 0) {
			notes.push(
				problemAt(statement, 'note', 'keepalived leaves out a virtual server without real servers'),
			);
		} else {
			const protocol = entries.some(({kind}) => kind === 'address')
				? protocolOf(block, notes)
				: 'tcp';
			const family = familyOfBlock(block);
			const made = entries.map((entry, index) =>
				// The notes about the servers are the same for each entry.
				makeService(keyOf(entry, protocol, family), isGroup, block, index === 0 ? notes : []),
			);
			if (this.services.size + made.length > mostServices) {
				faulty(statement, `the file has more than ${mostServices} services`);
			}

			for (const service of made) {
				this.#put(service, notes);
			}
		}

		this.problems.push(...notes);
	}

	/**
	 * Adds a service. If two blocks describe one service, it is not compared: keepalived gives it the servers of both
	 * blocks, each with the rest of its own block.
	 */
	#put(service: WantedService, notes: Problem[]): void {
		const id = serviceId(service.rule.key);
		const earlier = this.services.get(id);
		if (earlier) {
			this.#doubled.add(id);
			notes.push(
				problemAt(
					service,
					'error',
					`${id} is there already at ${earlier.file}:${earlier.line}; not compared`,
				),
			);
		} else {
			this.services.set(id, service);
		}
	}

	/** Adds the ids with each protocol, because the protocol may be the part that cannot be read. */
	#unread(named: Named): void {
		const entries = named.kind === 'entries' ? named.entries : (this.#groups.get(named.name) ?? []);
		this.unread.push(
			...entries.flatMap(entry =>
				(['tcp', 'udp', 'sctp'] as const).flatMap(protocol =>
					(['ipv4', 'ipv6'] as const).map(family => serviceId(keyOf(entry, protocol, family))),
				),
			),
		);
	}
}

function keyOf(
	entry: GroupEntry,
	protocol: 'tcp' | 'udp' | 'sctp',
	family: AddressFamily,
): ServiceKey {
	return entry.kind === 'fwmark'
		? {kind: 'fwmark', family: entry.family ?? family, fwmark: entry.fwmark}
		: {...entry, protocol, family: familyOf(entry.address)};
}

/** The machine for which a configuration is read. */
export interface KeepalivedReading {
	/** The id to compare with lines that have `@`: keepalived's option `-i`, or the first part of the machine's name. */
	readonly configId: string;
}

/** Reads the lines of a configuration, including those of included files. */
export function parseKeepalived(
	source: readonly SourceLine[],
	{configId}: KeepalivedReading,
): WantedRules {
	const {lines, problems} = expandLines(source, configId);
	const blocks = parseBlocks(lines);
	const found = new Collection();
	const named = (keyword: string) => blocks.statements.filter(({words}) => words[0] === keyword);
	// A group may come after the virtual server that uses it.
	for (const statement of named('global_defs')) {
		found.definitions(statement);
	}

	for (const statement of named('virtual_server_group')) {
		found.group(statement);
	}

	for (const statement of named('virtual_server')) {
		found.server(statement);
	}

	found.end();
	const unread = [...new Set(found.unread)].filter(id => !found.services.has(id));
	return {
		program: 'keepalived',
		services: [...found.services.values()],
		problems: [...problems, ...blocks.problems, ...found.problems],
		unread,
	};
}
