/**
 * Why a server cannot be created as requested: what ipvsadm or the kernel would refuse, or worse, silently change.
 */

import {familyOf, type IpAddress, parseIpAddress} from '../../ipvs/address.ts';
import {type ServerRule, serverId} from '../../ipvs/server.ts';
import {type ServiceKey, serviceId} from '../../ipvs/service.ts';
import {whyNotUnicast} from '../../ipvs/unicast.ts';
import {isWeight, largestWeight} from '../set-weight.ts';
import {type Fault, faultsOf, firstReason} from './fault.ts';

const largestThreshold = 0x7fff_ffff;

/** The fields of a server that can be invalid. */
export type ServerField =
	| 'address'
	| 'port'
	| 'forwarding'
	| 'tunnelPort'
	| 'weight'
	| 'upperThreshold'
	| 'lowerThreshold';

function isWhole(number: number, least: number, most: number): boolean {
	return Number.isInteger(number) && number >= least && number <= most;
}

/** Why the kernel would refuse a new server because of its address, or null. */
export function refuseNewAddress(address: IpAddress): string | null {
	const reason = whyNotUnicast(address);
	return reason && `the kernel accepts no server at ${address}: ${reason}`;
}

/** The address of an existing server is always valid, because the kernel has accepted it. */
function refuseAddress(address: IpAddress, isNew: boolean): string | null {
	if (parseIpAddress(address) !== address) {
		return `${address} is not an IP address`;
	}

	return isNew ? refuseNewAddress(address) : null;
}

function refusePort(service: ServiceKey, {port, forwarding}: ServerRule): string | null {
	if (!isWhole(port, 0, 65_535)) {
		return 'a port is a whole number from 0 to 65535';
	}

	if (service.kind === 'address' && forwarding !== 'masq' && port !== service.port) {
		return (
			`only masquerading (NAT) can change the port: with ${forwarding} the packet arrives at port ` +
			`${service.port} of the server, and ipvsadm would silently use that port`
		);
	}

	return null;
}

function refuseFamily(service: ServiceKey, {address, forwarding}: ServerRule): string | null {
	return familyOf(address) !== service.family && forwarding !== 'tunnel'
		? `a server whose address family differs from ${serviceId(service)} needs a tunnel`
		: null;
}

function refuseForwarding({forwarding, tunnel}: ServerRule): string | null {
	if (forwarding === 'local') {
		return 'ipvsadm has no option for Local; the kernel itself detects that a server is the director';
	}

	if (forwarding === 'tunnel') {
		return tunnel ? null : 'a tunnelled server needs a tunnel type';
	}

	return tunnel ? `tunnel options cannot be used with ${forwarding}` : null;
}

function refuseTunnelPort({tunnel}: ServerRule): string | null {
	return tunnel?.type === 'gue' && !isWhole(tunnel.port, 1, 65_535)
		? 'a gue tunnel needs a port from 1 to 65535'
		: null;
}

function refuseThreshold(threshold: number): string | null {
	return isWhole(threshold, 0, largestThreshold)
		? null
		: `a threshold is a whole number from 0 (none) to ${largestThreshold}`;
}

function refuseOrder({upperThreshold, lowerThreshold}: ServerRule): string | null {
	return lowerThreshold > upperThreshold
		? `the lower threshold ${lowerThreshold} is above the upper one ${upperThreshold}`
		: null;
}

/**
 * Why this server cannot be created in that service, by field; empty if it can. NaN stands for an invalid number.
 * `before` is the entry to edit, or null: an existing weight is always accepted.
 */
export function serverFaults(
	service: ServiceKey,
	rule: ServerRule,
	before: ServerRule | null,
): readonly Fault<ServerField>[] {
	const weightIsFine = isWeight(rule.weight) || rule.weight === before?.weight;
	return faultsOf<ServerField>([
		['address', refuseAddress(rule.address, before === null)],
		['forwarding', refuseForwarding(rule)],
		['tunnelPort', refuseTunnelPort(rule)],
		['address', refuseFamily(service, rule)],
		['port', refusePort(service, rule)],
		['weight', weightIsFine ? null : `a weight is a whole number from 0 to ${largestWeight}`],
		['upperThreshold', refuseThreshold(rule.upperThreshold)],
		['lowerThreshold', refuseThreshold(rule.lowerThreshold) ?? refuseOrder(rule)],
	]);
}

/** The first of the {@link serverFaults}; null if there is none. */
export function refuseServer(
	service: ServiceKey,
	rule: ServerRule,
	before: ServerRule | null,
): string | null {
	return firstReason(serverFaults(service, rule, before));
}

/** The settings of this server that have no effect, one sentence each. */
export function serverHints(
	service: {readonly key: ServiceKey; readonly persistence: object | null},
	rule: ServerRule,
): readonly string[] {
	if (service.key.kind !== 'fwmark' || rule.port === 0) {
		return [];
	}

	const name = `the port of ${serverId(rule)} in ${serviceId(service.key)} has no effect`;
	if (rule.forwarding !== 'masq') {
		return [`${name}: only masquerading (NAT) can change the port`];
	}

	return service.persistence
		? [`${name}: a persistent service of a firewall mark keeps the port of the packet`]
		: [];
}
