/**
 * Makes the services that the block of a virtual server describes, with keepalived's own defaults.
 */
import {type AddressFamily, familyOf} from '../../../ipvs/address.ts';
import {canonicalSchedulerFlags} from '../../../ipvs/scheduler.ts';
import {type ServerRule, serverId} from '../../../ipvs/server.ts';
import {fullNetmask, type ServiceKey, type ServiceRule} from '../../../ipvs/service.ts';
import {faulty, usualPersistence} from '../read-values.ts';
import {
	type Problem,
	problemAt,
	type WantedServer,
	type WantedService,
	type WantedSpare,
} from '../wanted.ts';
import {type Method, usualMethod} from './method.ts';
import type {ServerBlock} from './real-server.ts';
import type {VirtualServerBlock} from './virtual-server.ts';

/** The target of a virtual server: one service, or a mark without a family. */
export type Target =
	| ServiceKey
	| {readonly kind: 'fwmark'; readonly family: null; readonly fwmark: number};

/** The protocol that the kernel uses if the file does not give one. */
const usualProtocol = 'udp';
const usualScheduler = 'wlc';

/** Servers that are not reached through a tunnel. Only these must have the address family of the service. */
function direct<Server extends {readonly method: Method | null}>(
	servers: readonly Server[],
): readonly Server[] {
	return servers.filter(({method}) => method?.forwarding !== 'tunnel');
}

/** The address family of a block's firewall marks. If the block does not give it, its servers decide. */
export function familyOfBlock({family, servers, sorry, method}: VirtualServerBlock): AddressFamily {
	if (family) {
		return family;
	}

	const all = [...servers, ...(sorry ? [sorry] : [])].map(server => ({
		...server,
		method: server.method ?? method,
	}));
	const [first] = direct(all);
	if (first) {
		return familyOf(first.address);
	}

	const [one = 'ipv4', ...others] = new Set(all.map(({address}) => familyOf(address)));
	return others.length === 0 ? one : 'ipv4';
}

/** The port that a server gets. Only NAT can use another port than the service. */
function portOf(service: ServiceKey, isGroup: boolean, port: number, {forwarding}: Method): number {
	const own = service.kind === 'address' ? service.port : 0;
	return forwarding === 'masq' ? (isGroup || port !== 0 ? port : own) : own;
}

function serverRule(
	service: ServiceKey,
	isGroup: boolean,
	server: Pick<ServerBlock, 'address' | 'port' | 'method'>,
	block: VirtualServerBlock,
	more: Pick<ServerRule, 'weight' | 'upperThreshold' | 'lowerThreshold'>,
): ServerRule {
	const method = server.method ?? block.method ?? usualMethod;
	const port = portOf(service, isGroup, server.port, method);
	return {address: server.address, port, ...method, ...more};
}

function wantedServer(
	rule: ServerRule,
	server: ServerBlock,
	block: VirtualServerBlock,
): WantedServer {
	const inhibit = server.inhibit ?? block.inhibit;
	const isChecked = server.checks.length > 0;
	return {
		rule,
		staysListed: inhibit,
		absentBecause:
			isChecked && !inhibit ? 'keepalived removes a server while its health check fails' : null,
		zeroBecause:
			isChecked && inhibit
				? 'keepalived sets the weight to 0 while the health check fails (inhibit_on_failure)'
				: null,
		weightBecause: server.weightCheck === null ? null : `${server.weightCheck} sets the weight`,
	};
}

/**
 * The weight below which keepalived has certainly lost the quorum. A quorum above the sum of all weights counts as that
 * sum.
 */
function leastWeight({quorum, hysteresis}: VirtualServerBlock, total: number): number {
	const reached = Math.min(quorum, total);
	return Math.max(1, reached - Math.min(hysteresis, reached - 1));
}

