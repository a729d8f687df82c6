import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createRefreshClock} from '../../../source/director/polling/refresh-clock.ts';
import {perCpuStats, steadyDirector} from './steady-director.ts';

/** Looks at a director with refreshes at `phase`, every so often. */
function looking(period: number, phase: number, connectionRate = 120) {
	const director = steadyDirector({
		connectionRate,
		estimator: {refresh: 'together', period, phase: () => phase},
	});
	const clock = createRefreshClock();
	const look = (at: number) => clock.observe(at, perCpuStats(director, at));
	const lookEvery = (step: number, from: number, to: number) => {
		for (let at = from; at <= to; at += step) {
			look(at);
		}
	};
	return {director, clock, look, lookEvery};
}

/** The distance of the clock's refresh from a true one, milliseconds. */
function offBy(at: number, period: number, phase: number): number {
	const periods = (at - phase) / period;
	return Math.abs(periods - Math.round(periods)) * period;
}

describe('the clock of the refreshes', () => {
	it('knows nothing before it has seen a refresh', () => {
		const {clock, look} = looking(2080, 700);
		look(100);
		expect(clock.refreshPeriod.refresh).toBeNull();
		look(600);
		expect(clock.refreshPeriod.refresh).toBeNull();
	});

	it('finds moment and period under steady traffic, at any of the periods that kernels have', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(2000, 2016, 2048, 2080),
				fc.integer({min: 0, max: 2000}),
				fc.constantFrom(500, 1000, 2000, 3000),
				(period, phase, step) => {
					const {clock, lookEvery} = looking(period, phase);
					lookEvery(step, 0, 60_000);
					const {refresh, period: found} = clock.refreshPeriod;
					expect(offBy(refresh?.at ?? Number.NaN, period, phase)).toBeLessThan(50);
					expect(Math.abs(found / period - 1)).toBeLessThan(0.003);
				},
			),
		);
	});

	it('is right to a tenth of a second after three looks', () => {
		const {clock, look} = looking(2080, 700);
		look(0);
		look(500);
		look(1000);
		expect(offBy(clock.refreshPeriod.refresh?.at ?? Number.NaN, 2080, 700)).toBeLessThan(100);
	});

	it('does not believe too little traffic', () => {
		const {clock, lookEvery} = looking(2080, 700, 0.1);
		lookEvery(2000, 0, 20_000);
		expect(clock.refreshPeriod.refresh).toBeNull();
	});

	it('works if the totals were zeroed, from the next visible refresh on', () => {
		const {director, clock} = looking(2080, 700);
		const look = (at: number) => {
			const stats = perCpuStats(director, at);
			const {inPackets, outPackets} = stats.sampled;
			clock.observe(at, {
				...stats,
				sampled: {
					...stats.sampled,
					inPackets: inPackets - 100_000n,
					outPackets: outPackets - 90_000n,
				},
			});
		};
		for (let at = 0; at <= 60_000; at += 300) {
			look(at);
		}

		expect(offBy(clock.refreshPeriod.refresh?.at ?? Number.NaN, 2080, 700)).toBeLessThan(250);
	});

	it('learns again when the period changes', () => {
		const {director, clock, lookEvery} = looking(2080, 700);
		lookEvery(1000, 0, 20_000);
		director.estimator = {...director.estimator, phase: () => 1700};
		lookEvery(1000, 21_000, 40_000);
		expect(offBy(clock.refreshPeriod.refresh?.at ?? Number.NaN, 2080, 1700)).toBeLessThan(100);
	});

	it('forgets over a pause, and when the module was loaded again', () => {
		const paused = looking(2080, 700);
		paused.lookEvery(1000, 0, 10_000);
		paused.look(30_000);
		expect(paused.clock.refreshPeriod.refresh).toBeNull();

		const reloaded = looking(2080, 700);
		reloaded.lookEvery(1000, 0, 10_000);
		reloaded.director.traffic = [{at: 0, connections: 0, rate: 120}];
		reloaded.look(11_000);
		expect(reloaded.clock.refreshPeriod.refresh).toBeNull();
	});

	it('reports that statistics are frozen while packets pass, and when they continue', () => {
		const {director, clock} = looking(2080, 700);
		const frozen = perCpuStats(director, 0).sampled;
		for (let at = 0; at <= 3000; at += 1000) {
			clock.observe(at, {...perCpuStats(director, at), sampled: frozen});
			expect(clock.frozen).toBe(false);
		}

		// The packets seen at 1 s should have been copied before 3.1 s.
		clock.observe(4000, {...perCpuStats(director, 4000), sampled: frozen});
		expect(clock.frozen).toBe(true);
		clock.observe(5000, perCpuStats(director, 5000));
		expect(clock.frozen).toBe(false);
	});

	it('does not report frozen statistics while no packets pass', () => {
		const {clock, lookEvery} = looking(2080, 700, 0);
		lookEvery(1000, 0, 30_000);
		expect(clock.frozen).toBe(false);
	});
});
