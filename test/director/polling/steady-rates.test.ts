import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {cases} from '../../support/random-cases.ts';
import {changeRate, type Estimator, trueRates} from './steady-director.ts';
import {rowsOf, shownBy, watch, worstError, worstErrorOf} from './watch.ts';

const minute = 60_000;
const intervals = [500, 1000, 1500, 2000, 3000, 5000, 10_000] as const;

/** Delays that repeat in a cycle, so that a failing case can be reproduced. */
function delays(list: readonly number[]): () => number {
	let next = 0;
	return () => {
		next += 1;
		return list[next % list.length] ?? 0;
	};
}

/** Readings that are up to 100 ms late, by different amounts. */
const jitter = fc.array(fc.integer({min: 0, max: 100}), {minLength: 5, maxLength: 17}).map(delays);
const phase = fc.integer({min: 0, max: 2200});

/** All rows at one moment, with the periods of kernels up to 6.1. */
const together = fc
	.record({period: fc.constantFrom(2000, 2016, 2048, 2080), phase})
	.map(
		({period, phase: moment}): Estimator => ({refresh: 'together', period, phase: () => moment}),
	);

/** Each row at a separate time, as in kernels since 6.2. */
const spread = fc
	.array(fc.integer({min: 0, max: 1999}), {minLength: 9, maxLength: 9})
	.map((phases): Estimator => ({refresh: 'spread', period: 2000, phase: row => phases[row] ?? 0}));

describe('rates under steady traffic are within 5 % at every reading', () => {
	it.each(intervals)('every %i ms, all rows being refreshed together', async interval => {
		await fc.assert(
			fc.asyncProperty(together, jitter, fc.boolean(), async (estimator, delay, probe) => {
				const {clock, director, poller, directors} = watch({estimator, delay}, {interval, probe});
				await clock.pass(minute);
				poller.stop();
				expect(worstErrorOf(directors(), director)).toBeLessThan(0.05);
				expect(directors().length).toBeGreaterThan(minute / interval / 2);
			}),
			{numRuns: cases(10)},
		);
	});

	it.each(intervals)('every %i ms, each row being refreshed by itself', async interval => {
		await fc.assert(
			fc.asyncProperty(spread, jitter, async (estimator, delay) => {
				const {clock, director, poller, directors} = watch(
					{estimator, delay, servers: 8},
					{interval},
				);
				await clock.pass(minute);
				poller.stop();
				expect(worstErrorOf(directors(), director)).toBeLessThan(0.05);
			}),
			{numRuns: cases(10)},
		);
	});

	it.each([1000, 2000, 3000])(
		'every %i ms, if the totals of the CPUs cannot be read',
		async interval => {
			await fc.assert(
				fc.asyncProperty(together, jitter, async (estimator, delay) => {
					const {clock, director, poller, directors} = watch(
						{estimator, delay, perCpu: false},
						{interval},
					);
					await clock.pass(2 * minute);
					poller.stop();
					expect(worstErrorOf(directors(), director)).toBeLessThan(0.05);
				}),
				{numRuns: cases(5)},
			);
		},
	);

	it.each([
		[1000, 900],
		[2000, 900],
		[1000, 2500],
		[2000, 2500],
	])('every %i ms, with listings that take %i ms', async (interval, listing) => {
		await fc.assert(
			fc.asyncProperty(fc.oneof(together, spread), jitter, async (estimator, delay) => {
				const {clock, director, poller, directors} = watch(
					{estimator, delay, listing, servers: 8},
					{interval},
				);
				await clock.pass(2 * minute);
				poller.stop();
				expect(worstErrorOf(directors(), director)).toBeLessThan(0.05);
			}),
			{numRuns: cases(5)},
		);
	});
});

describe('rates that were learned', () => {
	it('are within half a per cent after a minute at a period of 2.08 s', async () => {
		const {clock, director, poller, last} = watch({connectionRate: 1000});
		await clock.pass(minute);
		poller.stop();
		expect(worstError(shownBy(last()), director)).toBeLessThan(0.005);
	});

	it('cost one reading of the counters in a period, whatever the interval', async () => {
		const {clock, director, poller} = watch({}, {interval: 500});
		await clock.pass(minute);
		poller.stop();
		expect(director.reads.length).toBeGreaterThan(110);
		expect(director.reads.filter(({wanted}) => wanted.counters).length).toBeLessThanOrEqual(30);
	});

	it.each(['together', 'spread'] as const)(
		'follow traffic that changes within two readings more (%s)',
		async refresh => {
			const estimator = {refresh, period: 2000, phase: (row: number) => 1100 + row * 300};
			const {clock, director, poller, last} = watch({estimator});
			await clock.pass(20_000);
			for (const rate of [240, 480, 60, 600]) {
				changeRate(director, clock.monotonic(), rate);
				// One reading until the whole period is counted, and two for rows that may have drifted.
				await clock.pass(8000);
				expect(worstError(shownBy(last()), director)).toBeLessThan(0.05);
			}

			poller.stop();
		},
	);

	it.each(['together', 'spread'] as const)('go to 0 when the traffic stops (%s)', async refresh => {
		const estimator = {refresh, period: 2000, phase: (row: number) => 1100 + row * 300};
		const {clock, director, poller, last} = watch({estimator});
		await clock.pass(20_000);
		changeRate(director, clock.monotonic(), 0);
		await clock.pass(8000);
		poller.stop();
		expect(rowsOf(shownBy(last())).map(({rates}) => rates)).toEqual(
			Array.from({length: 4}, () => trueRates(0)),
		);
	});
});
