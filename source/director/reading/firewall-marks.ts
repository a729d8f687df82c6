/**
 * Finds the family of the firewall marks in /proc/net/ip_vs: the file does not show it, although the same mark in the
 * other family is another service.
 */
import {type AddressFamily, familyOf} from '../../ipvs/address.ts';
import type {ListedService, ProcService} from '../../ipvs/listing.ts';
import type {FwmarkServiceKey, ServiceKey} from '../../ipvs/service.ts';
import {serviceId} from '../../ipvs/service.ts';
import {type KnownRules, serversFit, serviceFits} from './known-rules.ts';

/** A service of the table with its full key. */
export interface TableService {
	readonly key: ServiceKey;
	/** False if the family is a guess from the servers. */
	readonly familyKnown: boolean;
	readonly row: ProcService;
}

/** The table with full keys. */
export interface ResolvedTable {
	readonly services: readonly TableService[];
	/** Marks that occur twice and cannot be told apart: their numbers must come from elsewhere. */
	readonly ambiguous: readonly number[];
	/** Marks that do not match the rules, so that either is out of date. */
	readonly unfitting: readonly number[];
}

/**
 * Determines the family of each firewall mark: by the rules if they are known, otherwise by its servers.
 * @param rules null if they may not be read
 */
export function resolveTable(
	rows: readonly ProcService[],
	rules: KnownRules | null,
): ResolvedTable {
	const services: TableService[] = [];
	const marks = new Map<number, ProcService[]>();
	for (const row of rows) {
		if (row.key.kind === 'address') {
			services.push({key: row.key, familyKnown: true, row});
		} else {
			const {fwmark} = row.key;
			marks.set(fwmark, [...(marks.get(fwmark) ?? []), row]);
		}
	}

	const ambiguous: number[] = [];
	const unfitting: number[] = [];
	for (const [fwmark, found] of marks) {
		const resolved = rules === null ? null : familiesByRules(fwmark, found, rules);
		if (resolved === 'ambiguous') {
			ambiguous.push(fwmark);
		} else if (resolved === null && rules !== null) {
			unfitting.push(fwmark);
		}

		const known = Array.isArray(resolved);
		const families = known ? resolved : familiesByServers(found);
		for (const [index, family] of families.entries()) {
			const row = found[index];
			if (row) {
				services.push({key: markKey(fwmark, family), familyKnown: known, row});
			}
		}
	}

	return {services, ambiguous, unfitting};
}

/**
 * Replaces the numbers of the ambiguous marks by a listing of ipvsadm, which shows the family; null if the listing does
 * not have both services of each mark, because they have changed.
 */
export function replaceMarks(
	table: ResolvedTable,
	listed: readonly ListedService[],
): readonly TableService[] | null {
	const replaced = new Set(table.ambiguous);
	const others = table.services.filter(
		({key}) => key.kind === 'address' || !replaced.has(key.fwmark),
	);
	const rows = listed.flatMap(({service, servers}): TableService[] => {
		const {key} = service;
		return key.kind === 'fwmark' && replaced.has(key.fwmark)
			? [{key, familyKnown: true, row: asRow(service, servers, key)}]
			: [];
	});
	return rows.length === 2 * replaced.size ? [...others, ...rows] : null;
}

function asRow(
	{scheduler, onePacket}: ListedService['service'],
	servers: ListedService['servers'],
	{fwmark}: FwmarkServiceKey,
): ProcService {
	return {key: {kind: 'fwmark', fwmark}, scheduler, onePacket, persistence: null, servers};
}

function markKey(fwmark: number, family: AddressFamily): FwmarkServiceKey {
	return {kind: 'fwmark', family, fwmark};
}

/** The families of one or two rows of a mark; null if rows and rules do not match. */
function familiesByRules(
	fwmark: number,
	rows: readonly ProcService[],
	rules: KnownRules,
): readonly AddressFamily[] | 'ambiguous' | null {
	const [first, second, ...more] = rows;
	const has = (family: AddressFamily) => rules.has(serviceId(markKey(fwmark, family)));
	const fits = (row: ProcService, family: AddressFamily) => {
		const known = rules.get(serviceId(markKey(fwmark, family)));
		return (
			known !== undefined &&
			(known.rule === null || serviceFits(row, known.rule)) &&
			serversFit(row, known)
		);
	};
	if (first === undefined || more.length > 0) {
		return null;
	}

	if (second === undefined) {
		const families = (['ipv4', 'ipv6'] as const).filter(has);
		const fitting = families.length > 1 ? families.filter(family => fits(first, family)) : families;
		return fitting.length === 1 ? fitting : null;
	}

	const straight = fits(first, 'ipv4') && fits(second, 'ipv6');
	const crossed = fits(first, 'ipv6') && fits(second, 'ipv4');
	if (straight && crossed && first.servers.length > 0) {
		return 'ambiguous';
	}

	if (straight) {
		return ['ipv4', 'ipv6'];
	}

	return crossed ? ['ipv6', 'ipv4'] : null;
}

/** A guess: without tunnels servers have the family of their service. A mark has one row for each family. */
function familiesByServers(rows: readonly ProcService[]): readonly AddressFamily[] {
	const [first, second] = rows;
	const one = first === undefined ? null : familyOfServers(first);
	if (second === undefined) {
		return [one ?? 'ipv4'];
	}

	const other = familyOfServers(second);
	return (one ?? (other === 'ipv4' ? 'ipv6' : 'ipv4')) === 'ipv4'
		? ['ipv4', 'ipv6']
		: ['ipv6', 'ipv4'];
}

function familyOfServers({servers}: ProcService): AddressFamily | null {
	const [first] = servers;
	return first === undefined ? null : familyOf(first.address);
}
