import {vi} from 'vitest';

/** Milliseconds: a machine that others use too can stand still for a while. */
const patience = 30_000;

/** Waits until a check passes. @returns its value; rejects with its last error */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
	return vi.waitFor(check, patience);
}
