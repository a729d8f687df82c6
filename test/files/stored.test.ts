import fc from 'fast-check';
import * as v from 'valibot';
import {describe, expect, test} from 'vitest';
import {moment, storedJson, storedValue, timeText, wholeNumber} from '../../source/files/stored.ts';

const schema = v.object({
	weight: wholeNumber(1, 65_535),
	since: moment,
	time: timeText,
	kind: v.picklist(['tcp', 'udp']),
	rows: v.array(v.object({name: v.string(), isDone: v.boolean()})),
});

const good = {
	weight: 5,
	since: 1000,
	time: '2026-01-02T03:04:05.678Z',
	kind: 'tcp',
	rows: [{name: 'a', isDone: true}],
};

test('a valid document gives its value, without unknown fields', () => {
	expect(storedJson(schema, JSON.stringify({...good, later: 1}))).toEqual({value: good});
});

describe('invalid data is reported in words with its position', () => {
	test.each<[unknown, string]>([
		[{...good, weight: 1e9}, 'weight: a whole number from 1 to 65535 expected, not 1000000000'],
		[{...good, weight: 1.5}, 'weight: a whole number from 1 to 65535 expected, not 1.5'],
		[{...good, weight: '5'}, 'weight: a whole number from 1 to 65535 expected, not "5"'],
		[{...good, weight: undefined}, 'weight is missing'],
		[{...good, since: 1e300}, 'since: a number from 0 to 8640000000000000 expected, not 1e+300'],
		[
			{...good, time: 'yesterday'},
			'time: a time such as "2026-01-02T03:04:05.678Z" expected, not "yesterday"',
		],
		[{...good, kind: 'ip'}, 'kind: "tcp" or "udp" expected, not "ip"'],
		[{...good, rows: {}}, 'rows: a list expected, not {}'],
		[{...good, rows: [{name: 7, isDone: true}]}, 'rows.0.name: a text expected, not 7'],
		[{...good, rows: [{name: 'a', isDone: 1}]}, 'rows.0.isDone: true or false expected, not 1'],
		[null, 'an object expected, not null'],
	])('%j', (data, problem) => {
		expect(storedValue(schema, data)).toEqual({problem});
	});

	test('a long value is cut', () => {
		const {problem = ''} = storedValue(schema, {...good, kind: 'x'.repeat(1000)});
		expect(problem.length).toBeLessThan(120);
	});

	test('a text that is no JSON, or nothing at all', () => {
		expect(storedJson(schema, '{"weight":').problem).toMatch(/^not JSON: /);
		expect(storedJson(schema, '')).toEqual({problem: 'empty'});
	});
});

test('for any content the result is a value or a problem, and nothing is thrown', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.json()), text => {
			const {value, problem} = storedJson(schema, text);
			expect(value === undefined).toBe(problem !== undefined);
		}),
	);
});
