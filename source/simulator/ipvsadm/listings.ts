/**
 * The output of `ipvsadm -L` and `-S`.
 */
import type {Endpoint} from '../../ipvs/address.ts';
import type {Counters} from '../../ipvs/counters.ts';
import {formatRateListing, formatStatsListing} from '../../ipvs/format/counter-listings.ts';
import {
	formatListing,
	formatPersistentListing,
	formatThresholdListing,
	formatTunnelListing,
} from '../../ipvs/format/rule-listings.ts';
import {formatSave} from '../../ipvs/format/save-format.ts';
import type {Listing} from '../../ipvs/listing.ts';
import type {Kernel} from '../kernel.ts';
import {sortServers} from '../table/order.ts';
import type {Server, Service} from '../table/rows.ts';
import type {IpvsTable} from '../table/table.ts';
import {type ListingView, listingViews} from './command-entry.ts';
import type {OptionName} from './options.ts';

/** Wraps counters as 1.31 does: it reads connections and packets of servers, and all their rates, as 32-bit numbers. */
function wrapped(counters: Counters): Counters {
	return {
		...counters,
		connections: BigInt.asUintN(32, counters.connections),
		inPackets: BigInt.asUintN(32, counters.inPackets),
		outPackets: BigInt.asUintN(32, counters.outPackets),
	};
}

/** A row with its counters and rates. Rates of a simulated server stay below 2^32, so they are not wrapped. */
function counted({rule, statistics}: Server) {
	return {...endpointOf(rule), counters: wrapped(statistics.counters)};
}

function rated({rule, statistics}: Server) {
	return {...endpointOf(rule), rates: statistics.rates};
}

/** All values that the other views need; each view takes those it has columns for. */
function shown({rule, activeConnections, inactiveConnections, persistentConnections}: Server) {
	return {...rule, activeConnections, inactiveConnections, persistentConnections};
}

function endpointOf({address, port}: Endpoint): Endpoint {
	return {address, port};
}

type Options = ReadonlySet<OptionName>;

function serversOf({servers}: Service, options: Options): readonly Server[] {
	return options.has('nosort') ? servers : sortServers(servers);
}

function formatView(
	view: ListingView | null,
	header: Listing<unknown>['header'],
	services: readonly Service[],
	options: Options,
): string {
	const exact = options.has('exact');
	const rows = <Row>(row: (server: Server) => Row) =>
		services.map(service => ({
			service: service.rule,
			key: service.rule.key,
			counters: service.statistics.counters,
			rates: service.statistics.rates,
			servers: serversOf(service, options).map(row),
		}));
	switch (view) {
		case 'stats':
			return formatStatsListing({header, services: rows(counted)}, {exact});
		case 'rate':
			return formatRateListing({header, services: rows(rated)}, {exact});
		case 'thresholds':
			return formatThresholdListing({header, services: rows(shown)});
		case 'persistent-conn':
			return formatPersistentListing({header, services: rows(shown)});
		case 'tun-info':
			return formatTunnelListing({header, services: rows(shown)});
		case null:
			return formatListing({header, services: rows(shown)});
	}
}

function chosenView(options: Options): ListingView | null {
	return listingViews.find(view => options.has(view)) ?? null;
}

/** The listing of the whole table. */
export function listAll({table, header}: Kernel, options: Options): string {
	const services = options.has('nosort') ? table.services : table.sortedServices;
	return formatView(chosenView(options), header, services, options);
}

/** The listing of one service, which has no version line. */
export function listService(service: Service, options: Options): string {
	return formatView(chosenView(options), null, [service], options);
}

/** The output of `ipvsadm -S`: always sorted, never with thresholds. */
export function saveAll(table: IpvsTable): string {
	return formatSave(
		table.sortedServices.map(({rule, servers}) => ({
			service: rule,
			servers: sortServers(servers).map(server => server.rule),
		})),
	);
}
