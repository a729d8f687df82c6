/**
 * Virtual services, as netlink reports them.
 */
import type {AddressFamily} from '../address.ts';
import {formatIpv4} from '../ipv4.ts';
import {schedulerNamed} from '../scheduler.ts';
import {
	type Persistence,
	type Protocol,
	type ServiceId,
	type ServiceKey,
	type ServiceRule,
	serviceId,
} from '../service.ts';
import {Attributes} from './attributes.ts';
import {unreadable} from './netlink-error.ts';
import {
	addressFamily,
	serviceAttribute as attribute,
	commandAttribute,
	protocolNumber,
	serviceFlag,
} from './numbers.ts';
import {attributesOf, printOf, type Recognized, type Reply} from './replies.ts';
import {readStatistics, type Statistics, type WantedStatistics} from './statistics.ts';

/** A service with its statistics. */
export interface NetlinkService extends Statistics {
	readonly id: ServiceId;
	/** The rule with all scheduler flags, including those that ipvsadm does not print. */
	readonly rule: ServiceRule;
}

const outer = new Attributes({service: commandAttribute.service});
const level = new Attributes(attribute);
const statistics = {row: level, stats: attribute.stats, stats64: attribute.stats64};

const protocols: ReadonlyMap<number, Protocol> = new Map(
	Object.entries(protocolNumber).map(([name, number]) => [number, name as Protocol]),
);

/** The attributes that only a command changes. */
const ruleTypes = [
	...[attribute.family, attribute.protocol, attribute.address, attribute.port, attribute.fwmark],
	...[attribute.scheduler, attribute.flags, attribute.timeout, attribute.netmask, attribute.engine],
] as const;

function locate({bytes, message}: Reply): void {
	level.find(bytes, outer.find(bytes, attributesOf(message)).span(commandAttribute.service));
}

/**
 * Decodes the reply for one service, in a reading that is not compared with another.
 * @throws {NetlinkError} if it is not as expected
 */
export function decodeService(reply: Reply, wanted: WantedStatistics): NetlinkService {
	locate(reply);
	return {...readRule(), ...readStatistics(reply.bytes, statistics, wanted)};
}

/**
 * Decodes the reply for one service, as far as it differs from the last reading.
 * @param earlier the row at this position of the last reading, which is returned if it is still the same
 * @throws {NetlinkError} as {@link decodeService}
 */
export function readService(
	reply: Reply,
	wanted: WantedStatistics,
	earlier: Recognized<NetlinkService> | null,
): Recognized<NetlinkService> {
	const wholePrint = printOf(reply);
	if (earlier !== null && earlier.wholePrint === wholePrint && hasWanted(earlier.row, wanted)) {
		return earlier;
	}

	locate(reply);
	const rulePrint = level.printOf(ruleTypes);
	const {rule, id} = earlier?.rulePrint === rulePrint ? earlier.row : readRule();
	const row = {id, rule, ...readStatistics(reply.bytes, statistics, wanted)};
	return {row, wholePrint, rulePrint};
}

/** The fingerprint of a service's rule, without decoding it; the `rulePrint` of {@link readService}. */
export function serviceRulePrint(reply: Reply): number {
	locate(reply);
	return level.printOf(ruleTypes);
}

/**
 * Whether a row has the wanted statistics. Counters that are not wanted do no harm: an unchanged row stays the same object
 * in a reading without counters. Rates would only take memory.
 */
export function hasWanted(row: Statistics, wanted: WantedStatistics): boolean {
	return (
		(row.counters !== null || !wanted.counters) && (row.kernelRates !== null) === wanted.kernelRates
	);
}

function readRule(): Pick<NetlinkService, 'id' | 'rule'> {
	const key = readKey();
	const flags = level.flags(attribute.flags);
	const scheduler = level.name(attribute.scheduler);
	const rule: ServiceRule = {
		key,
		scheduler,
		schedulerFlags: readSchedulerFlags(scheduler, flags),
		persistence: (flags & serviceFlag.persistent) === 0 ? null : readPersistence(key.family),
		engine: level.has(attribute.engine) ? level.name(attribute.engine) : null,
		onePacket: (flags & serviceFlag.onePacket) !== 0,
	};
	return {id: serviceId(key), rule};
}

/** The key. A service with a firewall mark has no address. */
function readKey(): ServiceKey {
	const family = readFamily();
	if (level.has(attribute.fwmark)) {
		return {kind: 'fwmark', family, fwmark: level.u32(attribute.fwmark)};
	}

	return {
		kind: 'address',
		protocol: readProtocol(),
		family,
		address: level.address(attribute.address, addressFamily[family]),
		port: level.port(attribute.port),
	};
}

function readFamily(): AddressFamily {
	const number = level.u16(attribute.family);
	switch (number) {
		case addressFamily.ipv4:
			return 'ipv4';
		case addressFamily.ipv6:
			return 'ipv6';
		default:
			return unreadable(`unknown address family ${number}`, level.span(attribute.family).from);
	}
}

function readProtocol(): Protocol {
	const number = level.u16(attribute.protocol);
	return (
		protocols.get(number) ??
		unreadable(`unknown protocol ${number}`, level.span(attribute.protocol).from)
	);
}

/** The names of the three bits. A bit without a name under this scheduler is `flag-1` and so on, as for `-b`. */
function readSchedulerFlags(scheduler: string, flags: number): readonly string[] {
	const names = schedulerNamed(scheduler)?.flags ?? [];
	return [0, 1, 2].flatMap(bit =>
		(flags & (serviceFlag.scheduler << bit)) === 0 ? [] : [names[bit] ?? `flag-${bit + 1}`],
	);
}

/** The persistence. The netmask of IPv6 is the prefix length, which ipvsadm passes in the machine's byte order. */
function readPersistence(family: AddressFamily): Persistence {
	const timeout = level.u32(attribute.timeout);
	if (family === 'ipv4') {
		return {timeout, netmask: formatIpv4(level.networkU32(attribute.netmask))};
	}

	const prefix = level.u32(attribute.netmask);
	return prefix >= 1 && prefix <= 128
		? {timeout, netmask: String(prefix)}
		: unreadable(`${prefix} is not a prefix length`, level.span(attribute.netmask).from);
}
