import {describe, expect, it} from 'vitest';
import {type DrainSample, drainProgress} from '../../../source/features/drain/drain-progress.ts';

/** Samples at seconds: [time, active, inactive, persistent]. */
function samples(...rows: readonly [number, number, number?, (number | null)?][]): DrainSample[] {
	return rows.map(([seconds, active, inactive = 0, persistent = 0]) => ({
		at: seconds * 1000,
		activeConnections: active,
		inactiveConnections: inactive,
		persistentConnections: persistent,
	}));
}

describe('the progress of a drain', () => {
	it('is judged by the fall of the last minute', () => {
		const progress = drainProgress(samples([0, 900], [40, 40], [100, 10]), ['active'], 0);
		expect(progress).toMatchObject({left: 10, drained: false, took: 100_000, toEmpty: 20_000});
	});

	it('ends when all that counts is 0', () => {
		const latest = samples([10, 5, 70, 3], [20, 0, 70, 3]);
		expect(drainProgress(latest, ['active'], 0)).toMatchObject({drained: true, toEmpty: 0});
		expect(drainProgress(latest, ['active', 'persistent'], 0)).toMatchObject({
			left: 3,
			drained: false,
			toEmpty: 6_000,
		});
	});

	it('cannot be estimated from one sample, from two that are close, or if nothing decreases', () => {
		expect(drainProgress(samples([0, 10]), ['active'], 0)?.toEmpty).toBeNull();
		expect(drainProgress(samples([0, 10], [2, 8]), ['active'], 0)?.toEmpty).toBeNull();
		expect(drainProgress(samples([0, 10], [30, 10]), ['active'], 0)?.toEmpty).toBeNull();
		expect(drainProgress(samples([0, 10], [30, 12]), ['active'], 0)?.toEmpty).toBeNull();
		expect(drainProgress([], ['active'], 0)).toBeNull();
	});

	it('is unknown if a count that matters was not read', () => {
		const unread = samples([0, 10, 0, null], [10, 0, 0, null]);
		expect(drainProgress(unread, ['active', 'persistent'], 0)).toMatchObject({
			left: null,
			drained: null,
			toEmpty: null,
		});
	});

	it('of a service without connections is at its end at once', () => {
		expect(drainProgress(samples([0, 0, 0, null]), [], 0)?.drained).toBe(true);
	});
});
