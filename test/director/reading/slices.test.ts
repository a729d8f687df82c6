import {describe, expect, it} from 'vitest';
import type {Clock} from '../../../source/director/port/clock.ts';
import {runInSlices} from '../../../source/director/reading/slices.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';

/** A clock on which every look at it takes a millisecond, so that work takes time. */
function busyClock(): Clock {
	const clock = createManualClock();
	return {
		...clock,
		monotonic() {
			clock.advance(1);
			return clock.monotonic();
		},
	};
}

function* counting(steps: number): Generator<void, number> {
	for (let step = 0; step < steps; step += 1) {
		yield;
	}

	return steps;
}

describe('work in slices', () => {
	it('lets other events in while it runs', async () => {
		let others = 0;
		let done = false;
		const other = () => {
			others += 1;
			if (!done) {
				setImmediate(other);
			}
		};
		setImmediate(other);
		expect(await runInSlices(busyClock(), counting(10_000))).toBe(10_000);
		done = true;
		// A slice is 8 looks at the clock with 128 steps each.
		expect(others).toBeGreaterThan(7);
	});

	it('does not pause for short work', async () => {
		let others = 0;
		setImmediate(() => {
			others += 1;
		});
		expect(await runInSlices(createManualClock(), counting(100_000))).toBe(100_000);
		expect(others).toBe(0);
	});

	it('ends when it is cancelled', async () => {
		const cancel = new AbortController();
		const reason = new Error('enough');
		setImmediate(() => cancel.abort(reason));
		await expect(runInSlices(busyClock(), counting(1_000_000), cancel.signal)).rejects.toBe(reason);
	});

	it('throws what the work throws', async () => {
		function* failing(): Generator<void, never> {
			yield;
			throw new Error('wrong line');
		}

		await expect(runInSlices(createManualClock(), failing())).rejects.toThrow('wrong line');
	});
});
