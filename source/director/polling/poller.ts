/**
 * Reads a director repeatedly: one timer, one reading at a time.
 */

import type {PerCpuStats} from '../../ipvs/listing.ts';
import {reasonOf} from '../../text/reason.ts';
import type {Clock} from '../port/clock.ts';
import {type Reader, ReadingError, type WantedParts} from '../reading/reading.ts';
import {runInSlices} from '../reading/slices.ts';
import {createDirectorFollower} from './director-follower.ts';
import type {LiveDirector, PollState, Staleness} from './live.ts';
import {errorAt} from './refresh-period.ts';
import type {Tick} from './schedule.ts';
import {createTimetable} from './timetable.ts';

/** The needs of the open view besides the table. */
export type Needs = Pick<WantedParts, 'counters' | 'persistentConnections' | 'settings'>;

/** Reads only `/proc/net/ip_vs_stats_percpu`; null if there is no such file. */
export type Probe = (signal: AbortSignal) => Promise<PerCpuStats | null>;

/** The dependencies of a poller. */
export interface PollerOptions {
	readonly reader: Reader;
	readonly clock: Clock;
	/** Milliseconds from one reading to the next. */
	readonly interval: number;
	/**
	 * Prepares a reading in short steps before it is reported. Otherwise a large table would be derived in one step, and
	 * no key could be answered meanwhile.
	 */
	readonly prepare?: ((director: LiveDirector) => Iterator<void, unknown>) | undefined;
	/** Called with the whole state at each change. */
	readonly onState: (state: PollState) => void;
	/** Given if extra looks are cheap: they show the poller sooner when the kernel refreshes. */
	readonly probe?: Probe | undefined;
}

/** Reads repeatedly until it is stopped. */
export interface Poller {
	start(): void;
	/** Stops for good. A running reading is cancelled, and nothing more is reported. */
	stop(): void;
	/** Stops all readings except those requested by `refreshNow`. */
	pause(): void;
	/** Reads at once and continues. */
	resume(): void;
	setInterval(milliseconds: number): void;
	/**
	 * Reads once more as soon as possible, even while paused.
	 * @returns settles when a reading that began after the call has ended, successfully or not
	 */
	refreshNow(options?: {readonly freshRules?: boolean}): Promise<void>;
	/** Sets the parts that the open view needs; newly needed parts are read immediately. */
	want(needs: Partial<Needs>): void;
}

/** A reading is reported as slow after this time or three intervals, whichever is longer, milliseconds. */
const slowAfter = 5000;

/** The poller takes extra looks while the time of the refresh is less certain than this, milliseconds. */
const wellKnown = 120;

/** An extra look halfway needs twice this time before the next reading, milliseconds. */
const roomForLook = 700;

/** The changes that a reading makes. */
interface Told {
	/** Missing if it failed. */
	readonly director?: LiveDirector;
	readonly stale: Staleness | null;
	/** Whether the director could not be reached. */
	readonly unreached: boolean;
}

interface Request {
	readonly freshRules: boolean;
	readonly done: () => void;
}

