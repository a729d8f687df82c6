/**
 * Converts the arguments of ipvsadm to rules.
 */
import {ipAddress} from '../../ipvs/address.ts';
import {formatIpv4} from '../../ipvs/ipv4.ts';
import {canonicalSchedulerFlags} from '../../ipvs/scheduler.ts';
import type {ServerRule, Tunnel} from '../../ipvs/server.ts';
import type {ServiceKey, ServiceRule} from '../../ipvs/service.ts';
import type {ServerEntry, ServiceEntry} from './command-entry.ts';

const defaultScheduler = 'wlc';

/** The key of the service that the arguments name. */
export function serviceKeyOf({family, protocol, address, port, fwmark}: ServiceEntry): ServiceKey {
	return fwmark === 0
		? {
				kind: 'address',
				protocol: protocol ?? 'tcp',
				family: family ?? 'ipv4',
				address,
				port,
			}
		: {kind: 'fwmark', family: family ?? 'ipv4', fwmark};
}

const unspecified = [ipAddress('0.0.0.0'), ipAddress('::')];

/** `-Z` for a service with address and port 0 asks the kernel to zero everything, whatever the protocol. */
export function namesNothing({fwmark, address, port}: ServiceEntry): boolean {
	return fwmark === 0 && port === 0 && unspecified.includes(address);
}

/** The service with all its options. Without `-p` the mask has no effect. */
export function serviceRuleOf(entry: ServiceEntry): ServiceRule {
	const key = serviceKeyOf(entry);
	const scheduler = entry.scheduler === '' ? defaultScheduler : entry.scheduler;
	const netmask = key.family === 'ipv4' ? formatIpv4(entry.netmask) : String(entry.netmask);
	return {
		key,
		scheduler,
		schedulerFlags: canonicalSchedulerFlags(scheduler, entry.schedulerFlags) ?? [],
		persistence: entry.persistent ? {timeout: entry.timeout, netmask} : null,
		engine: entry.engine === '' ? null : entry.engine,
		onePacket: entry.onePacket,
	};
}

function tunnelOf({tunnelType, tunnelPort, tunnelChecksum}: ServerEntry): Tunnel {
	switch (tunnelType) {
		case 'ipip':
			return {type: 'ipip', port: null, checksum: null};
		case 'gre':
			return {type: 'gre', port: null, checksum: tunnelChecksum === 'csum' ? 'csum' : 'nocsum'};
		case 'gue':
			return {type: 'gue', port: tunnelPort, checksum: tunnelChecksum};
	}
}

/** The server with all its options. */
export function serverRuleOf(entry: ServerEntry): ServerRule {
	const {address, port, forwarding, weight, upperThreshold, lowerThreshold} = entry;
	return {
		address,
		port,
		forwarding,
		tunnel: forwarding === 'tunnel' ? tunnelOf(entry) : null,
		weight,
		upperThreshold,
		lowerThreshold,
	};
}
