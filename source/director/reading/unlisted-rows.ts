/**
 * Finds rows that only the kernel or only ipvsadm lists: an ipvsadm that was built without netlink silently lists no
 * IPv6 service, or lists it under another address.
 */
import type {Listing, ProcService} from '../../ipvs/listing.ts';
import type {RuleSet} from '../../ipvs/rule-set.ts';
import {type ServerId, type ServerKey, serverId} from '../../ipvs/server.ts';
import {type ServiceId, type ServiceKey, serviceId} from '../../ipvs/service.ts';

/** The servers of a service; for a firewall mark those of both families, because /proc does not tell them apart. */
type ServersById = ReadonlyMap<ServiceId, ReadonlySet<ServerId>>;

function nameOf(key: ProcService['key'] | ServiceKey): ServiceId {
	return key.kind === 'fwmark' ? `fwm:${key.fwmark}` : serviceId(key);
}

function indexed(
	rows: readonly {
		readonly key: ProcService['key'] | ServiceKey;
		readonly servers: readonly ServerKey[];
	}[],
): ServersById {
	const index = new Map<ServiceId, Set<ServerId>>();
	for (const {key, servers} of rows) {
		const name = nameOf(key);
		const ids = index.get(name) ?? new Set();
		index.set(name, ids);
		for (const server of servers) {
			ids.add(serverId(server));
		}
	}

	return index;
}

/** A row that only one of them has. */
export interface UnlistedRow {
	/** The service that it is, or belongs to. */
	readonly service: ServiceId;
	/** Its name as shown. */
	readonly name: string;
	readonly reason: string;
}

function onlyIn(one: ServersById, other: ServersById, reason: string): UnlistedRow[] {
	const rows: UnlistedRow[] = [];
	for (const [service, servers] of one) {
		const found = other.get(service);
		if (!found) {
			rows.push({service, name: service, reason});
			continue;
		}

		for (const server of servers) {
			if (!found.has(server)) {
				rows.push({service, name: `${server} in ${service}`, reason});
			}
		}
	}

	return rows;
}

const notListed =
	'it is in /proc/net/ip_vs, but ipvsadm -Sn does not print it; an ipvsadm without netlink prints no IPv6 rows and no engines';
const notInKernel = 'ipvsadm -Sn prints it, but it is not in /proc/net/ip_vs';

/**
 * Compares the output of ipvsadm with the kernel's own table.
 * @param others rows that ipvsadm prints but that are reported elsewhere, because they could not be parsed
 */
export function unlistedRows(
	rules: RuleSet,
	table: Listing<ProcService>,
	others: readonly {readonly service: ServiceKey | null; readonly server: ServerKey | null}[],
): readonly UnlistedRow[] {
	const printed = indexed([
		...rules.map(({service, servers}) => ({key: service.key, servers})),
		...others.flatMap(({service, server}) =>
			service ? [{key: service, servers: server ? [server] : []}] : [],
		),
	]);
	const present = indexed(table.services);
	return [...onlyIn(present, printed, notListed), ...onlyIn(printed, present, notInKernel)];
}
