import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {formatSave} from '../../../source/ipvs/format/save-format.ts';
import {ParseError, parseText} from '../../../source/ipvs/line-parser.ts';
import {saveFormatParser} from '../../../source/ipvs/parse/save-format.ts';
import {plainServersOf, serverCount} from '../../../source/ipvs/plain-servers.ts';
import {inOneOrder} from '../../../source/ipvs/rule-order.ts';
import type {RuleSet} from '../../../source/ipvs/rule-set.ts';
import {otherSpellings} from '../../support/other-spellings.ts';
import {smallRuleSet} from '../../support/rule-set-pairs.ts';
import {savedRulesOf} from '../../support/rules-of.ts';
import {ruleSetArbitrary} from '../arbitraries.ts';

/** The rules or the error of a text. */
function resultOf(parse: () => RuleSet) {
	try {
		return {rules: structuredClone(parse())};
	} catch (error) {
		if (error instanceof ParseError) {
			return {error: error.message, line: error.lineNumber};
		}

		throw error;
	}
}

const anyText = fc
	.oneof(ruleSetArbitrary, smallRuleSet)
	.chain(rules => fc.oneof(otherSpellings(rules), otherSpellings(inOneOrder(rules))));

describe('a text of saved rules', () => {
	it('has the same rules or the same error as line by line, however it is written', () => {
		fc.assert(
			fc.property(anyText, text => {
				expect(resultOf(() => savedRulesOf(text))).toEqual(
					resultOf(() => parseText(saveFormatParser(), text)),
				);
			}),
			{seed: 12, numRuns: 3000},
		);
	});

	it('is saved again as if its servers had always been objects', () => {
		fc.assert(
			fc.property(anyText, text => {
				const {rules} = resultOf(() => savedRulesOf(text));
				if (rules) {
					const saved = (set: RuleSet) => formatSave(inOneOrder(set), {thresholds: true});
					expect(saved(savedRulesOf(text))).toBe(saved(rules));
					expect(formatSave(savedRulesOf(text))).toBe(formatSave(rules));
					expect(savedRulesOf(text).map(serverCount)).toEqual(
						rules.map(({servers}) => servers.length),
					);
				}
			}),
			{seed: 13, numRuns: 1000},
		);
	});

	it('keeps servers as numbers only if they are written as lvstop saves them', () => {
		const isPlain = (text: string) =>
			savedRulesOf(text).map(entry => plainServersOf(entry) !== undefined);
		const service = '-A -t 10.1.1.1:80 -s wlc\n';
		const server = '-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1';
		expect(isPlain(`${service}${server}\n${service.replace('.1:80', '.2:80')}`)).toEqual([
			true,
			true,
		]);
		expect(isPlain(`${service}${server} -x 10 -y 5\n`)).toEqual([true]);
		expect(isPlain(`${service}${server.replace('-m', '-i')}\n`)).toEqual([true]);
		expect(isPlain(`${service}${server}`)).toEqual([false]);
		expect(isPlain(`${service}${server} -x 0\n`)).toEqual([false]);
		expect(isPlain(`${service}${server}\r\n`)).toEqual([false]);
		expect(isPlain(`${service}# comment\n${server}\n`)).toEqual([false]);
		expect(isPlain(`${service}${server}\n${server.replace('.8', '.7')}\n`)).toEqual([false]);
		expect(isPlain(`${service}${server.replace('-m', '-i')} --tun-type ipip\n`)).toEqual([false]);
		expect(isPlain(`${service.trimEnd()} \n${server}\n`)).toEqual([false]);
	});

	it('a copy of a service with other servers is saved with those', () => {
		const [entry] = savedRulesOf(
			'-A -t 10.1.1.1:80 -s wlc\n-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1\n',
		);
		const copy = entry && {...entry, servers: entry.servers.map(row => ({...row, weight: 9}))};
		expect(formatSave(copy ? [copy] : [], {thresholds: true})).toContain('-w 9\n');
	});
});
