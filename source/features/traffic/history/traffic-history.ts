/**
 * The histories of a director: of its totals, and of a limited number of services and servers.
 */
import {sumsOf} from '../../../director/service-sums.ts';
import type {Rates} from '../../../ipvs/counters.ts';
import type {ServerId} from '../../../ipvs/server.ts';
import type {ServiceId} from '../../../ipvs/service.ts';
import {type TrafficValues, unknownTraffic} from './metric.ts';
import {createTrafficSeries, type TrafficSeries, trafficSpans} from './traffic-series.ts';

/**
 * The number of services and servers whose history is kept: 12 MB. A director of 20 services with 10 servers each has
 * 220.
 */
export const mostHistories = 256;

/** Rates, and whether they were measured or are the kernel's smoothed ones. */
export interface RatedRow {
	readonly rates: Rates | null;
	readonly ratesFrom: 'measured' | 'kernel' | null;
}

/** The fields of a director that the history needs; a reading with rates has them. */
export interface TrafficSource {
	/** Monotonic milliseconds. */
	readonly monotonic: number;
	readonly totalRates: RatedRow;
	readonly services: readonly (RatedRow & {
		readonly id: ServiceId;
		readonly servers: readonly (RatedRow & {
			readonly id: ServerId;
			readonly activeConnections: number;
			readonly inactiveConnections: number;
		})[];
	})[];
}

/** The longest time that any graph shows, milliseconds. */
const longestSpan = Math.max(...trafficSpans);

/** A service, or one of its servers. */
export interface TrafficRow {
	readonly service: ServiceId;
	readonly server: ServerId | null;
}

/** All histories. */
export interface TrafficHistory {
	/**
	 * Adds a reading. Its values cover the time since the last one, but at most `longest` milliseconds; earlier time is
	 * a gap. The first reading only marks the start.
	 */
	record(source: TrafficSource, longest: number): void;
	/**
	 * Records that somebody looks at a row, so that its history is kept from now on. If there are too many, the row
	 * that nobody has looked at for longest is dropped.
	 */
	watch(row: TrafficRow): void;
	readonly totals: TrafficSeries;
	/** The history of a row; null if none is kept. */
	of(row: TrafficRow): TrafficSeries | null;
}

/** A history with its last use. */
interface Kept {
	readonly series: TrafficSeries;
	/** When the row last existed. */
	seen: number;
	/** When it was last looked at, as a counter; 0 for never. */
	watched: number;
}

/** Stands for the service itself, in place of a server's id. */
const itself = '';

/** A row of a service: a server, or the service itself. */
type Member = ServerId | typeof itself;

interface Gauges {
	readonly activeConnections: number;
	readonly inactiveConnections: number;
}

/** The known values. Smoothed rates are left out: they would draw a slope in place of a step. */
function valuesOf({rates, ratesFrom}: RatedRow, gauges: Gauges): TrafficValues {
	return {
		...unknownTraffic,
		...(ratesFrom === 'measured' ? rates : null),
		activeConnections: gauges.activeConnections,
		inactiveConnections: gauges.inactiveConnections,
	};
}

function sumOfAll(services: TrafficSource['services']): Gauges {
	let activeConnections = 0;
	let inactiveConnections = 0;
	for (const service of services) {
		const sums = sumsOf(service);
		activeConnections += sums.activeConnections;
		inactiveConnections += sums.inactiveConnections;
	}

	return {activeConnections, inactiveConnections};
}

/** Creates an empty history. */
export function createTrafficHistory(most = mostHistories): TrafficHistory {
	const totals = createTrafficSeries();
	const kept = new Map<ServiceId, Map<Member, Kept>>();
	let size = 0;
	let looks = 0;
	let last: number | null = null;

	function keep(service: ServiceId, server: Member): Kept {
		const entry = {series: createTrafficSeries(), seen: last ?? 0, watched: 0};
		const ofService = kept.get(service) ?? new Map<Member, Kept>();
		kept.set(service, ofService.set(server, entry));
		size += 1;
		return entry;
	}

	function forget(service: ServiceId, server: Member): void {
		const ofService = kept.get(service);
		if (ofService?.delete(server)) {
			size -= 1;
		}

		if (ofService?.size === 0) {
			kept.delete(service);
		}
	}

	function* entries(): Generator<readonly [ServiceId, Member, Kept]> {
		for (const [service, ofService] of kept) {
			for (const [server, entry] of ofService) {
				yield [service, server, entry];
			}
		}
	}

	/** Drops the row that nobody has looked at for longest; among equals the oldest. */
	function forgetOne(): void {
		const [first, ...others] = entries();
		if (first) {
			const [service, server] = others.reduce(
				(oldest, entry) => (entry[2].watched < oldest[2].watched ? entry : oldest),
				first,
			);
			forget(service, server);
		}
	}

	/** Drops rows that have been gone for so long that nothing of them would be shown. */
	function forgetGone(now: number): void {
		const gone = [...entries()].filter(([, , {seen}]) => now - seen > longestSpan);
		for (const [service, server] of gone) {
			forget(service, server);
		}
	}

	/** Adds to a row's history; starts one if there is room. */
	function add(
		service: ServiceId,
		server: Member,
		{from, to}: {readonly from: number; readonly to: number},
		values: () => TrafficValues,
	): void {
		const entry =
			kept.get(service)?.get(server) ?? (size < most ? keep(service, server) : undefined);
		if (entry) {
			entry.seen = to;
			entry.series.add(from, to, values());
		}
	}

	return {
		totals,
		record({monotonic: to, services, totalRates}, longest) {
			const time = last === null ? null : {from: Math.max(last, to - longest), to};
			last = to;
			if (time === null) {
				return;
			}

			if (size === most) {
				forgetGone(to);
			}

			totals.add(time.from, to, valuesOf(totalRates, sumOfAll(services)));
			for (const service of services) {
				if (size === most && !kept.has(service.id)) {
					continue;
				}

				add(service.id, itself, time, () => valuesOf(service, sumsOf(service)));
				for (const server of service.servers) {
					add(service.id, server.id, time, () => valuesOf(server, server));
				}
			}
		},
		watch({service, server}) {
			looks += 1;
			const known = kept.get(service)?.get(server ?? itself);
			if (!known && size >= most) {
				forgetOne();
			}

			(known ?? keep(service, server ?? itself)).watched = looks;
		},
		of: ({service, server}) => kept.get(service)?.get(server ?? itself)?.series ?? null,
	};
}
