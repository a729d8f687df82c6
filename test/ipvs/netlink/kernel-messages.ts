/**
 * Encodes messages as the kernel does.
 */
import type {Counters, Rates} from '../../../source/ipvs/counters.ts';
import {parseIpv4} from '../../../source/ipvs/ipv4.ts';
import {parseIpv6} from '../../../source/ipvs/ipv6.ts';
import type {SyncDaemon, Timeouts} from '../../../source/ipvs/listing.ts';
import {bytesOf, littleEndian} from '../../../source/ipvs/netlink/bytes.ts';
import {readMessage} from '../../../source/ipvs/netlink/messages.ts';
import {
	addressFamily,
	checksumNumber,
	commandAttribute,
	daemonAttribute,
	daemonState,
	destinationAttribute,
	forwardingNumber,
	infoAttribute,
	messageFlag,
	protocolNumber,
	serviceAttribute,
	serviceFlag,
	statsAttribute,
	tunnelNumber,
} from '../../../source/ipvs/netlink/numbers.ts';
import type {Reply} from '../../../source/ipvs/netlink/replies.ts';
import {schedulerNamed} from '../../../source/ipvs/scheduler.ts';
import type {ServerRule} from '../../../source/ipvs/server.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';

/** Bytes of one attribute. */
type Attribute = Buffer;

function padded(bytes: Buffer): Buffer {
	return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
}

function numberOf(bytes: 1 | 2 | 4 | 8, value: number | bigint, network = false): Buffer {
	const buffer = Buffer.alloc(8);
	buffer.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value)));
	const cut = buffer.subarray(0, bytes);
	return littleEndian && !network ? cut : cut.reverse();
}

export function attribute(type: number, value: Buffer): Attribute {
	return padded(Buffer.concat([numberOf(2, value.length + 4), numberOf(2, type), value]));
}

export const u8 = (type: number, value: number) => attribute(type, numberOf(1, value));
export const u16 = (type: number, value: number) => attribute(type, numberOf(2, value));
export const u32 = (type: number, value: number) => attribute(type, numberOf(4, value));
export const u64 = (type: number, value: number | bigint) => attribute(type, numberOf(8, value));
const be16 = (type: number, value: number) => attribute(type, numberOf(2, value, true));
const be32 = (type: number, value: number) => attribute(type, numberOf(4, value, true));
const text = (type: number, value: string) => attribute(type, Buffer.from(`${value}\0`));
export const nested = (type: number, ...content: readonly Attribute[]) =>
	attribute(type | 0x8000, Buffer.concat(content));

/** The kernel's whole union of addresses, of which IPv4 uses a quarter. */
function address(type: number, value: string): Attribute {
	const ipv4 = parseIpv4(value);
	return attribute(
		type,
		ipv4 === null
			? Buffer.concat((parseIpv6(value) ?? []).map(word => numberOf(2, word, true)))
			: Buffer.concat([numberOf(4, ipv4, true), Buffer.alloc(12)]),
	);
}

const familyNumber = (value: string) =>
	value.includes(':') ? addressFamily.ipv6 : addressFamily.ipv4;

/** A message of the family, with its length, its number and the flag of one that others follow. */
export function message(
	content: readonly Attribute[],
	{type = 0x1c, sequence = 1, command = 1, flags = messageFlag.multi as number} = {},
): Buffer {
	const body = Buffer.concat([numberOf(1, command), numberOf(1, 1), Buffer.alloc(2), ...content]);
	return Buffer.concat([
		numberOf(4, body.length + 16),
		numberOf(2, type),
		numberOf(2, flags),
		numberOf(4, sequence),
		numberOf(4, 4711),
		body,
	]);
}

/** Counters and rates of a row. */
export interface Numbers {
	readonly counters: Counters;
	readonly kernelRates: Rates;
}

const counterNumbers = [
	['connections', statsAttribute.connections, statsAttribute.connectionRate],
	['inPackets', statsAttribute.inPackets, statsAttribute.inPacketRate],
	['outPackets', statsAttribute.outPackets, statsAttribute.outPacketRate],
	['inBytes', statsAttribute.inBytes, statsAttribute.inByteRate],
	['outBytes', statsAttribute.outBytes, statsAttribute.outByteRate],
] as const;

function wide({counters, kernelRates}: Numbers): readonly Attribute[] {
	return counterNumbers.flatMap(([name, counter, rate]) => [
		u64(counter, counters[name]),
		u64(rate, kernelRates[name]),
	]);
}

/** Truncates values that do not fit, as the kernel does. */
function narrow({counters, kernelRates}: Numbers): readonly Attribute[] {
	const low = (value: number | bigint) => Number(BigInt.asUintN(32, BigInt(value)));
	return counterNumbers.flatMap(([name, counter, rate]) => [
		name.endsWith('Bytes') ? u64(counter, counters[name]) : u32(counter, low(counters[name])),
		u32(rate, low(kernelRates[name])),
	]);
}

/** The age of the kernel: before 4.1 it has no 64-bit statistics. */
export type Age = 'new' | 'before-stats64';

function statistics(
	numbers: Numbers,
	{stats, stats64}: {stats: number; stats64: number},
	age: Age,
) {
	return [
		nested(stats, ...narrow(numbers)),
		...(age === 'new' ? [nested(stats64, ...wide(numbers))] : []),
	];
}

/** A bit that the kernel sets for a service besides those of its rule: it is in the table. */
const hashed = 2;

