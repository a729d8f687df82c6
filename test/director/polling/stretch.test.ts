import {describe, expect, it} from 'vitest';
import {screenAge} from '../../../source/director/staleness.ts';
import {shownBy, watch, worstError} from './watch.ts';

const minute = 60_000;

/** The times between the beginnings of readings, from the third on. */
function distances(reads: readonly {readonly at: number}[]): readonly number[] {
	return reads.slice(3).map(({at}, index) => at - (reads[index + 2]?.at ?? 0));
}

describe('readings that take more than a quarter of the interval', () => {
	it('come less often, so that they take no more than a quarter of the time, and say so', async () => {
		const {clock, director, poller, last} = watch({delay: () => 1800}, {interval: 2000});
		await clock.pass(2 * minute);
		poller.stop();
		expect(last().stretched).toBe(8000);
		const between = distances(director.reads);
		expect(between.length).toBeGreaterThan(8);
		const mean = between.reduce((sum, one) => sum + one, 0) / between.length;
		expect(mean).toBeGreaterThanOrEqual(4 * 1800);
		expect(mean).toBeLessThan(10_000);
	});

	it('still have the right rates, which are of the times at which they were really made', async () => {
		for (const delay of [800, 1800, 4000]) {
			const {clock, director, poller, last} = watch({delay: () => delay}, {interval: 2000});
			await clock.pass(4 * minute);
			poller.stop();
			expect(shownBy(last()).totalRates.ratesFrom).toBe('measured');
			expect(worstError(shownBy(last()), director)).toBeLessThan(0.05);
		}
	});

	it('come as often as before when they are quicker again', async () => {
		let delay = 1800;
		const {clock, director, poller, last} = watch({delay: () => delay}, {interval: 2000});
		await clock.pass(minute);
		expect(last().stretched).not.toBeNull();
		delay = 100;
		await clock.pass(30_000);
		expect(last().stretched).toBeNull();
		const before = director.reads.length;
		await clock.pass(20_000);
		poller.stop();
		expect(director.reads.length - before).toBeGreaterThanOrEqual(9);
	});

	it('are not made less often for one that was slow alone', async () => {
		let delay = 50;
		const {clock, poller, states} = watch({delay: () => delay}, {interval: 2000});
		await clock.pass(10_000);
		delay = 1900;
		await clock.pass(2000);
		delay = 50;
		await clock.pass(30_000);
		poller.stop();
		expect(states.filter(({stretched}) => stretched !== null)).toEqual([]);
	});

	it('keep an interval that holds them', async () => {
		const {clock, director, poller, last} = watch({delay: () => 1800}, {interval: 10_000});
		await clock.pass(2 * minute);
		poller.stop();
		expect(last().stretched).toBeNull();
		expect(director.reads.length).toBeGreaterThanOrEqual(12);
	});

	it('are judged anew when another interval is asked for', async () => {
		const {clock, poller, last} = watch({delay: () => 1800}, {interval: 2000});
		await clock.pass(minute);
		poller.setInterval(10_000);
		expect(last().stretched).toBeNull();
		poller.setInterval(1000);
		expect(last().stretched).toBe(8000);
		poller.stop();
	});

	it('do not make the screen look stale between two of them', async () => {
		const {clock, poller, last} = watch({delay: () => 5000}, {interval: 1000});
		await clock.pass(3 * minute);
		const {director, stale, readingSince, stretched} = last();
		poller.stop();
		const age = screenAge({
			director: {live: director, stale, readingSince, stretched},
			now: (director?.monotonic ?? 0) + 4 * 5000,
			...{paused: false, interval: 1000},
		});
		expect(age.status).toBe('live');
	});
});
