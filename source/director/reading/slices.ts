/**
 * Long work in short slices, so that keys are answered in between.
 */

import type {Clock} from '../port/clock.ts';

/** How long a slice may be, milliseconds: keys, a frame and a slice fit into a fiftieth of a second. */
const sliceLength = 8;

/** Steps between two looks at the time: a line of a listing takes some microseconds, and so does a look. */
const stepsBetween = 128;

/**
 * Runs a generator to its end, letting the event loop handle what has come in after every few milliseconds.
 * Its steps must be short. Short work is done without a pause.
 * @throws what the generator throws, and the signal's reason once it is aborted
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
