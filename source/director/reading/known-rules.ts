/**
 * The whole rules of a director, made searchable, so that a reading can be joined with them.
 */
import {parseHexNetmask} from '../../ipvs/hex-address.ts';
import type {ListedServer, ProcService} from '../../ipvs/listing.ts';
import type {KnownLines} from '../../ipvs/parse/known-lines.ts';
import type {ServiceWithServers} from '../../ipvs/rule-set.ts';
import {type ServerRule, serverId} from '../../ipvs/server.ts';
import type {ServiceRule} from '../../ipvs/service.ts';
import {type IndexedRows, type IndexedService, indexRows} from './indexed-rows.ts';
import {readBothListings} from './rules-listings.ts';
import type {Sources} from './sources.ts';

/** The rules by the ids of their rows. */
export type KnownRules = IndexedRows<ServiceWithServers, ServerRule>;

/** A service's rule and those of its servers. */
export type KnownService = IndexedService<ServiceWithServers, ServerRule>;

/**
 * Reads the rules. A server that only one of the two listings has (it came or went between them) is left
 * out.
 * @param known the lines of the last reading
 */
export async function readKnownRules(sources: Sources, known: KnownLines): Promise<KnownRules> {
	const {rules} = await readBothListings(sources, known);
	return await sources.slices(indexRows(rules, ({service}) => service.key));
}

/** Whether a service of the table can have this rule, as far as the table tells. */
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

/** Whether a server of the table can have this rule. ipvsadm saves `local` as `-g` (its print_service_entry). */
export function serverFits(row: ListedServer, rule: ServerRule): boolean {
	const forwarding = row.forwarding === 'local' ? 'route' : row.forwarding;
	return forwarding === (rule.forwarding === 'local' ? 'route' : rule.forwarding);
}

/** Whether a service of the table has exactly the servers of this rule. */
export function serversFit(row: ProcService, known: KnownService): boolean {
	return (
		row.servers.length === known.servers.size &&
		row.servers.every(server => {
			const rule = known.servers.get(serverId(server));
			return rule !== undefined && serverFits(server, rule);
		})
	);
}
