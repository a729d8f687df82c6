/**
 * The statistics of a service or a destination: exact counters, and the kernel's own rates.
 */
import {type Counters, noTraffic, type Rates} from '../counters.ts';
import {Attributes} from './attributes.ts';
import type {Bytes} from './bytes.ts';
import {statsAttribute as stat} from './numbers.ts';

const level = new Attributes(stat);

/** The attributes with the statistics of a row; kernels before 4.1 have only the 32-bit ones. */
export interface StatisticsPlace {
	readonly row: Attributes;
	readonly stats: number;
	readonly stats64: number;
}

/** The statistics that are needed. Decoding a hundred thousand unused numbers would cost time. */
export interface WantedStatistics {
	readonly counters: boolean;
	readonly kernelRates: boolean;
}

/** The decoded statistics; null for those that were not wanted. */
export interface Statistics {
	readonly counters: Counters | null;
	readonly kernelRates: Rates | null;
}

/** One for all rows that nobody uses: a large table has many. */
const noCounters: Counters = {
	connections: 0n,
	inPackets: 0n,
	outPackets: 0n,
	inBytes: 0n,
	outBytes: 0n,
};

const counterTypes = [
	stat.connections,
	...[stat.inPackets, stat.outPackets, stat.inBytes, stat.outBytes],
] as const;

const rateTypes = [
	stat.connectionRate,
	...[stat.inPacketRate, stat.outPacketRate, stat.inByteRate, stat.outByteRate],
] as const;

function isNothing(type: number): boolean {
	return level.isZero(type);
}

const none: Statistics = {counters: null, kernelRates: null};

/** The statistics of a row. */
export function readStatistics(
	bytes: Bytes,
	{row, stats, stats64}: StatisticsPlace,
	wanted: WantedStatistics,
): Statistics {
	if (!wanted.counters && !wanted.kernelRates) {
		return none;
	}

	const isWide = row.has(stats64);
	level.find(bytes, row.span(isWide ? stats64 : stats));
	return {
		counters: wanted.counters ? readCounters(isWide) : null,
		kernelRates: wanted.kernelRates ? readRates(isWide) : null,
	};
}

/** In the 32-bit statistics connections and packets have 32 bits, bytes have 64. */
function readCounters(isWide: boolean): Counters {
	const count = (type: number) => (isWide ? level.u64(type) : BigInt(level.u32(type)));
	if (counterTypes.every(isNothing)) {
		return noCounters;
	}

	return {
		connections: count(stat.connections),
		inPackets: count(stat.inPackets),
		outPackets: count(stat.outPackets),
		inBytes: level.u64(stat.inBytes),
		outBytes: level.u64(stat.outBytes),
	};
}

function readRates(isWide: boolean): Rates {
	const rate = (type: number) => (isWide ? level.u64Number(type) : level.u32(type));
	if (rateTypes.every(isNothing)) {
		return noTraffic;
	}

	return {
		connections: rate(stat.connectionRate),
		inPackets: rate(stat.inPacketRate),
		outPackets: rate(stat.outPacketRate),
		inBytes: rate(stat.inByteRate),
		outBytes: rate(stat.outByteRate),
	};
}
