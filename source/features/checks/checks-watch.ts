/**
 * Runs the checks for the console: shortly after the first reading, after the rules have changed, on demand, and every
 * minute while their view is open. One run at a time; nothing waits for it.
 */
import type {LiveDirector} from '../../director/polling/live.ts';
import type {Clock} from '../../director/port/clock.ts';
import {samePlainData} from '../../ipvs/diff.ts';
import {reasonOf} from '../../text/reason.ts';
import type {CheckResult} from './run-checks.ts';

export interface ChecksWatchOptions {
	readonly clock: Clock;
	/** The director as it was last read; null before that. */
	readonly director: () => LiveDirector | null;
	/** Whether the view is open. */
	readonly isOpen: () => boolean;
	readonly run: (director: LiveDirector, signal: AbortSignal) => Promise<CheckResult>;
	readonly onBegin: () => void;
	readonly onResult: (result: CheckResult | {readonly problem: string}) => void;
}

export interface ChecksWatch {
	/** Handles a successful reading. */
	see(director: LiveDirector): void;
	/** Runs the checks at once, or again after the running ones. */
	runNow(): void;
	stop(): void;
}

/** The time between two runs while the view is open, milliseconds. */
const interval = 60_000;

/** The time without a change of the rules before they are checked, so that a plan is checked once; milliseconds. */
const quiet = 2000;

/** The longest time that changes may put it off, milliseconds. */
const longestWait = 10_000;

/** What a row adds to the pause between two runs, milliseconds: 10 s for 50,000 rows, which are checked in half a second. */
const pauseForRow = 0.2;

/** How long the checks rest after a run, milliseconds: a large director that never stays the same is checked less often. */
function pauseAfter({services}: LiveDirector): number {
	return services.reduce((sum, {servers}) => sum + (1 + servers.length) * pauseForRow, 0);
}

/** Whether two readings have the same rules: services, schedulers, servers and their weights. */
export function sameRules(one: LiveDirector, other: LiveDirector): boolean {
	return (
		one.services.length === other.services.length &&
		one.services.every((service, index) => {
			const before = other.services[index];
			return (
				before !== undefined &&
				service.id === before.id &&
				service.scheduler === before.scheduler &&
				(service.rule === before.rule || samePlainData(service.rule, before.rule)) &&
				service.servers.length === before.servers.length &&
				service.servers.every((server, place) => {
					const old = before.servers[place];
					return (
						old !== undefined &&
						server.id === old.id &&
						server.weight === old.weight &&
						server.forwarding === old.forwarding &&
						server.upperThreshold === old.upperThreshold &&
						server.lowerThreshold === old.lowerThreshold
					);
				})
			);
		})
	);
}

/** Creates a watch; it begins with the first reading. */
export function createChecksWatch(options: ChecksWatchOptions): ChecksWatch {
	const {clock, director, isOpen, run, onBegin, onResult} = options;
	const stopping = new AbortController();
	const {signal} = stopping;
	let seen: LiveDirector | null = null;
	let isRunning = false;
	let isDue = false;
	/** The time of the first change that was not checked yet; null if there is none. Monotonic milliseconds. */
	let changedAt: number | null = null;
	/** The time until which the checks rest, monotonic milliseconds. */
	let restsUntil = 0;
	let cancelTimer = () => {};

	const later = (milliseconds: number, work: () => void) => {
		cancelTimer();
		cancelTimer = clock.after(milliseconds, work);
	};

	const runNow = (): void => {
		const now = director();
		if (now === null || signal.aborted) {
			return;
		}

		if (isRunning) {
			isDue = true;
			return;
		}

		isRunning = true;
		isDue = false;
		changedAt = null;
		cancelTimer();
		onBegin();
		run(now, signal)
			.catch((error: unknown) => ({problem: reasonOf(error)}))
			.then(result => {
				isRunning = false;
				if (signal.aborted) {
					return;
				}

				restsUntil = clock.monotonic() + pauseAfter(now);
				onResult(result);
				if (isDue) {
					later(0, runNow);
				} else if (changedAt === null) {
					later(interval, runIfOpen);
				} else {
					runAfterChange(changedAt);
				}
			});
	};

	/** Runs when the rules have stayed the same for a moment, or have changed for long enough. */
	const runAfterChange = (firstChange: number): void => {
		changedAt = firstChange;
		const now = clock.monotonic();
		const due = Math.min(now + quiet, firstChange + longestWait);
		later(Math.max(0, due - now, restsUntil - now), runNow);
	};

	/** The minute is over: runs if somebody looks, otherwise looks again after another minute. */
	const runIfOpen = (): void => {
		if (isOpen()) {
			runNow();
		} else {
			later(interval, runIfOpen);
		}
	};

	return {
		see(now) {
			const isChanged = seen === null || !sameRules(seen, now);
			seen = now;
			if (isChanged && isRunning) {
				changedAt ??= clock.monotonic();
			} else if (isChanged) {
				runAfterChange(changedAt ?? clock.monotonic());
			}
		},
		runNow,
		stop() {
			cancelTimer();
			stopping.abort();
		},
	};
}
