import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {FilterView} from '../../../source/console/filter/filter-term.ts';
import {
	type FilterPart,
	formatFilter,
	parseFilter,
} from '../../../source/console/filter/parse-filter.ts';
import {termNames, vocabulary} from '../../../source/console/filter/vocabulary.ts';
import {assembly} from '../../../source/program/features.ts';

const states = ['normal', 'draining', 'drained'];
const everything: FilterView = {
	title: 'Everything',
	terms: termNames.map(name => (vocabulary[name].kind === 'word' ? {name, words: states} : {name})),
};

function parts(text: string): readonly FilterPart[] | null {
	return parseFilter(text, everything).parts;
}

function word(text: string, isNegated = false): FilterPart {
	return {kind: 'word', text, isNegated};
}

describe('words', () => {
	test.each([
		['', []],
		['   ', []],
		['tcp 10.0.0.8', [word('tcp'), word('10.0.0.8')]],
		['tcp:10.1.1.1:80', [word('tcp:10.1.1.1:80')]],
		['fwm:7 fwm6:8', [word('fwm:7'), word('fwm6:8')]],
		['2001:db8::1 dead:beef::1 ::1', [word('2001:db8::1'), word('dead:beef::1'), word('::1')]],
		['[2001:db8::1]:80', [word('[2001:db8::1]:80')]],
		['--set -w :53', [word('--set'), word('-w'), word(':53')]],
		['"two words"', [word('two words')]],
		['"state:draining" "not"', [word('state:draining'), word('not')]],
		['""', []],
		['not 10.0.0.8', [word('10.0.0.8', true)]],
		['not not tcp', [word('tcp')]],
		['NOT tcp udp', [word('tcp', true), word('udp')]],
		['nothing', [word('nothing')]],
	])('%j', (text, expected) => {
		expect(parts(text)).toEqual(expected);
	});
});

describe('terms', () => {
	test.each([
		['state:draining', 'state', ':', 'draining'],
		['State=Draining', 'state', '=', 'Draining'],
		['weight=0', 'weight', '=', '0'],
		['active>100', 'active', '>', '100'],
		['conn/s>=0.5', 'conn/s', '>=', '0.5'],
		['connections<=1k', 'conn/s', '<=', '1k'],
		['inact!=0', 'inactive', '!=', '0'],
		['in>1M', 'in', '>', '1M'],
		['out<2.5MB', 'out', '<', '2.5MB'],
		['net:10.0.1.0/24', 'net', ':', '10.0.1.0/24'],
		['net:2001:db8::/32', 'net', ':', '2001:db8::/32'],
		['net:10.0.1.1', 'net', ':', '10.0.1.1'],
		['10.0.1.0/24', 'net', ':', '10.0.1.0/24'],
		['port:443', 'port', ':', '443'],
		['service:tcp:10.1.1.1:80', 'service', ':', 'tcp:10.1.1.1:80'],
		['name:"front end"', 'name', ':', 'front end'],
	])('%s', (text, name, operator, value) => {
		expect(parts(text)).toEqual([{kind: 'term', name, operator, value, isNegated: false}]);
		expect(parts(`tcp not ${text}`)).toEqual([
			word('tcp'),
			{kind: 'term', name, operator, value, isNegated: true},
		]);
	});
});

describe('mistakes say what is wrong and where', () => {
	test.each([
		['tcp stae:draining', 'stae', "there is no term 'stae'; did you mean state?"],
		['qqq=1', 'qqq', "there is no term 'qqq'; quotes search for it as text"],
		['state:drainning', 'drainning', "state has no 'drainning'; did you mean draining?"],
		['state:up', 'up', "state has no 'up', only: normal, draining, drained"],
		['state>draining', '>', 'state cannot be compared with >; write state:draining'],
		['weight=many', 'many', 'many is not a number such as 5, 0.5 or 1k'],
		['active>1x', '1x', '1x is not a number such as 5, 0.5 or 1k'],
		['active>1Mb', '1Mb', '1Mb is not a number such as 5, 0.5 or 1k'],
		['in>fast', 'fast', 'fast is not a number such as 500, 1k or 2.5M'],
		['port:70000', '70000', '70000 is not a port from 0 to 65535'],
		['net:10.0.0.0/33', '10.0.0.0/33', '10.0.0.0/33 is not a network such as 10.1.0.0/16'],
		['tcp 10.1.0/16', '10.1.0/16', '10.1.0/16 is not a network such as 10.1.0.0/16'],
		['2001:db8::/129', '2001:db8::/129', '2001:db8::/129 is not a network such as 10.1.0.0/16'],
	])('%s', (text, place, message) => {
		const from = text.indexOf(place);
		expect(parseFilter(text, everything).problem).toEqual({
			message,
			from,
			to: from + place.length,
			isUnfinished: false,
		});
	});

	test('a term without a meaning in the view', () => {
		const log = assembly.views.find(({id}) => id === 'log')?.filter;
		expect(log && parseFilter('tcp weight=0', log).problem).toEqual({
			message:
				'weight cannot be used in the Log view, which has: time, user, host, exit, command, plan',
			from: 4,
			to: 10,
			isUnfinished: false,
		});
	});

	test.each([
		['state:', 'state needs one of: normal, draining, drained'],
		['state:drain', "state has no 'drain'; did you mean drained?"],
		['weight=', 'weight needs a number such as 5, 0.5 or 1k'],
		['tcp not', 'not needs a word or a term after it'],
		['name:"front', 'the quote is not closed'],
	])('%s is only not finished', (text, message) => {
		expect(parseFilter(text, everything).problem).toMatchObject({message, isUnfinished: true});
	});
});

const typed = fc.oneof(
	fc.string({unit: 'grapheme'}),
	fc
		.array(
			fc.oneof(
				fc.constantFrom(...termNames, 'not', 'NOT', 'tcp', 'fe80::1', '10.0.0.0/8', 'stat'),
				fc.constantFrom(
					':',
					'=',
					'!=',
					'<',
					'>=',
					'"',
					' ',
					'  ',
					'\t',
					'\u{2003}',
					'/',
					'1k',
					'x',
				),
				fc.string({maxLength: 3}),
			),
			{maxLength: 12},
		)
		.map(pieces => pieces.join('')),
);

test('any text is parsed or has a place in it that is wrong', () => {
	fc.assert(
		fc.property(typed, fc.constantFrom(everything, {title: 'None', terms: []}), (text, view) => {
			const {problem} = parseFilter(text, view);
			if (problem !== null) {
				expect(problem.message).not.toBe('');
				expect(problem.from).toBeGreaterThanOrEqual(0);
				expect(problem.to).toBeGreaterThanOrEqual(problem.from);
				expect(problem.to).toBeLessThanOrEqual(text.length);
			}
		}),
		{numRuns: 2000},
	);
});

test('a filter that is written from its parts has the same parts', () => {
	fc.assert(
		fc.property(typed, text => {
			const read = parts(text);
			fc.pre(read !== null);
			expect(parts(formatFilter(read ?? []))).toEqual(read);
		}),
		{numRuns: 2000},
	);
});

test.each(termNames)('the example of %s is one', name => {
	const {example} = vocabulary[name];
	const view: FilterView = {
		title: 'Example',
		terms: [{name, words: [example.slice(example.search(/[:=]/) + 1)]}],
	};
	expect(parseFilter(example, view).parts).toMatchObject([{kind: 'term', name}]);
});
