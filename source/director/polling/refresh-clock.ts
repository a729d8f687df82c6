/**
 * When the kernel refreshes its counters.
 *
 * User space never sees the live counters of a service or server, only the copy that the kernel's
 * estimator takes about every 2 s. Up to Linux 6.1 one timer copies all of them at once, and its true
 * period depends on the kernel's tick: the timer wheel rounds 2 s up, to 2.016 s at 250 Hz and to 2.08 s
 * at 100 Hz (the latter measured on Linux 6.1 in the kernel lab). A rate that is right to a few per cent
 * and does not jump needs both the moment and the period, and `/proc/net/ip_vs_stats_percpu` gives them
 * away: its CPU rows are live and its `~` row is the copy. Where the packets of the copy lie between the
 * live packets of two looks tells when between the two it was taken.
 */
import type {Counters} from '../../ipvs/counters.ts';
import type {PerCpuStats} from '../../ipvs/listing.ts';
import {
	errorAt,
	fitRefreshPeriod,
	type RefreshPeriod,
	type TimedRefresh,
} from './refresh-period.ts';

/** Learns the beat of the refreshes. All times are of the clock that never jumps, in milliseconds. */
export interface RefreshClock {
	/** Takes in one look at the file. */
	observe(at: number, stats: PerCpuStats): void;
	/** What is known by now. */
	readonly refreshPeriod: RefreshPeriod;
	/** The copy has stood still for several periods although packets passed: nothing estimates. */
	readonly frozen: boolean;
}

/** Packets seen live, and in the copy. */
interface Look {
	readonly at: number;
	readonly live: number;
	readonly copied: number;
}

/**
 * What is to be added to the copy to compare it with the live rows, as a range: `ipvsadm -Z` sets the
 * copy back but not the live rows (verified on Linux 6.1), so it is 0 until somebody does that.
 */
interface Offset {
	readonly low: number;
	readonly high: number;
}

const rememberedRefreshes = 40;

/** A refresh is placed within this of where it was, or it does not count as seen, milliseconds. */
const largestError = 500;

/** After a longer pause it is not sure how many refreshes there were, milliseconds. */
const longestGap = 15_000;

/**
 * What a look has seen pass is in the copy a period later, whatever the kernel's tick and a busy thread make of the
 * period; if it is not, nothing copies, milliseconds.
 */
const frozenAfter = 2600;

/** Makes a clock that knows nothing yet. */
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

	/** One look that does not fit may be the machine's; two in a row mean that the beat is another. */
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
			// The place is found by packets that pass evenly, not by those of a traffic that begins or ends.
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

/** Whether so many packets of this pace are about what was to be expected of the pace before. */
function isAlike(before: number | null, pace: number, packets: number): boolean {
	return (
		before !== null &&
		Math.abs(before - pace) <= (0.25 + 3 / Math.sqrt(Math.max(1, packets))) * pace
	);
}

/** The copy was taken between the two looks, so with the offset it lies between their live packets. */
function narrowOffset(known: Offset, before: Look, look: Look): Offset {
	// The kernel prints the CPU rows before the copy, which may already hold a few packets more.
	const slack = 2 + (look.live - before.live) / 50;
	const low = before.live - look.copied - slack;
	const high = look.live - look.copied + slack;
	return known.low <= high && known.high >= low
		? {low: Math.max(known.low, low), high: Math.min(known.high, high)}
		: {low, high};
}

/** When the copy was taken if packets passed evenly between the two looks, and how far off that may be. */
function placeRefresh(offset: Offset, before: Look, look: Look): TimedRefresh {
	const passed = Math.max(1, look.live - before.live);
	const time = look.at - before.at;
	const copied = look.copied + (offset.low + offset.high) / 2 - before.live;
	const share = Math.min(1, Math.max(0, copied / passed));
	const ofOffset = (offset.high - offset.low) / 2 / passed;
	return {
		at: before.at + share * time,
		// Packets that come at random stray by about the root of their number.
		error: 5 + time * (ofOffset + 1 / Math.sqrt(passed)),
	};
}

/** Whether a refresh was about where the beat says. */
function fits(refreshPeriod: RefreshPeriod, found: TimedRefresh): boolean {
	const {refresh, period} = refreshPeriod;
	if (refresh === null) {
		return true;
	}

	const beats = (found.at - refresh.at) / period;
	const off = Math.abs(beats - Math.round(beats)) * period;
	return off <= 100 + 2 * (found.error + errorAt(refreshPeriod, found.at));
}

/** Whether the beat is sure of a refresh between two moments. */
function refreshInside(refreshPeriod: RefreshPeriod, from: number, to: number): boolean {
	const {refresh, period} = refreshPeriod;
	if (refresh === null) {
		return false;
	}

	const margin = 200 + 2 * errorAt(refreshPeriod, to);
	const index = (moment: number) => Math.floor((moment - refresh.at) / period);
	return to - margin > from + margin && index(to - margin) > index(from + margin);
}