function flagsOf({persistence, onePacket, scheduler, schedulerFlags}: ServiceRule): number {
	const names = schedulerNamed(scheduler)?.flags ?? [];
	const bits = schedulerFlags.map(flag =>
		names.includes(flag) ? names.indexOf(flag) : Number(flag.slice(-1)) - 1,
	);
	return (
		hashed |
		(persistence ? serviceFlag.persistent : 0) |
		(onePacket ? serviceFlag.onePacket : 0) |
		bits.reduce((all, bit) => all | (serviceFlag.scheduler << bit), 0)
	);
}

function netmask({key, persistence}: ServiceRule): Attribute {
	const mask = persistence?.netmask ?? (key.family === 'ipv4' ? '255.255.255.255' : '128');
	return key.family === 'ipv4'
		? be32(serviceAttribute.netmask, parseIpv4(mask) ?? 0)
		: u32(serviceAttribute.netmask, Number(mask));
}

/** The attributes of a service. */
export function serviceContent(rule: ServiceRule, numbers: Numbers, age: Age = 'new'): Attribute {
	const {key} = rule;
	return nested(
		commandAttribute.service,
		u16(serviceAttribute.family, addressFamily[key.family]),
		...(key.kind === 'fwmark'
			? [u32(serviceAttribute.fwmark, key.fwmark)]
			: [
					u16(serviceAttribute.protocol, protocolNumber[key.protocol]),
					address(serviceAttribute.address, key.address),
					be16(serviceAttribute.port, key.port),
				]),
		text(serviceAttribute.scheduler, rule.scheduler),
		...(rule.engine === null ? [] : [text(serviceAttribute.engine, rule.engine)]),
		attribute(
			serviceAttribute.flags,
			Buffer.concat([numberOf(4, flagsOf(rule)), numberOf(4, 0xffff_ffff)]),
		),
		u32(serviceAttribute.timeout, rule.persistence?.timeout ?? 0),
		netmask(rule),
		...statistics(numbers, serviceAttribute, age),
	);
}

/** The numbers of a server that change by themselves. */
export interface LiveNumbers extends Numbers {
	readonly activeConnections: number;
	readonly inactiveConnections: number;
	readonly persistentConnections: number;
}

/** The attributes of a server. */
export function destinationContent(
	rule: ServerRule,
	live: LiveNumbers,
	age: Age = 'new',
): Attribute {
	const {tunnel} = rule;
	return nested(
		commandAttribute.destination,
		address(destinationAttribute.address, rule.address),
		be16(destinationAttribute.port, rule.port),
		u32(destinationAttribute.forwarding, forwardingNumber[rule.forwarding]),
		u32(destinationAttribute.weight, rule.weight),
		u8(destinationAttribute.tunnelType, tunnelNumber[tunnel?.type ?? 'ipip']),
		be16(destinationAttribute.tunnelPort, tunnel?.port ?? 0),
		u16(destinationAttribute.tunnelFlags, checksumNumber[tunnel?.checksum ?? 'nocsum']),
		u32(destinationAttribute.upperThreshold, rule.upperThreshold),
		u32(destinationAttribute.lowerThreshold, rule.lowerThreshold),
		u32(destinationAttribute.activeConnections, live.activeConnections),
		u32(destinationAttribute.inactiveConnections, live.inactiveConnections),
		u32(destinationAttribute.persistentConnections, live.persistentConnections),
		u16(destinationAttribute.family, familyNumber(rule.address)),
		...statistics(live, destinationAttribute, age),
	);
}

/** The attributes of a sync daemon. */
export function daemonContent(daemon: SyncDaemon): Attribute {
	const {maxLength, group, port, ttl} = daemon;
	const groupType =
		group !== null && familyNumber(group) === addressFamily.ipv6
			? daemonAttribute.group6
			: daemonAttribute.group;
	return nested(
		commandAttribute.daemon,
		u32(daemonAttribute.state, daemonState[daemon.role]),
		text(daemonAttribute.interface, daemon.interface),
		u32(daemonAttribute.syncId, daemon.syncId),
		...(maxLength === null ? [] : [u16(daemonAttribute.maxLength, maxLength)]),
		...(port === null ? [] : [u16(daemonAttribute.port, port)]),
		...(ttl === null ? [] : [u8(daemonAttribute.ttl, ttl)]),
		...(group === null ? [] : [cutAddress(groupType, group)]),
	);
}

/** The group of a daemon has as many bytes as its address family. */
function cutAddress(type: number, value: string): Attribute {
	const whole = address(type, value);
	return familyNumber(value) === addressFamily.ipv6 ? whole : attribute(type, whole.subarray(4, 8));
}

/** The attributes of the timeouts. */
export function timeoutsContent({tcp, tcpFin, udp}: Timeouts): readonly Attribute[] {
	return [
		u32(commandAttribute.timeoutTcp, tcp),
		u32(commandAttribute.timeoutTcpFin, tcpFin),
		u32(commandAttribute.timeoutUdp, udp),
	];
}

/** The attributes of the version and the size of the table. */
export function infoContent(version: number, tableSize: number): readonly Attribute[] {
	return [u32(infoAttribute.version, version), u32(infoAttribute.tableSize, tableSize)];
}

/** A message as one reply. */
export function replyOf(buffer: Uint8Array): Reply {
	const bytes = bytesOf(buffer);
	return {bytes, message: readMessage(bytes, 0, buffer.length)};
}
