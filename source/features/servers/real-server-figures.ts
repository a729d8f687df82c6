/**
 * Sums over all entries of a real server.
 */
import {countFigure, shortFigure} from '../../console/text/figures.ts';
import type {LiveServer} from '../../director/polling/live.ts';
import {connectionsOf, type ServerState, serverState} from '../../director/row-state.ts';
import type {TableTotals} from '../../director/table-totals.ts';
import {forwardingName} from '../../director/vocabulary.ts';
import {unknown} from '../../text/figures.ts';
import type {RealServerRow} from './real-server-row.ts';

/** The lowest and the highest weight, which are equal if all entries have the same. */
export interface WeightRange {
	readonly lowest: number;
	readonly highest: number;
}

/** A rate over all entries, per second; known only if that of every entry is. */
export interface SummedRate {
	readonly perSecond: number;
	/** Whether it includes the kernel's own smoothed rates. */
	readonly isKernels: boolean;
}

export type RateName = keyof NonNullable<LiveServer['rates']>;

/**
 * `draining`: no entry has weight, and connections are left. `drained`: no entry has weight, and no connections are
 * left. `some-draining`, `some-drained`: some entries have weight. `over-threshold`: at least one entry with weight is
 * closed by its thresholds. `maybe-closed`: at least one may be.
 */
export type RealServerState =
	| 'normal'
	| 'over-threshold'
	| 'maybe-closed'
	| 'draining'
	| 'some-draining'
	| 'drained'
	| 'some-drained';

/** The forwarding methods of the entries, without repetition. */
export function forwardingNames({entries}: RealServerRow): readonly string[] {
	return [...new Set(entries.map(({server}) => forwardingName(server)))];
}

/** The range of the entries' weights. */
export function weightRange({entries}: Pick<RealServerRow, 'entries'>): WeightRange {
	let lowest = Number.POSITIVE_INFINITY;
	let highest = 0;
	for (const {server} of entries) {
		lowest = Math.min(lowest, server.weight);
		highest = Math.max(highest, server.weight);
	}

	return {lowest, highest};
}

/** The number of entries that have weight. */
export function entriesWithWeight({entries}: RealServerRow): number {
	return entries.filter(({server}) => server.weight > 0).length;
}

/** The sum of a number over all entries. */
export function sumOver(
	{entries}: Pick<RealServerRow, 'entries'>,
	of: (server: LiveServer) => number,
): number {
	let sum = 0;
	for (const {server} of entries) {
		sum += of(server);
	}

	return sum;
}

/** A rate over all entries; null if one of them is not known. */
export function summedRate({entries}: RealServerRow, name: RateName): SummedRate | null {
	let perSecond = 0;
	let isKernels = false;
	for (const {server} of entries) {
		if (server.rates === null) {
			return null;
		}

		perSecond += server.rates[name];
		isKernels ||= server.ratesFrom === 'kernel';
	}

	return {perSecond, isKernels};
}

/** The connections of a real server, active and inactive. */
export function connectionsOfRealServer(realServer: RealServerRow): number {
	return sumOver(realServer, connectionsOf);
}

/** The number of entries in each state. */
export function stateCounts({entries}: RealServerRow): Readonly<Record<ServerState, number>> {
	const counts = {
		normal: 0,
		draining: 0,
		drained: 0,
		'over-threshold': 0,
		closed: 0,
		'maybe-closed': 0,
	};
	for (const {server} of entries) {
		counts[serverState(server)] += 1;
	}

	return counts;
}

/** The most serious state of a real server. */
export function realServerState(realServer: RealServerRow): RealServerState {
	const counts = stateCounts(realServer);
	if (counts['over-threshold'] + counts.closed > 0) {
		return 'over-threshold';
	}

	if (counts['maybe-closed'] > 0) {
		return 'maybe-closed';
	}

	if (counts.draining > 0) {
		return counts.normal > 0 ? 'some-draining' : 'draining';
	}

	if (counts.drained > 0) {
		return counts.normal > 0 ? 'some-drained' : 'drained';
	}

	return 'normal';
}

/** A rate over all entries; `~` before it means that it includes the kernel's own smoothed rates. */
export function realServerRate(
	realServer: RealServerRow,
	name: RateName,
	text: (perSecond: number) => string = shortFigure,
): string {
	const rate = summedRate(realServer, name);
	return rate === null ? unknown : `${rate.isKernels ? '~' : ''}${text(rate.perSecond)}`;
}

/** A weight in three cells: `999`, `66k`. */
function roundWeight(weight: number): string {
	return weight < 1000 ? String(weight) : `${Math.round(weight / 1000)}k`;
}

/**
 * `5`, or `1–5` if the entries have different weights; in at most `width` cells (7 at least), rounded if necessary:
 * `10k–66k`.
 */
export function weightFigure(realServer: Pick<RealServerRow, 'entries'>, width: number): string {
	const {lowest, highest} = weightRange(realServer);
	if (lowest === highest) {
		return countFigure(highest, width);
	}

	const range = `${lowest}–${highest}`;
	return range.length <= width ? range : `${roundWeight(lowest)}–${roundWeight(highest)}`;
}

/** The share of all connections of the director that a real server has, 0 to 1. */
export function realServerShare(
	realServer: RealServerRow,
	{totals}: {readonly totals: TableTotals},
): number {
	const all = totals.activeConnections + totals.inactiveConnections;
	return all === 0 ? 0 : connectionsOfRealServer(realServer) / all;
}
