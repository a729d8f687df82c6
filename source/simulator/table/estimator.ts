/**
 * The kernel's estimator: counts become visible when it takes its samples.
 */
import type {Increment, Statistics} from './statistics.ts';

/** Samples all rows at once, as Linux up to 6.1 does. */
export class Estimator {
	/** The rows that another sample would change; in a large table that is a small part. */
	readonly #moving = new Set<Statistics>();

	/** Counts for one row. */
	count(statistics: Statistics, increment: Increment, repliesPass: boolean): void {
		statistics.add(increment, repliesPass);
		this.#moving.add(statistics);
	}

	/** Takes a sample of every row. */
	sample(): void {
		for (const statistics of this.#moving) {
			if (!statistics.sample()) {
				this.#moving.delete(statistics);
			}
		}
	}
}
