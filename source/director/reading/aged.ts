/**
 * Caches values that rarely change or are expensive to get.
 */
import type {Clock} from '../port/clock.ts';

/** A value with its age. */
export interface Aged<T> {
	/**
	 * The value if it is younger than this many milliseconds, otherwise a new one. A value that took long to get is
	 * kept longer, so that getting it takes at most a twentieth of the time.
	 * @param meter the time that was spent until now, milliseconds; the clock by default
	 */
	upTo(age: number, get: () => Promise<T>, meter?: () => number): Promise<T>;
	/** Whether `upTo` would get a new value. */
	isOlder(age: number): boolean;
	/** A new value, however young the last one is. */
	renew(get: () => Promise<T>, meter?: () => number): Promise<T>;
}

const costShare = 20;

/** Creates an empty cache. */
export function createAged<T>(clock: Clock): Aged<T> {
	let held: {readonly value: T; readonly at: number; readonly cost: number} | null = null;

	const renew = async (get: () => Promise<T>, meter = () => clock.monotonic()) => {
		const started = meter();
		const value = await get();
		held = {value, at: clock.monotonic(), cost: meter() - started};
		return value;
	};

	const young = (age: number) =>
		held !== null && clock.monotonic() - held.at < Math.max(age, costShare * held.cost)
			? held
			: null;

	return {
		renew,
		isOlder: age => young(age) === null,
		async upTo(age, get, meter) {
			const known = young(age);
			return known === null ? await renew(get, meter) : known.value;
		},
	};
}
