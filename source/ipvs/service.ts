/**
 * A virtual service: what clients connect to, and the rule that says how it is balanced.
 */
import {type AddressFamily, compareEndpoints, formatEndpoint, type IpAddress} from './address.ts';

/** The transport protocols that ipvsadm can make a service for. */
export type Protocol = 'tcp' | 'udp' | 'sctp';

/** A service that is found by protocol, address and port. Port 0 means every port without a service of its own. */
export interface AddressServiceKey {
	readonly kind: 'address';
	readonly protocol: Protocol;
	readonly family: AddressFamily;
	readonly address: IpAddress;
	readonly port: number;
}

/** A service that is found by a firewall mark. The same mark in the other family is another service. */
export interface FwmarkServiceKey {
	readonly kind: 'fwmark';
	readonly family: AddressFamily;
	/** 1 to 4294967295. */
	readonly fwmark: number;
}

/** What makes a service that service; it cannot be edited. */
export type ServiceKey = AddressServiceKey | FwmarkServiceKey;

/** The text form of a service's key: `tcp:10.1.1.1:80`, `udp:[2001:db8::1]:53`, `fwm:7`, `fwm6:8`. */
export type ServiceId = string;

/** A client stays on its server for `timeout` seconds after its last connection. */
export interface Persistence {
	/** Seconds; ipvsadm takes 1 to 2678400, other programs can set any unsigned 32-bit number. */
	readonly timeout: number;
	/** As `-M` takes it: dotted for IPv4 (`255.255.255.0`), prefix length for IPv6 (`64`). */
	readonly netmask: string;
}

/** Everything that `ipvsadm -A` says of a service. */
export interface ServiceRule {
	readonly key: ServiceKey;
	/** The name as ipvsadm prints it, `wlc` and so on; `none` is a service without a scheduler. */
	readonly scheduler: string;
	/** The names as `-b` takes them, in ipvsadm's order. */
	readonly schedulerFlags: readonly string[];
	readonly persistence: Persistence | null;
	/** The persistence engine, `sip`, or null. */
	readonly engine: string | null;
	/** One-packet scheduling (`-o`). */
	readonly onePacket: boolean;
}

/** The netmask that ipvsadm does not print: every client on its own. */
export function fullNetmask(family: AddressFamily): string {
	return family === 'ipv4' ? '255.255.255.255' : '128';
}

/** The text form of a key, as the command line and `--json` have it. */
export function serviceId(key: ServiceKey): ServiceId {
	if (key.kind === 'fwmark') {
		return `${key.family === 'ipv6' ? 'fwm6' : 'fwm'}:${key.fwmark}`;
	}

	return `${key.protocol}:${formatEndpoint(key)}`;
}

const protocolOrder: Readonly<Record<Protocol, number>> = {tcp: 0, udp: 1, sctp: 2};
const familyOrder: Readonly<Record<AddressFamily, number>> = {ipv4: 0, ipv6: 1};

/**
 * The order in which services are shown: TCP, UDP, SCTP, each by address and port (IPv4 first, all by
 * number), then firewall marks by mark and family. ipvsadm's own order is not one that can be followed:
 * it compares by a signed difference that overflows, so it is not even transitive.
 */
export function compareServiceKeys(one: ServiceKey, other: ServiceKey): number {
	if (one.kind === 'fwmark' || other.kind === 'fwmark') {
		return one.kind === 'fwmark' && other.kind === 'fwmark'
			? one.fwmark - other.fwmark || familyOrder[one.family] - familyOrder[other.family]
			: Number(one.kind === 'fwmark') - Number(other.kind === 'fwmark');
	}

	return (
		protocolOrder[one.protocol] - protocolOrder[other.protocol] || compareEndpoints(one, other)
	);
}
