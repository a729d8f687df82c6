/**
 * Runs long work in short slices, so that keys are handled in between.
 */

import type {Clock} from '../port/clock.ts';

/** The length of a slice, milliseconds: keys, a frame and a slice take a fiftieth of a second together. */
const sliceLength = 8;

/** Steps between two looks at the clock: parsing a line takes some microseconds, and so does a look. */
const stepsBetween = 128;

/**
 * Runs a generator to its end, and lets the event loop handle events every few milliseconds. Its steps must be short.
 * Short work is done without a pause.
 * @throws what the generator throws, and the signal's reason if it aborts
 */
export async function runInSlices<T>(
	clock: Clock,
	steps: Iterator<void, T>,
	signal?: AbortSignal,
): Promise<T> {
	for (;;) {
		const end = clock.monotonic() + sliceLength;
		while (clock.monotonic() < end) {
			for (let count = 0; count < stepsBetween; count += 1) {
				const step = steps.next();
				if (step.done) {
					return step.value;
				}
			}
		}

		await new Promise<void>(resolve => setImmediate(resolve));
		signal?.throwIfAborted();
	}
}
