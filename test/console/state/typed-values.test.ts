import {expect, test} from 'vitest';
import {typedInterval, typedWeight} from '../../../source/console/state/typed-values.ts';

test.each([
	['0', 0],
	['1', 1],
	[' 65535 ', 65_535],
	['007', 7],
])('the weight %o', (text, value) => {
	expect(typedWeight(text)).toEqual({value});
});

test.each([
	['65536', 'a weight is at most 65535'],
	['-1', 'a weight is a whole number'],
	['1.5', 'a weight is a whole number'],
	['five', 'a weight is a whole number'],
	['1e3', 'a weight is a whole number'],
	['', null],
	['  ', null],
])('%o is no weight', (text, error) => {
	expect(typedWeight(text)).toEqual({error});
});

test.each([
	['2', 2000],
	['0.5', 500],
	['.75', 750],
	['2s', 2000],
	['3600', 3_600_000],
])('the interval %o', (text, value) => {
	expect(typedInterval(text)).toEqual({value});
});

test.each([
	['0', 'from 0.5 to 3600 seconds'],
	['3601', 'from 0.5 to 3600 seconds'],
	['2m', 'seconds, as 2 or 0.5'],
	['-2', 'seconds, as 2 or 0.5'],
	['.', 'seconds, as 2 or 0.5'],
	['', null],
])('%o is no interval', (text, error) => {
	expect(typedInterval(text)).toEqual({error});
});
