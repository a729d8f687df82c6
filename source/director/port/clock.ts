/**
 * The clock; tests and the simulator can replace it.
 */
import {readFileSync} from 'node:fs';

export interface Clock {
	/** The wall clock, milliseconds since 1970. For display and logs. */
	now(): number;
	/**
	 * A clock that is never set, milliseconds; it includes time in which the machine was suspended. For rates and ages.
	 */
	monotonic(): number;
	/** Calls back once after this many milliseconds; the returned function cancels it. */
	after(milliseconds: number, callback: () => void): () => void;
}

/** Something happened between these two times (monotonic milliseconds). */
export interface TimeSpan {
	readonly from: number;
	readonly to: number;
}

/** The sources of time, milliseconds. */
export interface TimeSources {
	/** Time for which the machine was awake, as Node and its timers know it. */
	awake(): number;
	/** Time since the machine was started, including suspension; null if unknown. */
	sinceBoot(): number | null;
}

const machine: TimeSources = {
	awake: () => performance.now(),
	sinceBoot() {
		try {
			return Number.parseFloat(readFileSync('/proc/uptime', 'latin1')) * 1000;
		} catch {
			return null;
		}
	},
};

/** The time since boot is read at most this often, milliseconds, because the clock is read very often. */
const oftenEnough = 20;

/** From this difference on (milliseconds) the machine was suspended; some systems report whole seconds only. */
const leastSuspension = 1500;

/**
 * The machine's own clock. Linux's monotonic clock stops while the machine is suspended, but the director keeps
 * counting: a rate over that time would be thousands of times too high.
 */
export function createSystemClock({awake, sinceBoot}: TimeSources = machine): Clock {
	const behindOf = (now: number): number | null => {
		const boot = sinceBoot();
		return boot === null ? null : boot - now;
	};
	let asked = awake();
	const begin = behindOf(asked);
	let slept = 0;
	return {
		now: () => Date.now(),
		monotonic() {
			const now = awake();
			if (begin !== null && now - asked >= oftenEnough) {
				asked = now;
				const missed = (behindOf(now) ?? begin) - begin;
				if (missed >= slept + leastSuspension) {
					slept = missed;
				}
			}

			return now + slept;
		},
		after(milliseconds, callback) {
			const timer = setTimeout(callback, milliseconds);
			return () => clearTimeout(timer);
		},
	};
}

export const systemClock: Clock = createSystemClock();
