/**
 * Follows a director from reading to reading: rates, and what is to be said about them.
 */
import type {PerCpuStats} from '../../ipvs/listing.ts';
import type {Clock} from '../port/clock.ts';
import type {Reading, TimeSpan} from '../reading/reading.ts';
import {runInSlices} from '../reading/slices.ts';
import {type Beat, spreadBeat} from './beat.ts';
import {followRows, type KnownRows} from './known-rows.ts';
import type {LiveDirector} from './live.ts';
import {createRefreshClock} from './refresh-clock.ts';
import {countRefreshes} from './refresh-count.ts';
import type {CounterReading} from './row-rates.ts';
import {createTotalRates} from './total-rates.ts';

/** Remembers of the readings what the next one's rates need. */
export interface DirectorFollower {
	/**
	 * Makes of a reading what is shown, in slices of the event loop's time.
	 * @param longestGap milliseconds after which an earlier reading is too old to compare with
	 */
	follow(reading: Reading, longestGap: number, signal?: AbortSignal): Promise<LiveDirector>;
	/** Takes in a look at the totals in between, which tells when the kernel refreshes. */
	look(at: number, stats: PerCpuStats): void;
	/** When the kernel refreshes its counters, as far as it is known. */
	readonly beat: Beat;
}

/** The first refresh after statistics were frozen counts all that passed meanwhile; it is over after so long, ms. */
const thawing = 2500;

const frozenBySysctl = 'statistics are frozen: run_estimation is 0';
const frozenByEvidence =
	'statistics stand still although packets pass: does the kernel estimate (run_estimation, est_cpulist)?';

/** Makes a follower that has seen nothing yet. */
export function createDirectorFollower(clock: Clock): DirectorFollower {
	const refreshes = createRefreshClock();
	const totalRates = createTotalRates();
	let known: KnownRows = new Map();
	let spread = false;
	let frozen: string | null = null;
	let frozenUntil = Number.NEGATIVE_INFINITY;

	const beat = () => (spread ? spreadBeat : refreshes.beat);

	const noteFrozen = ({monotonic, estimation}: Reading) => {
		const wasFrozen = frozen !== null;
		frozen = frozenNote(estimation, refreshes.frozen);
		if (frozen !== null || wasFrozen) {
			frozenUntil = monotonic + thawing;
		}

		return monotonic < frozenUntil;
	};

	const counterReading = (span: TimeSpan | null, longestGap: number): CounterReading | null => {
		const current = beat();
		return (
			span && {
				span,
				period: current.period,
				countSince: remembering(earlier =>
					span.from - earlier.to > longestGap ? null : countRefreshes(current, earlier, span),
				),
			}
		);
	};

	return {
		async follow(reading, longestGap, signal) {
			spread = reading.refresh !== 'together';
			if (reading.perCpu) {
				refreshes.observe(reading.monotonic, reading.perCpu);
			}

			const still = noteFrozen(reading);
			const counters = counterReading(reading.countersSpan, longestGap);
			const rows = await runInSlices(clock, followRows(reading, known, counters, still), signal);
			known = rows.known;
			return {
				...reading,
				services: rows.services,
				totalRates: totalRates.take(reading, longestGap),
				ratesNote: ratesNote(reading, frozen),
			};
		},
		look(at, stats) {
			refreshes.observe(at, stats);
		},
		get beat() {
			return beat();
		},
	};
}

function frozenNote(estimation: boolean | null, standStill: boolean): string | null {
	if (estimation === false) {
		return frozenBySysctl;
	}

	return standStill ? frozenByEvidence : null;
}

function ratesNote({access}: Reading, frozen: string | null): string | null {
	return access.level !== 'full' ? 'rates of services and servers need ipvsadm' : frozen;
}

/** All rows of a reading have the same few earlier ones, so each is counted once. */
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
