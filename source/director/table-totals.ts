/**
 * The numbers of the whole director for the header.
 */
import type {LiveDirector} from './polling/live.ts';
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

/** Sums over every server of the director. */
export function tableTotals(director: LiveDirector | null): TableTotals {
	let servers = 0;
	let activeConnections = 0;
	let inactiveConnections = 0;
	for (const service of director?.services ?? []) {
		const sums = sumsOf(service);
		servers += service.servers.length;
		activeConnections += sums.activeConnections;
		inactiveConnections += sums.inactiveConnections;
	}

	return {
		services: director?.services.length ?? 0,
		servers,
		activeConnections,
		inactiveConnections,
	};
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
