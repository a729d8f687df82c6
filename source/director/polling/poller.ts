/**
 * Reads a director again and again: one timer, one reading at a time.
 */

import type {PerCpuStats} from '../../ipvs/listing.ts';
import {reasonOf} from '../../text/reason.ts';
import type {Clock} from '../port/clock.ts';
import {type Reader, ReadingError, type WantedParts} from '../reading/reading.ts';
import {runInSlices} from '../reading/slices.ts';
import {createDirectorFollower} from './director-follower.ts';
import type {LiveDirector, PollState} from './live.ts';
import {errorAt} from './refresh-period.ts';
import type {Tick} from './schedule.ts';
import {createTimetable} from './timetable.ts';

/** The parts that the open view needs besides the table. */
export type Needs = Pick<WantedParts, 'counters' | 'persistentConnections' | 'settings'>;

/** A look at nothing but `/proc/net/ip_vs_stats_percpu`; null if there is no such file. */
export type Probe = (signal: AbortSignal) => Promise<PerCpuStats | null>;

/** The dependencies of a poller. */
export interface PollerOptions {
	readonly reader: Reader;
	readonly clock: Clock;
	/** Milliseconds from one reading to the next. */
	readonly interval: number;
	/**
	 * Work on a reading before it is told, in short steps: what is derived of a large table would else be derived in one
	 * go, in which no key is answered.
	 */
	readonly prepare?: ((director: LiveDirector) => Iterator<void, unknown>) | undefined;
	/** Gets the whole state at each change. */
	readonly onState: (state: PollState) => void;
	/** Where looks are cheap: they let the poller learn sooner when the kernel refreshes. */
	readonly probe?: Probe | undefined;
}

/** Reads again and again until it is stopped. */
export interface Poller {
	start(): void;
	/** Ends for good; a reading under way is cancelled and nothing is told any more. */
	stop(): void;
	/** No reading but those that are asked for by `refreshNow`. */
	pause(): void;
	/** Reads at once and goes on. */
	resume(): void;
	setInterval(milliseconds: number): void;
	/**
	 * Reads once more as soon as may be, also while paused.
	 * @returns when a reading that began after the call has come to its end, whether it succeeded or not
	 */
	refreshNow(options?: {readonly freshRules?: boolean}): Promise<void>;
	/** Sets the parts that the open view needs; newly needed parts are read immediately. */
	want(needs: Partial<Needs>): void;
}

/** A reading is called slow after this or three intervals, whichever is longer, milliseconds. */
const slowAfter = 5000;

/** While the refresh is known worse than this the poller takes extra looks, milliseconds. */
const wellKnown = 120;

/** There must be twice so much time before the next reading for a look halfway, milliseconds. */
const roomForLook = 700;

interface Request {
	readonly freshRules: boolean;
	readonly done: () => void;
}

/** Makes a poller; it reads nothing before it is started. */
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

	/** The next action and its time; nothing is planned while an action is running. */
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
		// A look that fails is not worth a word: the next reading fails as well and says why.
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
		const told = await readAndFollow(parts);
		timetable.finished(tick, started, {
			failed: told.stale !== null,
			countersSpan: told.stale === null ? (told.director?.countersSpan ?? null) : null,
		});
		tell({...told, readingSince: null, stretched: timetable.stretched});
		busy = false;
		for (const {done} of served) {
			done();
		}

		schedule();
	};

	/** One reading as it is to be told. */
	const readAndFollow = async (
		parts: WantedParts,
	): Promise<Pick<PollState, 'stale'> & Partial<Pick<PollState, 'director'>>> => {
		try {
			const reading = await reader.read(parts, signal);
			const director = await follower.follow(reading, timetable.longestGap, signal);
			if (prepare) {
				await runInSlices(clock, prepare(director), signal);
			}

			goodSince = reading.monotonic;
			return {director, stale: null};
		} catch (error) {
			return {stale: {since: goodSince, ...problemOf(error)}};
		}
	};

	const tellSlow = (started: number) => {
		// As long as there is nothing on the screen, nothing on it is old.
		if (state.director !== null) {
			const seconds = Math.round((clock.monotonic() - started) / 1000);
			const reason = `this reading takes longer than ${seconds} s`;
			const advice = 'set a longer interval for a slow director';
			tell({stale: {since: goodSince, reason, advice}});
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
