/**
 * Rates from counters: the growth between two readings, divided by the time.
 */
import {type CounterName, type Counters, counterNames, noTraffic, type Rates} from './counters.ts';

/** The growth of each counter; below 2^53 for any time over which a rate is calculated. */
export type Growth = Readonly<Record<CounterName, number>>;

/**
 * The counters of a server that ipvsadm 1.31 prints modulo 2^32, because it reads the kernel's 64-bit numbers as 32-bit
 * ones. Bytes, and all counters of a service, are printed in full.
 */
const wrappingNames: ReadonlySet<CounterName> = new Set([
	'connections',
	'inPackets',
	'outPackets',
] as const);

const wrap = 0x1_0000_0000n;

/** A wrapped counter is only trusted if its growth is below this: a quarter of the range. */
const largestWrappedGrowth = wrap / 4n;

/** The growth of counters that never wrap: services and totals. Null if one decreased, which means a reset. */
export function growthOf(before: Counters, after: Counters): Growth | null {
	if (isSame(before, after)) {
		return noTraffic;
	}

	const growth = differences(before, after);
	return counterNames.every(name => growth[name] >= 0) ? growth : null;
}

/**
 * The growth of a server's counters as ipvsadm prints them. If connections or packets decreased, they have wrapped at
 * 2^32, provided that this gives a small growth and the bytes grew. Otherwise the counters were reset and the growth is
 * null. Bytes decide because they cannot wrap: 2^32 packets are at least 80 GB, which a reset counter does not reach.
 */
export function growthOfServer(before: Counters, after: Counters): Growth | null {
	if (isSame(before, after)) {
		return noTraffic;
	}

	const bytesFell = after.inBytes < before.inBytes || after.outBytes < before.outBytes;
	if (bytesFell) {
		return null;
	}

	const growth = {...differences(before, after)};
	for (const name of wrappingNames) {
		if (growth[name] >= 0) {
			continue;
		}

		const unwrapped = after[name] - before[name] + wrap;
		if (before[name] >= wrap || unwrapped > largestWrappedGrowth) {
			return null;
		}

		growth[name] = Number(unwrapped);
	}

	return growth;
}

/** Rates per second of the growth in this many milliseconds (more than 0). */
export function ratesOf(growth: Growth, milliseconds: number): Rates {
	if (growth === noTraffic) {
		return noTraffic;
	}

	const perSecond = 1000 / milliseconds;
	return {
		connections: growth.connections * perSecond,
		inPackets: growth.inPackets * perSecond,
		outPackets: growth.outPackets * perSecond,
		inBytes: growth.inBytes * perSecond,
		outBytes: growth.outBytes * perSecond,
	};
}

/** Whether nothing was counted; most rows of a large table count nothing. */
function isSame(before: Counters, after: Counters): boolean {
	return before === after || counterNames.every(name => before[name] === after[name]);
}

function differences(before: Counters, after: Counters): Growth {
	return {
		connections: Number(after.connections - before.connections),
		inPackets: Number(after.inPackets - before.inPackets),
		outPackets: Number(after.outPackets - before.outPackets),
		inBytes: Number(after.inBytes - before.inBytes),
		outBytes: Number(after.outBytes - before.outBytes),
	};
}
