/**
 * A reading with rates, as shown by the console, `--once` and `--json`.
 */
import type {Rates} from '../../ipvs/counters.ts';
import type {Reading, ServerReading, ServiceReading} from '../reading/reading.ts';
import type {Overload} from './overload.ts';

/**
 * The source of a rate: `measured` between two counter readings, or `kernel`: the kernel's own smoothed rate, used
 * until there is a second reading.
 */
export type RatesFrom = 'measured' | 'kernel';

/** Rates per second; both null if nothing is known (`–` on the screen), as after a reset of the counters. */
export interface WithRates {
	readonly rates: Rates | null;
	readonly ratesFrom: RatesFrom | null;
}

export type LiveServer = ServerReading &
	WithRates & {
		/** Its state by the thresholds; null if they are not known. */
		readonly overload: Overload | null;
	};

export type LiveService = Omit<ServiceReading, 'servers'> &
	WithRates & {readonly servers: readonly LiveServer[]};

/** The director at one moment. */
export type LiveDirector = Omit<Reading, 'services'> & {
	readonly services: readonly LiveService[];
	readonly totalRates: WithRates;
	/**
	 * Why rates cannot be trusted, in words: statistics frozen by run_estimation=0, counters not readable. Null if they
	 * can.
	 */
	readonly ratesNote: string | null;
};

/** Why the data on the screen is old, and since when. */
export interface Staleness {
	/** Monotonic milliseconds of the last good reading, or of the start if there was none. */
	readonly since: number;
	/** The failure. */
	readonly reason: string;
	/** Advice for the operator. */
	readonly advice: string;
	/**
	 * When the director is tried again (monotonic milliseconds) if it could not be reached; in the past while that is
	 * being tried. Missing for other failures: the next reading comes at its usual time.
	 */
	readonly retryAt?: number;
}

/** The state of the poller; replaced as a whole at each change. */
export interface PollState {
	/** Null until the first reading. */
	readonly director: LiveDirector | null;
	/** Null while readings succeed. */
	readonly stale: Staleness | null;
	/** When the running reading began (monotonic milliseconds); null if there is none. */
	readonly readingSince: number | null;
	/** Milliseconds from one reading to the next if they are too slow for the interval; null if it is kept. */
	readonly stretched: number | null;
}
