/**
 * The whole rules of a director, indexed so that a reading can be joined with them.
 */
import {parseHexNetmask} from '../../ipvs/hex-address.ts';
import type {ProcServer, ProcService} from '../../ipvs/listing.ts';
import type {KnownLines} from '../../ipvs/parse/known-lines.ts';
import {type ServerId, type ServerRule, serverId} from '../../ipvs/server.ts';
import {type ServiceId, type ServiceRule, serviceId} from '../../ipvs/service.ts';
import type {UnreadableText} from './reading.ts';
import {type RulesListings, readBothListings} from './rules-listings.ts';
import type {Sources} from './sources.ts';

/** A service of the rules. */
export interface KnownService {
	/** Null if its own line could not be parsed. */
	readonly rule: ServiceRule | null;
	readonly servers: ReadonlyMap<ServerId, ServerRule>;
	/** Why its own line could not be parsed; missing if it could. */
	readonly unreadable?: UnreadableText;
	/** The servers whose lines could not be parsed; missing if all could. */
	readonly unreadableServers?: ReadonlyMap<ServerId, UnreadableText>;
}

/** The rules by the ids of their rows. */
export type KnownRules = ReadonlyMap<ServiceId, KnownService>;

function* indexRules({rules, unreadable, orphans}: RulesListings): Generator<void, KnownRules> {
	const index = new Map<ServiceId, KnownService>();
	const entries = [
		...rules.map(({service, servers}) => ({rule: service, key: service.key, servers})),
		...orphans.map(({key, servers}) => ({rule: null, key, servers})),
	];
	for (const {rule, key, servers} of entries) {
		const byId = new Map<ServerId, ServerRule>();
		for (const server of servers) {
			byId.set(serverId(server), server);
			yield;
		}

		index.set(serviceId(key), {rule, servers: byId});
		yield;
	}

	for (const {row, service, server, text, reason} of unreadable) {
		if (service !== null) {
			const id = serviceId(service);
			const known: KnownService = index.get(id) ?? {rule: null, servers: new Map()};
			const {unreadableServers = new Map<ServerId, UnreadableText>()} = known;
			index.set(
				id,
				row === 'service'
					? {...known, unreadable: {text, reason}}
					: {
							...known,
							unreadableServers: new Map([
								...unreadableServers,
								...(server ? [[serverId(server), {text, reason}] as const] : []),
							]),
						},
			);
		}
	}

	return index;
}

/**
 * Reads the rules. A server that only one of the two listings has, because it changed between them, is left out.
 * @param known the lines of the last reading
 */
export async function readKnownRules(sources: Sources, known: KnownLines): Promise<KnownRules> {
	return await sources.slices(indexRules(await readBothListings(sources, known)));
}

/** Whether this rule matches a service of the table, as far as the table shows. */
export function serviceFits(row: ProcService, rule: ServiceRule): boolean {
	const sameOnePacket = row.onePacket === null || row.onePacket === rule.onePacket;
	return row.scheduler === rule.scheduler && sameOnePacket && persistenceFits(row, rule);
}

function persistenceFits({persistence}: ProcService, rule: ServiceRule): boolean {
	if (persistence === null || rule.persistence === null) {
		return persistence === rule.persistence;
	}

	const netmask = parseHexNetmask(rule.key.family, persistence.maskHex);
	return netmask === null || netmask === rule.persistence.netmask;
}

/** Whether this rule matches a server of the table. ipvsadm saves `local` as `-g` (its print_service_entry). */
export function serverFits(row: Pick<ProcServer, 'forwarding'>, rule: ServerRule): boolean {
	const forwarding = row.forwarding === 'local' ? 'route' : row.forwarding;
	return forwarding === (rule.forwarding === 'local' ? 'route' : rule.forwarding);
}

/** Whether a service of the table has exactly the servers of this rule. Servers that could not be parsed match any. */
export function serversFit(row: ProcService, {servers, unreadableServers}: KnownService): boolean {
	return (
		row.servers.length === servers.size + (unreadableServers?.size ?? 0) &&
		row.servers.every(server => {
			const rule = servers.get(serverId(server));
			return rule ? serverFits(server, rule) : unreadableServers?.has(serverId(server)) === true;
		})
	);
}
