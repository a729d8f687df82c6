/**
 * Rows for tests of actions, as a reading shows them.
 */

import {type ServerRule, serverId} from '../../source/ipvs/server.ts';
import {type AddressServiceKey, type ServiceRule, serviceId} from '../../source/ipvs/service.ts';
import type {KnownServer, KnownService, Target} from '../../source/plans/seen.ts';

export const webKey: AddressServiceKey = {
	kind: 'address',
	protocol: 'tcp',
	family: 'ipv4',
	address: '172.16.249.138',
	port: 80,
};

export const web: ServiceRule = {
	key: webKey,
	scheduler: 'wlc',
	schedulerFlags: [],
	persistence: null,
	engine: null,
	onePacket: false,
};

export const nat: ServerRule = {
	address: '10.0.0.8',
	port: 8080,
	forwarding: 'masq',
	tunnel: null,
	weight: 1,
	upperThreshold: 1000,
	lowerThreshold: 800,
};

export const gue: ServerRule = {
	address: '10.0.0.11',
	port: 80,
	forwarding: 'tunnel',
	tunnel: {type: 'gue', port: 6080, checksum: 'remcsum'},
	weight: 1,
	upperThreshold: 0,
	lowerThreshold: 0,
};

type Connections = Partial<
	Pick<KnownServer, 'activeConnections' | 'inactiveConnections' | 'persistentConnections'>
>;

/** A server without connections where none are given. */
export function seenServer(rule: ServerRule, connections: Connections = {}): KnownServer {
	return {
		id: serverId(rule),
		address: rule.address,
		port: rule.port,
		weight: rule.weight,
		activeConnections: 0,
		inactiveConnections: 0,
		persistentConnections: 0,
		...connections,
		rule,
	};
}

export function seenService(rule: ServiceRule, servers: readonly KnownServer[] = []): KnownService {
	const {key, scheduler, schedulerFlags, persistence, onePacket} = rule;
	return {
		id: serviceId(key),
		key,
		scheduler,
		schedulerFlags,
		persistence,
		onePacket,
		rule,
		servers,
	};
}

/** The servers of a service as an action gets them. */
export function targetsIn(service: KnownService): readonly Target[] {
	return service.servers.map(server => ({service, server}));
}

/** The commands of a proposal as a person reads them, or why there is none. */
export function commandsOf(proposal: {
	readonly plan?: {readonly steps: readonly {readonly command: readonly string[]}[]} | undefined;
	readonly refused?: string | undefined;
}): readonly string[] | string {
	return (
		proposal.plan?.steps.map(({command}) => command.join(' ')) ?? proposal.refused ?? 'neither'
	);
}
