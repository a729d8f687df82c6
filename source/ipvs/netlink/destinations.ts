/**
 * Destinations (real servers), as netlink reports them.
 */
import type {AddressFamily, IpAddress} from '../address.ts';
import type {LiveConnections} from '../listing.ts';
import {
	type Forwarding,
	type ServerId,
	type ServerKey,
	type ServerRule,
	serverId,
	type Tunnel,
	type TunnelChecksum,
} from '../server.ts';
import {Attributes} from './attributes.ts';
import {unreadable} from './netlink-error.ts';
import {
	addressFamily,
	destinationAttribute as attribute,
	checksumNumber,
	commandAttribute,
	forwardingMask,
	forwardingNumber,
	tunnelNumber,
} from './numbers.ts';
import {attributesOf, printOf, type Recognized, type Reply} from './replies.ts';
import {hasWanted} from './services.ts';
import {readStatistics, type Statistics, type WantedStatistics} from './statistics.ts';

/** The numbers of a destination that change without a command. */
type LiveNumbers = Pick<
	Destination,
	'activeConnections' | 'inactiveConnections' | 'persistentConnections' | 'counters' | 'kernelRates'
>;

/**
 * A destination with its live connection counts and statistics.
 *
 * A large table has tens of thousands of them. So what only a command changes is one object that stays the same from
 * reading to reading, and is not copied into each row.
 */
export class Destination implements ServerKey, LiveConnections, Statistics {
	readonly id: ServerId;
	/** Its entry as the kernel has it, which only a command changes. */
	readonly entry: ServerRule;
	readonly activeConnections: number;
	readonly inactiveConnections: number;
	readonly persistentConnections: number;
	readonly counters: Statistics['counters'];
	readonly kernelRates: Statistics['kernelRates'];

	constructor(id: ServerId, entry: ServerRule, numbers: LiveNumbers) {
		this.id = id;
		this.entry = entry;
		this.activeConnections = numbers.activeConnections;
		this.inactiveConnections = numbers.inactiveConnections;
		this.persistentConnections = numbers.persistentConnections;
		this.counters = numbers.counters;
		this.kernelRates = numbers.kernelRates;
	}

	get address(): IpAddress {
		return this.entry.address;
	}

	get port(): number {
		return this.entry.port;
	}

	get forwarding(): Forwarding {
		return this.entry.forwarding;
	}

	/** Also null for a kind of tunnel that ipvsadm does not support; `rule` is null then. */
	get tunnel(): Tunnel | null {
		return this.entry.tunnel;
	}

	get weight(): number {
		return this.entry.weight;
	}

	get upperThreshold(): number {
		return this.entry.upperThreshold;
	}

	get lowerThreshold(): number {
		return this.entry.lowerThreshold;
	}

	/** The rule as for `ipvsadm -a`; a `local` server is `route` there. */
	get rule(): ServerRule | null {
		const {entry} = this;
		if (entry.forwarding === 'tunnel' && entry.tunnel === null) {
			return null;
		}

		return entry.forwarding === 'local' ? {...entry, forwarding: 'route'} : entry;
	}
}

const outer = new Attributes({destination: commandAttribute.destination});
const level = new Attributes(attribute);
const statisticsSource = {row: level, stats: attribute.stats, stats64: attribute.stats64};

const forwardings: ReadonlyMap<number, Forwarding> = new Map(
	Object.entries(forwardingNumber).map(([name, number]) => [number, name as Forwarding]),
);

const checksums: ReadonlyMap<number, TunnelChecksum> = new Map([
	[checksumNumber.nocsum, 'nocsum'],
	[checksumNumber.csum, 'csum'],
	[checksumNumber.remcsum, 'remcsum'],
]);

/** The attributes that only a command changes. */
const ruleTypes = [
	...[attribute.address, attribute.port, attribute.family, attribute.forwarding],
	...[attribute.weight, attribute.upperThreshold, attribute.lowerThreshold],
	...[attribute.tunnelType, attribute.tunnelPort, attribute.tunnelFlags],
] as const;

