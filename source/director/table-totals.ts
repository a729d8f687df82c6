/**
 * The numbers of the whole director for the header.
 */
import type {LiveDirector, LiveService} from './polling/live.ts';
import {sumsOf} from './service-sums.ts';

export interface TableTotals {
	readonly services: number;
	readonly servers: number;
	readonly activeConnections: number;
	readonly inactiveConnections: number;
}

export const noTotals: TableTotals = {
	services: 0,
	servers: 0,
	activeConnections: 0,
	inactiveConnections: 0,
};

/** The totals together with those of one more service. */
export function addToTotals(totals: TableTotals, service: LiveService): TableTotals {
	const sums = sumsOf(service);
	return {
		services: totals.services + 1,
		servers: totals.servers + service.servers.length,
		activeConnections: totals.activeConnections + sums.activeConnections,
		inactiveConnections: totals.inactiveConnections + sums.inactiveConnections,
	};
}

/** Sums over every server of the director. */
export function tableTotals(director: LiveDirector | null): TableTotals {
	return director?.services.reduce(addToTotals, noTotals) ?? noTotals;
}

/** The width of the widest sparkline in readings. */
const keptReadings = 240;

/** New connections per second at each of the last readings, the newest last; null if unknown. */
export type RateHistory = readonly (number | null)[];

/** The history with the director's present rate, if this is a new reading. */
export function extendHistory(
	history: RateHistory,
	before: LiveDirector | null,
	now: LiveDirector | null,
): RateHistory {
	if (now === null || now.monotonic === before?.monotonic) {
		return history;
	}

	return [...history, now.totalRates.rates?.connections ?? null].slice(-keptReadings);
}
