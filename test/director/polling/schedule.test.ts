import {describe, expect, it} from 'vitest';
import type {RefreshPeriod} from '../../../source/director/polling/refresh-period.ts';
import {type LastCounters, nextTick, type Plan} from '../../../source/director/polling/schedule.ts';

const refreshPeriod: RefreshPeriod = {period: 2000, periodError: 0, refresh: {at: 500, error: 50}};
const unknown: RefreshPeriod = {period: 2000, periodError: 40, refresh: null};

/** Counters that were read at a moment. */
const readAt = (moment: number): LastCounters => ({
	span: {from: moment, to: moment},
	planned: moment,
	started: moment,
});

const tick = (plan: Partial<Plan>) =>
	nextTick({turn: 2000, interval: 2000, leeway: 1000, refreshPeriod, last: readAt(0), ...plan});

describe('the next reading', () => {
	it('has counters if there were none yet', () => {
		expect(tick({last: null})).toEqual({at: 2000, counters: true});
	});

	it('has counters at its turn, away from a refresh', () => {
		expect(tick({turn: 1500})).toEqual({at: 1500, counters: true});
		expect(tick({turn: 2200})).toEqual({at: 2200, counters: true});
	});

	it('has none if there was no refresh since the last ones', () => {
		expect(tick({turn: 1500, leeway: 200, interval: 500, last: readAt(1000)})).toEqual({
			at: 1500,
			counters: false,
		});
	});

	it('is moved away from a refresh, later or earlier', () => {
		expect(tick({turn: 2600})).toEqual({at: 2800, counters: true});
		expect(tick({turn: 2400})).toEqual({at: 2200, counters: true});
	});

	it('is not moved if the next one will be at a good time anyway', () => {
		expect(tick({turn: 2600, interval: 1000, leeway: 500, last: readAt(1000)})).toEqual({
			at: 2600,
			counters: false,
		});
	});

	it('is not moved by more than its leeway', () => {
		expect(tick({turn: 2600, leeway: 100})).toEqual({at: 2600, counters: false});
	});

	it('reckons with the time until counters are read and with a long listing', () => {
		const last: LastCounters = {span: {from: -400, to: 400}, planned: -500, started: -500};
		// Counters come 500 ms after the start, and 800 ms of listing leave 300 ms on both sides of the middle.
		expect(tick({turn: 1000, last})).toEqual({at: 1000, counters: true});
		expect(tick({turn: 1500, last})).toEqual({at: 1300, counters: true});
	});

	it('is a whole number of periods after the last one if the refresh is unknown', () => {
		expect(tick({refreshPeriod: unknown, turn: 1900})).toEqual({at: 2000, counters: true});
		expect(tick({refreshPeriod: unknown, turn: 3500})).toEqual({at: 4000, counters: true});
		expect(tick({refreshPeriod: unknown, turn: 1000, leeway: 500, interval: 1000})).toEqual({
			at: 1000,
			counters: false,
		});
	});
});
