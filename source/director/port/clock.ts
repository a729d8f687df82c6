/**
 * Time, so that tests and the simulator can move it themselves.
 */
export interface Clock {
	/** The wall clock, milliseconds since 1970. For people and logs. */
	now(): number;
	/** A clock that never jumps, milliseconds. For rates and ages. */
	monotonic(): number;
	/** Calls back once after so many milliseconds; the answer cancels it. */
	after(milliseconds: number, callback: () => void): () => void;
}

/** The machine's own clock. */
export const systemClock: Clock = {
	now: () => Date.now(),
	monotonic: () => performance.now(),
	after(milliseconds, callback) {
		const timer = setTimeout(callback, milliseconds);
		return () => clearTimeout(timer);
	},
};