function wantedSpare(
	key: ServiceKey,
	isGroup: boolean,
	block: VirtualServerBlock,
): WantedSpare | null {
	const {sorry, quorum} = block;
	if (!sorry) {
		return null;
	}

	const method = sorry.method ?? block.method ?? usualMethod;
	// keepalived gives the port of the service only to a sorry server that is not behind NAT.
	const port = method.forwarding === 'masq' ? sorry.port : portOf(key, isGroup, sorry.port, method);
	return {
		rule: {
			address: sorry.address,
			port,
			...method,
			weight: 1,
			upperThreshold: 0,
			lowerThreshold: 0,
		},
		name: 'sorry server',
		idle: sorry.inhibit ? 'weight-zero' : 'absent',
		usedBecause: `keepalived uses the sorry server while the servers in use do not reach the quorum of ${quorum}`,
		othersOutBecause: `the quorum of ${quorum} is not reached: keepalived uses the sorry server instead of all servers`,
	};
}

function serviceRule(key: ServiceKey, block: VirtualServerBlock, problems: Problem[]): ServiceRule {
	const {statement, persistence, netmask, engine} = block;
	const scheduler = block.scheduler ?? usualScheduler;
	const needsPersistence = key.kind === 'address' && key.port === 0 && persistence === null;
	if (needsPersistence) {
		problems.push(
			problemAt(statement, 'note', 'keepalived makes a service without a port persistent'),
		);
	}

	const onePacket = block.onePacket && (key.kind === 'fwmark' || key.protocol === 'udp');
	if (block.onePacket && !onePacket) {
		problems.push(
			problemAt(statement, 'note', 'keepalived ignores ops for a service that is not UDP'),
		);
	}

	const timeout = persistence ?? (needsPersistence ? usualPersistence : null);
	return {
		key,
		scheduler,
		schedulerFlags:
			canonicalSchedulerFlags(scheduler, block.flags) ??
			faulty(statement, `not flags of the scheduler ${scheduler}: ${block.flags.join(', ')}`),
		persistence: timeout === null ? null : {timeout, netmask: netmask ?? fullNetmask(key.family)},
		engine,
		onePacket,
	};
}

/** The servers of one service, each once. Servers that keepalived leaves out are reported. */
function serversOf(
	key: ServiceKey,
	isGroup: boolean,
	block: VirtualServerBlock,
	problems: Problem[],
): readonly WantedServer[] {
	const servers = new Map<string, WantedServer>();
	for (const server of block.servers) {
		const {weight, upperThreshold, lowerThreshold, statement} = server;
		const rule = serverRule(key, isGroup, server, block, {
			weight: weight ?? block.weight,
			upperThreshold,
			lowerThreshold,
		});
		const id = serverId(rule);
		const leaveOut = (reason: string) =>
			void problems.push(
				problemAt(statement, 'note', `keepalived leaves out the server ${id}: ${reason}`),
			);
		if (rule.forwarding !== 'tunnel' && familyOf(rule.address) !== key.family) {
			leaveOut('it is not of the family of the service');
		} else if (servers.has(id)) {
			leaveOut('it is there twice');
		} else {
			if (server.port !== 0 && server.port !== rule.port) {
				problems.push(
					problemAt(
						statement,
						'note',
						`the port is ${rule.port}, as that of the service: only NAT can change it`,
					),
				);
			}

			servers.set(id, wantedServer(rule, server, block));
		}
	}

	return [...servers.values()];
}

/** Makes the service with this key. `isGroup` is true if the key comes from a group. */
export function makeService(
	key: ServiceKey,
	isGroup: boolean,
	block: VirtualServerBlock,
	problems: Problem[],
): WantedService {
	const {file, line} = block.statement;
	const servers = serversOf(key, isGroup, block, problems);
	const total = servers.reduce((sum, {rule}) => sum + rule.weight, 0);
	return {
		file,
		line,
		rule: serviceRule(key, block, problems),
		// keepalived 2.2.7 loses the mask of a group.
		mayLackNetmask: isGroup,
		servers,
		spare: wantedSpare(key, isGroup, block),
		leastWeight: leastWeight(block, total),
	};
}

/** The protocol of the services of a block. A missing protocol is reported. */
export function protocolOf({protocol, statement}: VirtualServerBlock, problems: Problem[]) {
	if (protocol === null) {
		problems.push(
			problemAt(statement, 'note', 'no protocol is named, and keepalived makes the service UDP'),
		);
	}

	return protocol ?? usualProtocol;
}
