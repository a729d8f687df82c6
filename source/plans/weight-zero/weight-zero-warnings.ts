/**
 * Limits of weight 0: the same sentences for every plan that removes a server's weight, drain or not.
 */
import type {ServerId} from '../../ipvs/server.ts';
import {serverId} from '../../ipvs/server.ts';
import {serviceId} from '../../ipvs/service.ts';
import type {Step} from '../plan.ts';
import type {KnownService, Target} from '../seen.ts';
import {persistenceWarnings} from './persistence-pause.ts';
import {portReuseWarnings} from './port-reuse.ts';
import {realServersOf, stillUsedInWords} from './same-real-server.ts';
import type {DirectorSituation, DrainSituation} from './situation.ts';

function protocolWarnings({key, onePacket}: KnownService): readonly string[] {
	if (key.kind === 'fwmark' || onePacket) {
		return [];
	}

	if (key.protocol === 'udp') {
		// `ip_vs_in` follows the entry of a flow whatever the weight; the flow ends only without a server.
		return [
			'weight 0 does not move UDP clients that never pause (resolvers, QUIC, syslog); deleting the server with expire_nodest_conn=1 moves them',
		];
	}

	return key.port === 21
		? ['FTP: a transfer needs its control connection, so wait for all connections of the server']
		: [];
}

function backupWarnings({settings}: DrainSituation): readonly string[] {
	return settings?.daemons.some(({role}) => role === 'backup')
		? ['a backup sync daemon runs here: connections of another director count, too']
		: [];
}

/** Limits of weight 0 for one server, one sentence each. */
export function targetWarnings(target: Target, situation: DrainSituation): readonly string[] {
	return [
		...persistenceWarnings(target, situation),
		...portReuseWarnings(target, situation),
		...protocolWarnings(target.service),
		...backupWarnings(situation),
	];
}

/** The servers whose weight the steps set to 0, as they were read. */
function takenToZero(steps: readonly Step[], services: readonly KnownService[]): readonly Target[] {
	const seen = new Map(services.map(service => [service.id, service]));
	const serversOf = new Map<KnownService, Map<ServerId, KnownService['servers'][number]>>();
	return steps.flatMap(({before, after}) => {
		if (
			before.row !== 'server' ||
			after.row !== 'server' ||
			before.rule.weight === 0 ||
			after.rule.weight !== 0
		) {
			return [];
		}

		const service = seen.get(serviceId(before.service));
		if (service === undefined) {
			return [];
		}

		const servers =
			serversOf.get(service) ?? new Map(service.servers.map(server => [server.id, server]));
		serversOf.set(service, servers);
		const server = servers.get(serverId(before.rule));
		return server === undefined ? [] : [{service, server}];
	});
}

/**
 * Limits of weight 0 for the servers whose weight the steps set to 0, each sentence once. `seen` are the services that
 * the steps affect.
 */
export function weightZeroWarnings(
	steps: readonly Step[],
	seen: readonly KnownService[],
	{services, ...situation}: DirectorSituation,
): readonly string[] {
	const targets = takenToZero(steps, seen);
	return targets.length === 0
		? []
		: [
				...new Set([
					...targets.flatMap(target => targetWarnings(target, situation)),
					...stillUsedInWords(targets, realServersOf(services)),
				]),
			];
}
