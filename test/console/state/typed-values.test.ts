import {expect, test} from 'vitest';
import {typedInterval} from '../../../source/console/state/typed-values.ts';

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
