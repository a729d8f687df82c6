import {expect, test} from 'vitest';
import {typedWeight} from '../../../source/features/weight/weight-actions.ts';

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
