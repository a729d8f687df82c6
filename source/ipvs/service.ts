/**
 * A virtual service: the address that clients connect to, and how it is balanced.
 */
import {type AddressFamily, compareEndpoints, formatEndpoint, type IpAddress} from './address.ts';

/** The transport protocols for which ipvsadm can create services. */
export type Protocol = 'tcp' | 'udp' | 'sctp';

/** A service found by protocol, address and port. Port 0 means every port that has no other service. */
export interface AddressServiceKey {
	readonly kind: 'address';
	readonly protocol: Protocol;
	readonly family: AddressFamily;
	readonly address: IpAddress;
	readonly port: number;
}

/** A service found by a firewall mark. The same mark in the other family is another service. */
export interface FwmarkServiceKey {
	readonly kind: 'fwmark';
	readonly family: AddressFamily;
	/** 1 to 4294967295. */
	readonly fwmark: number;
}

/** The identity of a service; it cannot be edited. */
export type ServiceKey = AddressServiceKey | FwmarkServiceKey;

/**
 * The text form of a service's key: `tcp:10.1.1.1:80`, `udp:[2001:db8::1]:53`, `fwm:7`, `fwm6:8`. Its type keeps other
 * texts and the ids of servers out.
 */
export type ServiceId = `${Protocol | 'fwm' | 'fwm6'}:${string}`;

/** A client stays on its server until `timeout` seconds after its last connection. */
export interface Persistence {
	/** Seconds; ipvsadm accepts 1 to 2678400, other programs can set any unsigned 32-bit number. */
	readonly timeout: number;
	/** As for `-M`: dotted for IPv4 (`255.255.255.0`), prefix length for IPv6 (`64`). */
	readonly netmask: string;
}

/** A service with everything that `ipvsadm -A` sets. */
export interface ServiceRule {
	readonly key: ServiceKey;
	/** The name as ipvsadm prints it, `wlc` and so on; `none` means no scheduler. */
	readonly scheduler: string;
	/** The names as for `-b`, in ipvsadm's order. */
	readonly schedulerFlags: readonly string[];
	readonly persistence: Persistence | null;
	/** The persistence engine, `sip`, or null. */
	readonly engine: string | null;
	/** One-packet scheduling (`-o`). */
	readonly onePacket: boolean;
}

/** The default netmask, which ipvsadm does not print: every client separately. */
export function fullNetmask(family: AddressFamily): string {
	return family === 'ipv4' ? '255.255.255.255' : '128';
}

/** The text form of a key, as on the command line and in `--json`. */
export function serviceId(key: ServiceKey): ServiceId {
	if (key.kind === 'fwmark') {
		return `${key.family === 'ipv6' ? 'fwm6' : 'fwm'}:${key.fwmark}`;
	}

	return `${key.protocol}:${formatEndpoint(key)}`;
}

const protocolOrder: Readonly<Record<Protocol, number>> = {tcp: 0, udp: 1, sctp: 2};
const familyOrder: Readonly<Record<AddressFamily, number>> = {ipv4: 0, ipv6: 1};

/**
 * The display order of services: TCP, UDP, SCTP, each by address and port (IPv4 first, all by number), then firewall
 * marks by mark and family. ipvsadm's own order cannot be used: it compares by a signed difference that overflows, so
 * it is not even transitive.
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
