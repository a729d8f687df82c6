/**
 * Time, so that tests and the simulator can move it themselves.
 */
import {readFileSync} from 'node:fs';

export interface Clock {
	/** The wall clock, milliseconds since 1970. For people and logs. */
	now(): number;
	/** A clock that is never set, milliseconds; it counts the time that the machine was suspended. For rates and ages. */
	monotonic(): number;
	/** Calls back once after so many milliseconds; the answer cancels it. */
	after(milliseconds: number, callback: () => void): () => void;
}

/** Where the time comes from, milliseconds. */
export interface TimeSources {
	/** Time that the machine was awake: what Node and its timers know. */
	awake(): number;
	/** Time since the machine was started, suspended or not; null if it is not known. */
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

/** The time since boot is asked for this often at most, milliseconds: a clock is looked at all the time. */
const oftenEnough = 20;

/** From so much on (milliseconds) a difference of the two is a suspension; some systems tell whole seconds only. */
const leastSuspension = 1500;

/**
 * The machine's own clock. Linux's clock that is never set stands still while the machine is suspended, but
 * the director goes on counting: a rate over that time would be thousands of times too high.
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
