import {expect, test} from 'vitest';
import {typedBudget} from '../../../../source/features/connections/console/connections-actions.ts';
import {filterProblem} from '../../../../source/features/connections/console/connections-filter.ts';

test.each(['', 'tcp 10.1.1.1:80 established', '10.1.0.0/16', '2001:DB8::/48 syn_recv', 'a/b'])(
	'%j is valid',
	filter => {
		expect(filterProblem(filter)).toBeNull();
	},
);

test.each(['10.1.0.0/33', '10.1.0/16', '2001:db8::/129', '10.1.0.0/x'])(
	'%j is no network',
	word => {
		expect(filterProblem(`tcp ${word}`)).toBe(`${word} is not a network such as 10.1.0.0/16`);
	},
);

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
