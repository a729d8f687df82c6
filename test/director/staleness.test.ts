import {expect, test} from 'vitest';
import {screenAge} from '../../source/director/staleness.ts';
import {director} from '../support/sample-director.ts';

const seen = {
	live: director([], {monotonic: 1000}),
	stale: null,
	readingSince: null,
	stretched: null,
};
const base = {director: seen, now: 1000, paused: false, interval: 2000};

test('a reading that has just come is live', () => {
	expect(screenAge(base)).toEqual({status: 'live', age: 0, reason: null, advice: null});
});

test('whatever the poller calls stale is stale since the last good reading', () => {
	const stale = {since: 1000, reason: 'no answer', advice: 'look at ssh'};
	expect(screenAge({...base, director: {...seen, stale}, now: 61_000})).toEqual({
		status: 'stale',
		age: 60_000,
		reason: 'no answer',
		advice: 'look at ssh',
	});
});

test('figures that nothing renews become stale by themselves', () => {
	expect(screenAge({...base, now: 10_000}).status).toBe('live');
	expect(screenAge({...base, now: 10_001})).toMatchObject({status: 'stale', age: 9001});
});

test('a paused screen is not stale, however old it is', () => {
	expect(screenAge({...base, now: 100_000, paused: true})).toMatchObject({
		status: 'paused',
		age: 99_000,
	});
});

test('a failure shows also while paused', () => {
	const stale = {since: 1000, reason: 'no answer', advice: ''};
	expect(screenAge({...base, director: {...seen, stale}, paused: true}).status).toBe('stale');
});

test('before the first reading the console is starting', () => {
	expect(
		screenAge({...base, director: {live: null, stale: null, readingSince: 900, stretched: null}})
			.status,
	).toBe('starting');
});
