/**
 * Finds out when the kernel refreshes its counters.
 *
 * User space never sees the live counters of a service or server, only the copy that the kernel's estimator takes about
 * every 2 s. Up to Linux 6.1 one timer copies all of them at once, and its true period depends on the kernel's tick:
 * the timer wheel rounds 2 s up, to 2.016 s at 250 Hz and to 2.08 s at 100 Hz (the latter measured on Linux 6.1 in the
 * kernel lab). A stable rate that is right to a few per cent needs both the time and the period of the refresh.
 * `/proc/net/ip_vs_stats_percpu` shows them: its CPU rows are live and its `~` row is the copy. The packets of the copy
 * lie between the live packets of two looks, and so show when it was taken.
 */
import type {Counters} from '../../ipvs/counters.ts';
import type {PerCpuStats} from '../../ipvs/listing.ts';
import {
	errorAt,
	fitRefreshPeriod,
	type RefreshPeriod,
	type TimedRefresh,
} from './refresh-period.ts';

/** Learns the period of the refreshes. All times are monotonic milliseconds. */
export interface RefreshClock {
	/** Handles one look at the file. */
	observe(at: number, stats: PerCpuStats): void;
	/** The present knowledge. */
	readonly refreshPeriod: RefreshPeriod;
	/** Whether the copy has not changed for several periods although packets passed: the estimator is stopped. */
	readonly frozen: boolean;
}

/** Packets seen live, and in the copy. */
interface Look {
	readonly at: number;
	readonly live: number;
	readonly copied: number;
}

/**
 * The range of the number to add to the copy to compare it with the live rows. `ipvsadm -Z` resets the copy but not the
 * live rows (verified on Linux 6.1), so it is 0 until somebody does that.
 */
interface Offset {
	readonly low: number;
	readonly high: number;
}

const rememberedRefreshes = 40;

/** A refresh whose time is less certain than this is ignored, milliseconds. */
const largestError = 500;

/** After a longer pause the number of refreshes is not certain, milliseconds. */
const longestGap = 15_000;

/**
 * Packets of a look are in the copy one period later, whatever the kernel's tick and a busy thread make of the period.
 * If they are not after this time, the estimator is stopped; milliseconds.
 */
const frozenAfter = 2600;

/** Creates a clock without knowledge. */
export function createRefreshClock(): RefreshClock {
	let last: Look | null = null;
	let offset: Offset = {low: 0, high: 0};
	let seen: readonly TimedRefresh[] = [];
	let misses = 0;
	let refreshPeriod = fitRefreshPeriod(seen);
	let quietSince: number | null = null;
	let pace: number | null = null;

	const forget = () => {
		seen = [];
		misses = 0;
		refreshPeriod = fitRefreshPeriod(seen);
	};

	/** One look that does not fit may be due to a busy machine; two in a row mean that the period has changed. */
	const miss = () => {
		misses += 1;
		if (misses > 1) {
			forget();
		}
	};

	const place = (before: Look, look: Look) => {
		offset = narrowOffset(offset, before, look);
		const found = placeRefresh(offset, before, look);
		if (found.error > largestError || look.at - found.at > refreshPeriod.period + found.error) {
			return;
		}

		if (!fits(refreshPeriod, found)) {
			miss();
			return;
		}

		misses = 0;
		seen = [...seen.slice(1 - rememberedRefreshes), found];
		refreshPeriod = fitRefreshPeriod(seen);
	};

	return {
		observe(at, stats) {
			const before = last;
			const look = {at, live: livePackets(stats), copied: packets(stats.sampled)};
			last = look;
			if (before === null || look.live < before.live || at - before.at > longestGap) {
				offset = {low: 0, high: 0};
				quietSince = null;
				pace = null;
				forget();
				return;
			}

			if (look.copied !== before.copied || look.live === before.live) {
				quietSince = null;
			} else {
				quietSince ??= at;
				if (refreshInside(refreshPeriod, before.at, at)) {
					miss();
				}
			}

			const lastPace = pace;
			pace = (look.live - before.live) / Math.max(1, at - before.at);
			// The time is estimated from steady packets, not from traffic that begins or ends.
			if (look.copied > before.copied && isAlike(lastPace, pace, look.live - before.live)) {
				place(before, look);
			}
		},
		get refreshPeriod() {
			return refreshPeriod;
		},
		get frozen() {
			return quietSince !== null && last !== null && last.at - quietSince > frozenAfter;
		},
	};
}

function packets({inPackets, outPackets}: Counters): number {
	return Number(inPackets + outPackets);
}

function livePackets({cpus}: PerCpuStats): number {
	return cpus.reduce((sum, {counters}) => sum + packets(counters), 0);
}

/** Whether the number of packets at this pace is about what the earlier pace suggests. */
function isAlike(before: number | null, pace: number, packets: number): boolean {
	return (
		before !== null &&
		Math.abs(before - pace) <= (0.25 + 3 / Math.sqrt(Math.max(1, packets))) * pace
	);
}

/**
 * Narrows the offset: the copy was taken between the two looks, so with the offset its packets lie between their live
 * packets.
 */
function narrowOffset(known: Offset, before: Look, look: Look): Offset {
	// The kernel prints the CPU rows before the copy, which may already include a few more packets.
	const slack = 2 + (look.live - before.live) / 50;
	const low = before.live - look.copied - slack;
	const high = look.live - look.copied + slack;
	return known.low <= high && known.high >= low
		? {low: Math.max(known.low, low), high: Math.min(known.high, high)}
		: {low, high};
}

/** When the copy was taken if packets passed evenly between the two looks, and the possible error. */
function placeRefresh(offset: Offset, before: Look, look: Look): TimedRefresh {
	const passed = Math.max(1, look.live - before.live);
	const time = look.at - before.at;
	const copied = look.copied + (offset.low + offset.high) / 2 - before.live;
	const share = Math.min(1, Math.max(0, copied / passed));
	const ofOffset = (offset.high - offset.low) / 2 / passed;
	return {
		at: before.at + share * time,
		// The number of random packets varies by about its square root.
		error: 5 + time * (ofOffset + 1 / Math.sqrt(passed)),
	};
}

/** Whether a refresh was about when the period predicts it. */
function fits(refreshPeriod: RefreshPeriod, found: TimedRefresh): boolean {
	const {refresh, period} = refreshPeriod;
	if (refresh === null) {
		return true;
	}

	const beats = (found.at - refresh.at) / period;
	const off = Math.abs(beats - Math.round(beats)) * period;
	return off <= 100 + 2 * (found.error + errorAt(refreshPeriod, found.at));
}

/** Whether there was certainly a refresh between two times. */
function refreshInside(refreshPeriod: RefreshPeriod, from: number, to: number): boolean {
	const {refresh, period} = refreshPeriod;
	if (refresh === null) {
		return false;
	}

	const margin = 200 + 2 * errorAt(refreshPeriod, to);
	const index = (moment: number) => Math.floor((moment - refresh.at) / period);
	return to - margin > from + margin && index(to - margin) > index(from + margin);
}
