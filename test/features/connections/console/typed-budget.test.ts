import {expect, test} from 'vitest';
import {typedBudget} from '../../../../source/features/connections/console/connections-actions.ts';

test.each([
	['2.5', {value: 2500}],
	['60s', {value: 60_000}],
	['0', {error: 'enter from 0.1 to 60 seconds'}],
	['61', {error: 'enter from 0.1 to 60 seconds'}],
	['a while', {error: 'enter a number of seconds, such as 2 or 0.5'}],
	['', {error: null}],
])('%j as the time for a reading', (text, typed) => {
	expect(typedBudget(text)).toEqual(typed);
});
