import {expect, test} from 'vitest';
import {typedWeight} from '../../../source/features/weight/weight-actions.ts';

test.each([
	['0', {to: 0}],
	['1', {to: 1}],
	[' 65535 ', {to: 65_535}],
	['007', {to: 7}],
	['+1', {by: 1}],
	['-12', {by: -12}],
	['50%', {times: 0.5}],
	['x2', {times: 2}],
	['*1.5', {times: 1.5}],
])('the weight %o', (text, value) => {
	expect(typedWeight(text)).toEqual({value});
});

const help = 'a weight is a whole number; +1, -1, 50% or x2 change it';

test.each([
	['65536', 'a weight is at most 65535'],
	['1.5', help],
	['five', help],
	['1e3', help],
	['--1', help],
	['x', help],
	['%', help],
	['', null],
	['  ', null],
])('%o is no weight', (text, error) => {
	expect(typedWeight(text)).toEqual({error});
});
