/**
 * Caches values that rarely change or are expensive to get.
 */
import type {Clock} from '../port/clock.ts';

/** A value with its age. */
export interface Aged<T> {
	/**
	 * The value if it is younger than this many milliseconds, otherwise a new one. A value that took long to get is
	 * kept longer, so that getting it takes at most a twentieth of the time.
	 */
	upTo(age: number, get: () => Promise<T>): Promise<T>;
	/** A new value, however young the last one is. */
	renew(get: () => Promise<T>): Promise<T>;
}

const costShare = 20;

/** Creates an empty cache. */
export function createAged<T>(clock: Clock): Aged<T> {
	let held: {readonly value: T; readonly at: number; readonly cost: number} | null = null;

	const renew = async (get: () => Promise<T>) => {
		const started = clock.monotonic();
		const value = await get();
		const at = clock.monotonic();
		held = {value, at, cost: at - started};
		return value;
	};

	return {
		renew,
		upTo: async (age, get) =>
			held !== null && clock.monotonic() - held.at < Math.max(age, costShare * held.cost)
				? held.value
				: await renew(get),
	};
}
