/**
 * The whole rules of a director: what `ipvsadm -Sn` says, with the thresholds that it leaves out.
 */

import {parseHexNetmask} from '../ipvs/hex-address.ts';
import type {ListedServer, ProcService} from '../ipvs/listing.ts';
import {saveFormatParser} from '../ipvs/parse/save-format.ts';
import {thresholdListingParser} from '../ipvs/parse/threshold-listing.ts';
import type {ServiceWithServers} from '../ipvs/rule-set.ts';
import type {ServerId, ServerRule} from '../ipvs/server.ts';
import {serverId} from '../ipvs/server.ts';
import {type ServiceId, type ServiceRule, serviceId} from '../ipvs/service.ts';
import {type IndexedRows, indexRows} from './indexed-rows.ts';
import type {Sources} from './sources.ts';

/** A service's rule and those of its servers. */
export interface KnownService {
	readonly service: ServiceRule;
	readonly servers: ReadonlyMap<ServerId, ServerRule>;
}

/** The rules by the ids of their rows. */
export type KnownRules = ReadonlyMap<ServiceId, KnownService>;

/**
 * Reads the rules. A server that only one of the two listings has (it came or went between them) is left
 * out: its thresholds are not known, and 0 would be a lie that an edit could write back.
 */
export async function readRules(sources: Sources): Promise<KnownRules> {
	const saved = await sources.ipvsadm(['-Sn'], saveFormatParser());
	const listed = await sources.ipvsadm(['-Ln', '--thresholds'], thresholdListingParser);
	const thresholds = await sources.slices(indexRows(listed.services, ({service}) => service.key));
	return await sources.slices(joinThresholds(saved, thresholds));
}

type Thresholds = Pick<ServerRule, 'upperThreshold' | 'lowerThreshold'>;

function* joinThresholds(
	saved: readonly ServiceWithServers[],
	thresholds: IndexedRows<unknown, Thresholds>,
): Generator<void, KnownRules> {
	const rules = new Map<ServiceId, KnownService>();
	for (const {service, servers} of saved) {
		const id = serviceId(service.key);
		const known = new Map<ServerId, ServerRule>();
		for (const server of servers) {
			const found = thresholds.get(id)?.servers.get(serverId(server));
			if (found) {
				const {upperThreshold, lowerThreshold} = found;
				known.set(serverId(server), {...server, upperThreshold, lowerThreshold});
			}

			yield;
		}

		rules.set(id, {service, servers: known});
		yield;
	}

	return rules;
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
