/**
 * Reads a director that may not be reached for a moment, when it matters what its table is now.
 */
import type {Clock} from '../port/clock.ts';
import {ReadingError} from './reading.ts';

/** The waits between the attempts, milliseconds: half a minute together, in which a connection can be opened again. */
const waits = [1000, 2000, 4000, 8000, 15_000] as const;

/**
 * Reads, and tries again while the director cannot be reached.
 * @throws what the last attempt threw; any other failure at once
 */
export async function readWithPatience<T>(clock: Clock, read: () => Promise<T>): Promise<T> {
	for (const wait of waits) {
		try {
			return await read();
		} catch (error) {
			if (!(error instanceof ReadingError && error.problem === 'unreachable')) {
				throw error;
			}
		}

		await new Promise<void>(resolve => clock.after(wait, resolve));
	}

	return await read();
}
