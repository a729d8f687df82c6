/**
 * Follows a director from reading to reading: calculates rates and the notes about them.
 */
import type {PerCpuStats} from '../../ipvs/listing.ts';
import type {Clock, TimeSpan} from '../port/clock.ts';
import type {Reading} from '../reading/reading.ts';
import {runInSlices} from '../reading/slices.ts';
import {createIdleRows} from './idle-rows.ts';
import {followRows, type KnownRows} from './known-rows.ts';
import type {LiveDirector} from './live.ts';
import {createLivePackets} from './live-packets.ts';
import {createRefreshClock} from './refresh-clock.ts';
import {countRefreshes} from './refresh-count.ts';
import {type RefreshPeriod, spreadRefreshPeriod} from './refresh-period.ts';
import type {CounterReading} from './row-rates.ts';
import {createTotalRates} from './total-rates.ts';

/** Remembers what the next rates need of earlier readings. */
export interface DirectorFollower {
	/**
	 * Adds the rates to a reading, in slices of the event loop's time.
	 * @param longestGap milliseconds after which an earlier reading is too old to compare with
	 */
	follow(reading: Reading, longestGap: number, signal?: AbortSignal): Promise<LiveDirector>;
	/** Handles a look at the totals between two readings, which shows when the kernel refreshes. */
	look(at: number, stats: PerCpuStats): void;
	/** When the kernel refreshes its counters, as far as known. */
	readonly refreshPeriod: RefreshPeriod;
	/** Whether some rates could not be measured yet, so that further looks would help. */
	readonly isLearning: boolean;
}

/**
 * The first refresh after frozen statistics counts everything that passed meanwhile. It comes within this time, and the
 * readings before and after it must not be compared, milliseconds.
 */
const thawing = 4500;

/** The causes of a stopped estimator, and the ways to start it again. */
const frozenBySysctl = {
	run_estimation:
		'no rates: net.ipv4.vs.run_estimation is 0, counters are frozen (sysctl -w net.ipv4.vs.run_estimation=1)',
	est_cpulist:
		'no rates: net.ipv4.vs.est_cpulist is empty, counters are frozen (write CPUs into it, such as 0)',
} as const;
const frozenByEvidence =
	'no rates: counters do not change although packets pass (check net.ipv4.vs.run_estimation and est_cpulist)';

/** Creates a follower without earlier readings. */
export function createDirectorFollower(clock: Clock): DirectorFollower {
	const refreshes = createRefreshClock();
	const totalRates = createTotalRates();
	const passing = createLivePackets();
	const idle = createIdleRows();
	let countersAt = Number.NEGATIVE_INFINITY;
	let known: KnownRows = new Map();
	let spread = false;
	let isLearning = true;
	let frozen: string | null = null;
	let frozenUntil = Number.NEGATIVE_INFINITY;

	const refreshPeriod = () => (spread ? spreadRefreshPeriod : refreshes.refreshPeriod);

	const noteFrozen = (reading: Reading) => {
		const {monotonic} = reading;
		const wasFrozen = frozen !== null;
		frozen = frozenNote(reading, refreshes.frozen);
		if (frozen !== null || wasFrozen) {
			frozenUntil = monotonic + thawing;
		}

		return monotonic < frozenUntil;
	};

	const counterReading = (
		span: TimeSpan | null,
		longestGap: number,
		isSteady: boolean | null,
	): CounterReading | null => {
		const current = refreshPeriod();
		return (
			span && {
				span,
				period: current.period,
				isSteady,
				countSince: remembering(earlier =>
					span.from - earlier.to > longestGap ? null : countRefreshes(current, earlier, span),
				),
			}
		);
	};

	return {
		async follow(reading, longestGap, signal) {
			spread = reading.refresh !== 'together';
			const {monotonic, perCpu} = reading;
			if (perCpu) {
				refreshes.observe(monotonic, perCpu);
				passing.look(monotonic, perCpu);
			}

			const still = noteFrozen(reading);
			// What the earlier counters did not show yet had passed within one period before them.
			const passed = perCpu && passing.since(countersAt - refreshPeriod().period);
			const counters = counterReading(reading.countersSpan, longestGap, passed?.isSteady ?? null);
			const totals = totalRates.take(reading, longestGap);
			countersAt = reading.countersSpan ? monotonic : countersAt;
			const rows = await runInSlices(
				clock,
				followRows(reading, known, {counters, passed, frozen: still, idle}),
				signal,
			);
			known = rows.known;
			isLearning = rows.hasOpenRates;
			return {
				...reading,
				services: rows.services,
				// The CPU rows continue while the estimator, and so the kernel's rates, are stopped.
				totalRates: still && totals.ratesFrom === 'kernel' ? noRates : totals,
				ratesNote: ratesNote(reading, frozen),
			};
		},
		look(at, stats) {
			refreshes.observe(at, stats);
			passing.look(at, stats);
		},
		get refreshPeriod() {
			return refreshPeriod();
		},
		get isLearning() {
			return isLearning;
		},
	};
}

function frozenNote(
	{estimation, estimationStoppedBy}: Reading,
	standStill: boolean,
): string | null {
	if (estimation === false) {
		return frozenBySysctl[estimationStoppedBy ?? 'run_estimation'];
	}

	return standStill ? frozenByEvidence : null;
}

const noRates = {rates: null, ratesFrom: null} as const;

function ratesNote({access}: Reading, frozen: string | null): string | null {
	return access.level !== 'full' ? 'rates of services and servers need ipvsadm' : frozen;
}

/** Caches by key: all rows of a reading compare with the same few earlier readings, so each is counted once. */
function remembering<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
	const values = new Map<Key, Value>();
	return key => {
		const found = values.get(key);
		if (found !== undefined) {
			return found;
		}

		const value = compute(key);
		values.set(key, value);
		return value;
	};
}