function locate({bytes, message}: Reply): void {
	level.find(bytes, outer.find(bytes, attributesOf(message)).span(commandAttribute.destination));
}

/**
 * Decodes the reply for one destination, in a reading that is not compared with another.
 * @param family the service's family, for kernels before 3.18, in which a server has the same family
 * @throws {NetlinkError} if it is not as expected
 */
export function decodeDestination(
	reply: Reply,
	family: AddressFamily,
	wanted: WantedStatistics,
): Destination {
	locate(reply);
	const statistics = readStatistics(reply.bytes, statisticsSource, wanted);
	const {id, entry} = readRule(family);
	return new Destination(id, entry, readNumbers(statistics));
}

/**
 * Decodes the reply for one destination, as far as it differs from the last reading.
 * @param earlier the row at this position of the last reading, which is returned if it is still the same
 * @param wholePrint the fingerprint of the reply
 * @throws {NetlinkError} as {@link decodeDestination}
 */
export function readDestination(
	reply: Reply,
	family: AddressFamily,
	wanted: WantedStatistics,
	earlier: Recognized<Destination> | null,
	wholePrint = printOf(reply),
): Recognized<Destination> {
	if (earlier !== null && earlier.wholePrint === wholePrint && hasWanted(earlier.row, wanted)) {
		return earlier;
	}

	locate(reply);
	const rulePrint = level.printOf(ruleTypes);
	const statistics = readStatistics(reply.bytes, statisticsSource, wanted);
	const {id, entry} = earlier?.rulePrint === rulePrint ? earlier.row : readRule(family);
	return {row: new Destination(id, entry, readNumbers(statistics)), wholePrint, rulePrint};
}

function readNumbers({counters, kernelRates}: Statistics): LiveNumbers {
	return {
		activeConnections: level.u32(attribute.activeConnections),
		inactiveConnections: level.u32(attribute.inactiveConnections),
		persistentConnections: level.u32(attribute.persistentConnections),
		counters,
		kernelRates,
	};
}

function readRule(family: AddressFamily): Pick<Destination, 'id' | 'entry'> {
	const number = level.has(attribute.family) ? level.u16(attribute.family) : addressFamily[family];
	const forwarding = readForwarding();
	const key = {
		address: level.address(attribute.address, number),
		port: level.port(attribute.port),
	};
	const entry = {
		address: key.address,
		port: key.port,
		forwarding,
		tunnel: forwarding === 'tunnel' ? readTunnel() : null,
		weight: level.i32(attribute.weight),
		upperThreshold: level.u32(attribute.upperThreshold),
		lowerThreshold: level.u32(attribute.lowerThreshold),
	};
	return {id: serverId(key), entry};
}

function readForwarding(): Forwarding {
	const number = level.u32(attribute.forwarding) & forwardingMask;
	return (
		forwardings.get(number) ??
		unreadable(`unknown forwarding method ${number}`, level.span(attribute.forwarding).from)
	);
}

/** Kernels before 5.3 have ipip only. Null for a type or a checksum that ipvsadm has no name for. */
function readTunnel(): Tunnel | null {
	const type = level.has(attribute.tunnelType) ? level.u8(attribute.tunnelType) : tunnelNumber.ipip;
	const flags = level.has(attribute.tunnelFlags) ? level.u16(attribute.tunnelFlags) : 0;
	switch (type) {
		case tunnelNumber.ipip:
			return {type: 'ipip', port: null, checksum: null};
		case tunnelNumber.gue: {
			const checksum = checksums.get(flags);
			const port = level.port(attribute.tunnelPort);
			return checksum && port > 0 ? {type: 'gue', port, checksum} : null;
		}

		case tunnelNumber.gre: {
			const checksum = checksums.get(flags);
			return checksum && checksum !== 'remcsum' ? {type: 'gre', port: null, checksum} : null;
		}

		default:
			return null;
	}
}
