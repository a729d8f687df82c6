/**
 * A clock that only moves when it is told to, for tests and for the simulator.
 */
import type {Clock} from '../director/port/clock.ts';

/** A clock that moves only by {@link ManualClock.advance} and {@link ManualClock.pass}. */
export interface ManualClock extends Clock {
	/**
	 * Advances the clock by this many milliseconds and runs the timers that are due, earliest first, each at its own
	 * time.
	 */
	advance(milliseconds: number): void;
	/** Like `advance`, but lets promises settle before the first callback, between callbacks and at the end. */
	pass(milliseconds: number): Promise<void>;
	/** The number of timers that are still waiting. */
	readonly waiting: number;
}

interface Timer {
	readonly due: number;
	readonly callback: () => void;
}

const promisesSettled = () => new Promise<void>(resolve => setImmediate(resolve));

const newYear2026 = 1_767_225_600_000;

/**
 * Creates a clock at a wall-clock time (milliseconds since 1970; default New Year 2026). Its monotonic time starts at 0
 * ms.
 */
export function createManualClock(startTime = newYear2026): ManualClock {
	const timers = new Set<Timer>();
	let elapsed = 0;

	// Timers due at the same time run in the order in which they were set: a Set keeps that order, and only a strictly
	// earlier timer replaces the candidate.
	const nextUpTo = (end: number): Timer | null => {
		let next: Timer | null = null;
		for (const timer of timers) {
			if (timer.due <= end && (next === null || timer.due < next.due)) {
				next = timer;
			}
		}
		return next;
	};

	const fire = (timer: Timer) => {
		timers.delete(timer);
		elapsed = Math.max(elapsed, timer.due);
		timer.callback();
	};

	return {
		now: () => startTime + elapsed,
		monotonic: () => elapsed,
		after(milliseconds, callback) {
			const timer = {due: elapsed + Math.max(0, milliseconds), callback};
			timers.add(timer);
			return () => {
				timers.delete(timer);
			};
		},
		advance(milliseconds) {
			const end = elapsed + milliseconds;
			for (let timer = nextUpTo(end); timer !== null; timer = nextUpTo(end)) {
				fire(timer);
			}
			elapsed = end;
		},
		async pass(milliseconds) {
			const end = elapsed + milliseconds;
			await promisesSettled();
			for (let timer = nextUpTo(end); timer !== null; timer = nextUpTo(end)) {
				fire(timer);
				await promisesSettled();
			}
			elapsed = end;
			await promisesSettled();
		},
		get waiting() {
			return timers.size;
		},
	};
}
