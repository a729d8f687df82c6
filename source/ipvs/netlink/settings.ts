/**
 * The other data of the kernel: timeouts, sync daemons, the IPVS version, the number of the family.
 */
import type {IpAddress} from '../address.ts';
import type {ListingHeader, SyncDaemon, Timeouts} from '../listing.ts';
import {Attributes} from './attributes.ts';
import {unreadable} from './netlink-error.ts';
import {
	addressFamily,
	commandAttribute,
	control,
	daemonAttribute as daemon,
	daemonState,
	infoAttribute,
} from './numbers.ts';
import {attributesOf, type Reply} from './replies.ts';

const commandLevel = new Attributes(commandAttribute);
const daemonLevel = new Attributes(daemon);
const infoLevel = new Attributes(infoAttribute);
const controlLevel = new Attributes({
	familyId: control.familyId,
	familyName: control.familyName,
});

/** The timeouts of entries, seconds. @throws {NetlinkError} */
export function readTimeouts({bytes, message}: Reply): Timeouts {
	commandLevel.find(bytes, attributesOf(message));
	return {
		tcp: commandLevel.u32(commandAttribute.timeoutTcp),
		tcpFin: commandLevel.u32(commandAttribute.timeoutTcpFin),
		udp: commandLevel.u32(commandAttribute.timeoutUdp),
	};
}

/** One sync daemon; values that kernels before 4.3 do not report are null. @throws {NetlinkError} */
export function readDaemon({bytes, message}: Reply): SyncDaemon {
	commandLevel.find(bytes, attributesOf(message));
	daemonLevel.find(bytes, commandLevel.span(commandAttribute.daemon));
	const number = (type: number, read: (type: number) => number) =>
		daemonLevel.has(type) ? read(type) : null;
	return {
		role: readRole(),
		interface: daemonLevel.name(daemon.interface),
		syncId: daemonLevel.u32(daemon.syncId),
		maxLength: number(daemon.maxLength, type => daemonLevel.u16(type)),
		group: readGroup(),
		port: number(daemon.port, type => daemonLevel.u16(type)),
		ttl: number(daemon.ttl, type => daemonLevel.u8(type)),
	};
}

function readRole(): SyncDaemon['role'] {
	const state = daemonLevel.u32(daemon.state);
	switch (state) {
		case daemonState.master:
			return 'master';
		case daemonState.backup:
			return 'backup';
		default:
			return unreadable(
				`unknown state of a sync daemon: ${state}`,
				daemonLevel.span(daemon.state).from,
			);
	}
}

function readGroup(): IpAddress | null {
	if (daemonLevel.has(daemon.group)) {
		return daemonLevel.address(daemon.group, addressFamily.ipv4);
	}

	return daemonLevel.has(daemon.group6)
		? daemonLevel.address(daemon.group6, addressFamily.ipv6)
		: null;
}

/** The version of IPVS and the size of its connection table. @throws {NetlinkError} */
export function readInfo({bytes, message}: Reply): ListingHeader {
	infoLevel.find(bytes, attributesOf(message));
	const version = infoLevel.u32(infoAttribute.version);
	return {
		version: `${version >>> 16}.${(version >>> 8) & 0xff}.${version & 0xff}`,
		tableSize: infoLevel.u32(infoAttribute.tableSize),
	};
}

/** The number of a family, as the controller reports it. @throws {NetlinkError} */
export function readFamilyId({bytes, message}: Reply): number {
	controlLevel.find(bytes, attributesOf(message));
	return controlLevel.u16(control.familyId);
}
