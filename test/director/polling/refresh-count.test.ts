import {describe, expect, it} from 'vitest';
import {
	countForRow,
	countRefreshes,
	type Drift,
} from '../../../source/director/polling/refresh-count.ts';
import type {RefreshPeriod} from '../../../source/director/polling/refresh-period.ts';
import {trueRates} from './steady-director.ts';

const at = (moment: number) => ({from: moment, to: moment + 10});
const refreshPeriod: RefreshPeriod = {period: 2000, periodError: 0, refresh: {at: 1000, error: 20}};
const unknown: RefreshPeriod = {period: 2000, periodError: 40, refresh: null};

describe('refreshes between two readings', () => {
	it.each([
		[2000, 4000, 1],
		[2000, 4900, 1],
		[2000, 5200, 2],
		[3200, 4700, 0],
		[2000, 12_000, 5],
	])('from %i to %i are certainly %i if the time of the refresh is known', (from, to, count) => {
		expect(countRefreshes(refreshPeriod, at(from), at(to))).toEqual({sure: true, count});
	});

	it.each([
		[2000, 4960],
		[2960, 5000],
		[2000, 5050],
	])('from %i to %i are not sure because a refresh is near', (from, to) => {
		expect(countRefreshes(refreshPeriod, at(from), at(to))).toMatchObject({sure: false});
	});

	it('are not sure while a long listing was read', () => {
		const long = {from: 4500, to: 5500};
		expect(countRefreshes(refreshPeriod, at(2000), long)).toMatchObject({sure: false});
	});

	it('are uncertain if the time of the refresh is unknown', () => {
		expect(countRefreshes(unknown, at(2000), at(5000))).toEqual({sure: false, periods: 1.5});
	});

	it('are not sure any more when the period is not known well enough for so long', () => {
		const vague: RefreshPeriod = {...refreshPeriod, periodError: 10};
		expect(countRefreshes(vague, at(2000), at(4000))).toMatchObject({sure: true});
		expect(countRefreshes(vague, at(100_000), at(102_000))).toMatchObject({sure: false});
	});
});

describe('the count of one row', () => {
	const expected = trueRates(10);
	const grown = (periods: number) => {
		const {connections, inPackets, outPackets, inBytes, outBytes} = trueRates(20 * periods);
		return {connections, inPackets, outPackets, inBytes, outBytes};
	};
	const count = (
		periods: number,
		seen: number,
		drift: Drift = 0,
		rates: typeof expected | null = expected,
	) => countForRow({sure: false, periods}, grown(seen), rates, drift, 2000);

	it('is the sure one, whatever the growth', () => {
		expect(countForRow({sure: true, count: 2}, grown(9), expected, 0, 2000)).toEqual({
			count: 2,
			drift: 0,
		});
	});

	it.each([
		[1.02, 1, {count: 1, drift: 0}],
		[0.98, 1.3, {count: 1, drift: 0}],
		[1.02, 2, {count: 2, drift: 1}],
		[0.98, 0, {count: 0, drift: -1}],
		[1, 3, {count: 1, drift: 0}],
		[5, 4, {count: 4, drift: -1}],
		[5, 2, {count: 5, drift: 0}],
	])('%d periods with the growth of %d', (periods, seen, result) => {
		expect(count(periods, seen)).toEqual(result);
	});

	it('does not slip the same way twice: then the traffic has changed', () => {
		expect(count(1, 2, 1)).toEqual({count: 1, drift: 0});
		expect(count(1, 0, -1)).toEqual({count: 1, drift: 0});
		expect(count(1, 2, -1)).toEqual({count: 2, drift: 1});
	});

	it('of readings at an odd distance is the one that fits, or the time itself', () => {
		expect(count(1.5, 1)).toEqual({count: 1, drift: 0});
		expect(count(1.5, 2)).toEqual({count: 2, drift: 0});
		expect(count(1.5, 7)).toEqual({count: 1.5, drift: 0});
		expect(count(1.5, 1, 0, null)).toEqual({count: 1.5, drift: 0});
	});

	it('is the even one without an expectation', () => {
		expect(count(1.04, 2, 0, null)).toEqual({count: 1, drift: 0});
		expect(count(1.04, 2, 0, trueRates(0))).toEqual({count: 1, drift: 0});
	});
});
