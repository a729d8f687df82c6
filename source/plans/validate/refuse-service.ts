/**
 * Why a service cannot be created as requested: what ipvsadm or the kernel would refuse, or worse, silently change.
 */
import {type AddressFamily, familyOf, parseIpAddress} from '../../ipvs/address.ts';
import {parseIpv4} from '../../ipvs/ipv4.ts';
import {longestTimeout} from '../../ipvs/listing.ts';
import {
	canonicalSchedulerFlags,
	printedSchedulerFlags,
	schedulerNamed,
} from '../../ipvs/scheduler.ts';
import type {AddressServiceKey, Persistence, ServiceRule} from '../../ipvs/service.ts';
import {type Check, type Fault, faultsOf, firstReason} from './fault.ts';

/** The fields of a service that can be invalid. */
export type ServiceField =
	| 'address'
	| 'port'
	| 'fwmark'
	| 'scheduler'
	| 'timeout'
	| 'netmask'
	| 'engine'
	| 'onePacket';

const largestFwmark = 0xffff_ffff;

const name = /^[a-z][\w-]{0,14}$/i;

function refuseMark(fwmark: number): string | null {
	return Number.isInteger(fwmark) && fwmark >= 1 && fwmark <= largestFwmark
		? null
		: `a firewall mark is a whole number from 1 to ${largestFwmark}`;
}

function refuseAddress({address, family}: AddressServiceKey): string | null {
	return parseIpAddress(address) === address && familyOf(address) === family
		? null
		: `${address} is not an IP address`;
}

function refusePort(port: number, persistence: Persistence | null): string | null {
	if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
		return 'a port is a whole number from 0 to 65535';
	}

	return port === 0 && !persistence ? 'a service for every port (port 0) must be persistent' : null;
}

function keyChecks({key, persistence}: ServiceRule): readonly Check<ServiceField>[] {
	return key.kind === 'fwmark'
		? [['fwmark', refuseMark(key.fwmark)]]
		: [
				['address', refuseAddress(key)],
				['port', refusePort(key.port, persistence)],
			];
}

function refuseScheduler({scheduler, schedulerFlags}: ServiceRule): string | null {
	if (!name.test(scheduler)) {
		return `'${scheduler}' cannot be the name of a scheduler (at most 15 letters and digits)`;
	}

	const flags = canonicalSchedulerFlags(scheduler, schedulerFlags);
	if (flags === null) {
		const own = schedulerNamed(scheduler)?.flags.filter(flag => flag !== null) ?? [];
		return `the scheduler ${scheduler} only has the flags ${own.join(', ')}, not ${schedulerFlags.join(', ')}`;
	}

	const hidden = flags.filter(flag => !printedSchedulerFlags(scheduler, flags).includes(flag));
	return hidden.length > 0
		? `${hidden.join(', ')} has no effect on ${scheduler}, and ipvsadm does not show it`
		: null;
}

/** Why a text is not a netmask for persistence: dotted for IPv4, a prefix length for IPv6. */
export function refuseNetmask(family: AddressFamily, netmask: string): string | null {
	if (family === 'ipv6') {
		return /^[1-9]\d*$/.test(netmask) && Number(netmask) <= 128
			? null
			: `the mask of an IPv6 service is a prefix length, 1 to 128, not ${netmask}`;
	}

	const mask = parseIpv4(netmask);
	if (mask === null) {
		return `the mask of an IPv4 service is a dotted netmask such as 255.255.255.0, not ${netmask}`;
	}

	// The host part of a mask is a power of two minus one.
	const host = 0xffff_ffff - mask;
	return Number.isInteger(Math.log2(host + 1))
		? null
		: `${netmask} is not a netmask: it has ones after a zero`;
}

function persistenceChecks(
	family: AddressFamily,
	{timeout, netmask}: Persistence,
	before: Persistence | null,
): readonly Check<ServiceField>[] {
	const isFine = Number.isInteger(timeout) && timeout >= 1 && timeout <= longestTimeout;
	return [
		[
			'timeout',
			isFine
				? null
				: `a persistence timeout is a whole number of seconds from 1 to ${longestTimeout}`,
		],
		// An existing mask has been accepted, whatever it looks like.
		['netmask', netmask === before?.netmask ? null : refuseNetmask(family, netmask)],
	];
}

function refuseEngine({engine, persistence}: ServiceRule): string | null {
	if (engine === null) {
		return null;
	}

	return name.test(engine)
		? persistence
			? null
			: `the persistence engine ${engine} has no effect without persistence`
		: `'${engine}' cannot be the name of a persistence engine`;
}

function refuseOnePacket({key, onePacket}: ServiceRule): string | null {
	return onePacket && key.kind === 'address' && key.protocol !== 'udp'
		? 'one-packet scheduling is only for UDP and firewall marks'
		: null;
}

/**
 * Why this service cannot be created, by field; empty if it can. NaN stands for an invalid number. `before` is the rule
 * to edit, or null: existing odd values that do not change are accepted.
 */
export function serviceFaults(
	rule: ServiceRule,
	before: ServiceRule | null,
): readonly Fault<ServiceField>[] {
	const {key, persistence, engine} = rule;
	const engineIsOld = before !== null && engine === before.engine && !before.persistence;
	return faultsOf<ServiceField>([
		...keyChecks(rule),
		['scheduler', refuseScheduler(rule)],
		...(persistence ? persistenceChecks(key.family, persistence, before?.persistence ?? null) : []),
		['engine', engineIsOld ? null : refuseEngine(rule)],
		['onePacket', refuseOnePacket(rule)],
	]);
}

/** The first of the {@link serviceFaults}; null if there is none. */
export function refuseService(rule: ServiceRule, before: ServiceRule | null): string | null {
	return firstReason(serviceFaults(rule, before));
}