/** Creates a poller; nothing is read before `start`. */
export function createPoller(options: PollerOptions): Poller {
	const {reader, clock, interval, onState, probe, prepare} = options;
	const follower = createDirectorFollower(clock);
	const timetable = createTimetable(clock, interval);
	const cancel = new AbortController();
	const {signal} = cancel;
	let needs: Needs = {counters: true, persistentConnections: false, settings: false};
	let state: PollState = {director: null, stale: null, readingSince: null, stretched: null};
	let mode: 'stopped' | 'running' | 'paused' = 'stopped';
	let requests: readonly Request[] = [];
	let busy = false;
	let goodSince = 0;
	let cancelTimer = () => {};

	const tell = (change: Partial<PollState>) => {
		state = {...state, ...change};
		if (!signal.aborted) {
			onState(state);
		}
	};

	const setTimer = (at: number, callback: () => void) => {
		cancelTimer();
		if (!signal.aborted) {
			cancelTimer = clock.after(Math.max(0, at - clock.monotonic()), callback);
		}
	};

	/** Plans the next action. Nothing is planned while an action is running. */
	const schedule = () => {
		if (signal.aborted || busy) {
			return;
		}

		cancelTimer();
		if (requests.length > 0) {
			void read(timetable.now(follower.refreshPeriod));
		} else if (mode === 'running') {
			scheduleTurn(timetable.next(follower.refreshPeriod));
		}
	};

	const scheduleTurn = (tick: Tick) => {
		const left = tick.at - clock.monotonic();
		if (probe && needsLook() && left > 2 * roomForLook) {
			setTimer(tick.at - left / 2, () => void look(probe));
		} else {
			setTimer(tick.at, () => {
				timetable.take();
				void read(tick);
			});
		}
	};

	const needsLook = () =>
		follower.isLearning ||
		(state.director?.refresh === 'together' &&
			errorAt(follower.refreshPeriod, clock.monotonic()) > wellKnown);

	const look = async (takeLook: Probe) => {
		busy = true;
		// A failed look needs no message: the next reading fails as well and gives the reason.
		const stats = await takeLook(signal).catch(() => null);
		if (stats) {
			follower.look(clock.monotonic(), stats);
		}

		busy = false;
		schedule();
	};

	const wanted = ({counters}: Tick): WantedParts => ({
		...needs,
		counters: needs.counters && counters,
		kernelRates: needs.counters && counters && !timetable.hasCounters,
		freshRules: requests.some(({freshRules}) => freshRules),
	});

	const read = async (tick: Tick) => {
		const started = clock.monotonic();
		const parts = wanted(tick);
		const served = requests;
		requests = [];
		busy = true;
		tell({readingSince: started});
		setTimer(started + Math.max(slowAfter, 3 * timetable.interval), () => tellSlow(started));
		const {unreached, ...told} = await readAndFollow(parts);
		timetable.finished(tick, started, {
			failed: told.stale !== null,
			unreached,
			countersSpan: told.stale === null ? (told.director?.countersSpan ?? null) : null,
		});
		const retry = unreached ? {retryAt: timetable.next(follower.refreshPeriod).at} : {};
		const stale = told.stale && {...told.stale, ...retry};
		tell({...told, stale, readingSince: null, stretched: timetable.stretched});
		busy = false;
		for (const {done} of served) {
			done();
		}

		schedule();
	};

	/** Reads once, and returns what is to be reported. */
	const readAndFollow = async (parts: WantedParts): Promise<Told> => {
		try {
			const reading = await reader.read(parts, signal);
			const director = await follower.follow(reading, timetable.longestGap, signal);
			if (prepare) {
				await runInSlices(clock, prepare(director), signal);
			}

			goodSince = reading.monotonic;
			return {director, stale: null, unreached: false};
		} catch (error) {
			const unreached = error instanceof ReadingError && error.problem === 'unreachable';
			return {stale: {since: goodSince, ...problemOf(error)}, unreached};
		}
	};

	const tellSlow = (started: number) => {
		// Nothing on the screen is old while it is empty.
		if (state.director !== null) {
			const seconds = Math.round((clock.monotonic() - started) / 1000);
			const reason = `this reading takes longer than ${seconds} s`;
			const advice = 'set a longer interval for a slow director';
			tell({stale: {...state.stale, since: goodSince, reason, advice}});
		}
	};

	const readSoon = (freshRules: boolean) =>
		new Promise<void>(done => {
			requests = [...requests, {freshRules, done}];
			schedule();
		});

	const run = () => {
		mode = 'running';
		timetable.restart();
		void readSoon(false);
	};

	return {
		start() {
			goodSince = clock.monotonic();
			run();
		},
		stop() {
			mode = 'stopped';
			cancelTimer();
			cancel.abort();
			for (const {done} of requests) {
				done();
			}
		},
		pause() {
			if (mode === 'running') {
				mode = 'paused';
				schedule();
			}
		},
		resume() {
			if (mode === 'paused') {
				run();
			}
		},
		setInterval(milliseconds) {
			timetable.interval = milliseconds;
			timetable.restart();
			if (state.stretched !== timetable.stretched) {
				tell({stretched: timetable.stretched});
			}

			schedule();
		},
		refreshNow: ({freshRules = false} = {}) =>
			signal.aborted ? Promise.resolve() : readSoon(freshRules),
		want(changed) {
			const before = needs;
			needs = {...needs, ...changed};
			const names = ['counters', 'persistentConnections', 'settings'] as const;
			if (mode === 'running' && names.some(name => needs[name] && !before[name])) {
				void readSoon(false);
			}
		},
	};
}

/** The failure in words for the screen. */
function problemOf(error: unknown): {reason: string; advice: string} {
	return error instanceof ReadingError
		? {reason: error.message, advice: error.advice}
		: {
				reason: `a reading failed: ${reasonOf(error)}`,
				advice: 'this is a bug in lvstop, please report it',
			};
}
