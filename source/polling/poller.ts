/**
 * Reads a director again and again: one timer, one reading at a time.
 */
import type {PerCpuStats} from '../ipvs/listing.ts';
import type {Clock} from '../port/clock.ts';
import {type Reader, type Reading, ReadingError, type WantedParts} from '../reading/reading.ts';
import {errorAt} from './beat.ts';
import {createDirectorFollower} from './director-follower.ts';
import type {PollState} from './live.ts';
import {type LastCounters, nextTick, type Tick} from './schedule.ts';

/** What the open view needs beyond the table itself. */
export type Needs = Pick<WantedParts, 'counters' | 'persistentConnections' | 'settings'>;

/** What a poller works with. */
export interface PollerOptions {
	readonly reader: Reader;
	readonly clock: Clock;
	/** Milliseconds from one reading to the next. */
	readonly interval: number;
	/** Gets the whole state at each change. */
	readonly onState: (state: PollState) => void;
	/**
	 * A look at nothing but `/proc/net/ip_vs_stats_percpu`, where that is cheap: it lets the poller learn
	 * sooner when the kernel refreshes. Null where there is no such file.
	 */
	readonly probe?: ((signal: AbortSignal) => Promise<PerCpuStats | null>) | undefined;
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
	/** What the open view needs from now on; what is newly needed is read at once. */
	want(needs: Partial<Needs>): void;
}

/** Readings that are further apart say nothing about the rates of now, milliseconds. */
const longestGap = 12_000;

/** A reading is called slow after this or three intervals, whichever is longer, milliseconds. */
const slowAfter = 5000;

/** While the refresh is known worse than this the poller takes extra looks, milliseconds. */
const wellKnown = 120;

/** There must be so much time before the next reading for a look in between, milliseconds. */
const roomForLook = 700;

/** A reading that begins within this of its time is punctual, milliseconds. */
const punctual = 100;

interface Request {
	readonly freshRules: boolean;
	readonly done: () => void;
}

/** Makes a poller; it reads nothing before it is started. */
export function createPoller(options: PollerOptions): Poller {
	const {reader, clock, onState, probe} = options;
	const follower = createDirectorFollower(clock);
	const cancel = new AbortController();
	const {signal} = cancel;
	let interval = options.interval;
	let needs: Needs = {counters: true, persistentConnections: false, settings: false};
	let state: PollState = {director: null, stale: null, readingSince: null};
	let mode: 'stopped' | 'running' | 'paused' = 'stopped';
	let requests: readonly Request[] = [];
	let busy = false;
	let turn = 0;
	let rested = 0;
	let pace = 0;
	let goodSince = 0;
	let lastCounters: LastCounters | null = null;
	let cancelTimer = () => {};

	const tell = (change: Partial<PollState>) => {
		state = {...state, ...change};
		if (!signal.aborted) {
			onState(state);
		}
	};

	const setTimer = (at: number, callback: () => void) => {
		cancelTimer();
		cancelTimer = clock.after(Math.max(0, at - clock.monotonic()), callback);
	};

	const gap = () => Math.max(longestGap, 2.5 * interval);

	const countersInReach = () =>
		lastCounters !== null && clock.monotonic() - lastCounters.span.to <= gap()
			? lastCounters
			: null;

	const tickAt = (time: number, leeway: number): Tick =>
		nextTick({turn: time, interval, leeway, beat: follower.beat, last: countersInReach()});

	/** What is to be done next, and when; called whenever nothing is under way. */
	const schedule = () => {
		if (signal.aborted || busy) {
			return;
		}

		cancelTimer();
		if (requests.length > 0) {
			void read(tickAt(clock.monotonic(), 0));
		} else if (mode === 'running') {
			const tick = tickAt(Math.max(turn, rested), Math.max(interval, pace) / 2);
			const middle = (clock.monotonic() + tick.at) / 2;
			if (probe && needsLook() && tick.at - clock.monotonic() > 2 * roomForLook) {
				setTimer(middle, () => void look(probe));
			} else {
				setTimer(tick.at, () => {
					turn += interval;
					void read(tick);
				});
			}
		}
	};

	const needsLook = () =>
		state.director?.refresh === 'together' && errorAt(follower.beat, clock.monotonic()) > wellKnown;

	const look = async (takeLook: NonNullable<PollerOptions['probe']>) => {
		busy = true;
		// A look that fails is not worth a word: the next reading fails as well and says why.
		const stats = await takeLook(signal).catch(() => null);
		if (stats) {
			follower.look(clock.monotonic(), stats);
		}

		busy = false;
		schedule();
	};

	const wanted = (tick: Tick, served: readonly Request[]): WantedParts => {
		const counters = needs.counters && tick.counters;
		return {
			...needs,
			counters,
			kernelRates: counters && countersInReach() === null,
			freshRules: served.some(({freshRules}) => freshRules),
		};
	};

	const read = async (tick: Tick) => {
		const started = clock.monotonic();
		const served = requests;
		const parts = wanted(tick, served);
		requests = [];
		busy = true;
		tell({readingSince: started});
		setTimer(started + Math.max(slowAfter, 3 * interval), tellSlow);
		try {
			const reading = await reader.read(parts, signal);
			noteCounters(reading, tick, started);
			const director = await follower.follow(reading, gap(), signal);
			goodSince = reading.monotonic;
			tell({director, stale: null, readingSince: null});
		} catch (error) {
			tell({stale: {since: goodSince, ...reasonOf(error)}, readingSince: null});
		}

		busy = false;
		const ended = clock.monotonic();
		// At least as much time without a reading as with one: the director has other work.
		pace = 2 * (ended - started);
		rested = started + pace;
		while (turn <= ended) {
			turn += interval;
		}

		for (const {done} of served) {
			done();
		}

		schedule();
	};

	const noteCounters = ({countersSpan}: Reading, tick: Tick, started: number) => {
		if (countersSpan) {
			const planned = started - tick.at > punctual ? started : tick.at;
			lastCounters = {span: countersSpan, planned, started};
		}
	};

	const tellSlow = () => {
		if (state.director === null) {
			return;
		}

		const seconds = Math.round((clock.monotonic() - (state.readingSince ?? 0)) / 1000);
		tell({
			stale: {
				since: goodSince,
				reason: `the reading under way takes longer than ${seconds} s`,
				advice: 'a longer interval spares a slow director',
			},
		});
	};

	const readSoon = (freshRules: boolean) =>
		new Promise<void>(done => {
			requests = [...requests, {freshRules, done}];
			schedule();
		});

	const run = () => {
		mode = 'running';
		turn = clock.monotonic();
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

			requests = [];
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
			interval = milliseconds;
			turn = Math.min(turn, clock.monotonic() + milliseconds);
			schedule();
		},
		refreshNow({freshRules = false} = {}) {
			return signal.aborted ? Promise.resolve() : readSoon(freshRules);
		},
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

/** What went wrong, in words for the screen. */
function reasonOf(error: unknown): {reason: string; advice: string} {
	return error instanceof ReadingError
		? {reason: error.message, advice: error.advice}
		: {
				reason: `a reading failed: ${error instanceof Error ? error.message : String(error)}`,
				advice: 'this is a mistake in lvstop, please report it',
			};
}
