import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	type JoinedThresholds,
	joinThresholds,
} from '../../../source/director/reading/join-thresholds.ts';
import type {ThresholdService} from '../../../source/ipvs/listing.ts';
import type {RuleSet} from '../../../source/ipvs/rule-set.ts';
import {ruleSetArbitrary} from '../../ipvs/arbitraries.ts';

function joined(saved: RuleSet, listed: readonly ThresholdService[]): JoinedThresholds {
	const steps = joinThresholds(saved, listed);
	for (;;) {
		const step = steps.next();
		if (step.done) {
			return step.value;
		}
	}
}

const none = {upperThreshold: 0, lowerThreshold: 0};

/** The rules as `-Sn` prints them: everything except the thresholds. */
function savedOf(rules: RuleSet): RuleSet {
	return rules.map(({service, servers}) => ({
		service,
		servers: servers.map(server => ({...server, ...none})),
	}));
}

/** The rules as `--thresholds` prints them. */
function listedOf(rules: RuleSet): ThresholdService[] {
	return rules.map(({service, servers}) => ({
		service,
		servers: servers.map(server => ({...server, activeConnections: 1, inactiveConnections: 2})),
	}));
}

function mixed<Row>(rows: readonly Row[], seed: number): Row[] {
	return rows
		.map((row, place) => ({row, order: (place * 7919 + seed) % 31}))
		.sort((one, other) => one.order - other.order)
		.map(({row}) => row);
}

test('every server has its own thresholds, in whatever order the rows are listed', () => {
	fc.assert(
		fc.property(ruleSetArbitrary, fc.nat(30), (rules, seed) => {
			const listed = mixed(listedOf(rules), seed).map(({service, servers}) => ({
				service,
				servers: mixed(servers, seed),
			}));
			expect(joined(savedOf(rules), listed)).toEqual({rules, isWhole: true});
		}),
	);
});

describe('a row that only one of the listings has', () => {
	const [entry] = fc.sample(
		ruleSetArbitrary.filter(([first]) => (first?.servers.length ?? 0) > 1),
		{numRuns: 1, seed: 1},
	)[0] ?? [undefined];
	const rules = [entry ?? expect.fail('no service')];
	const fewer = rules.map(({service, servers}) => ({service, servers: servers.slice(1)}));

	test('is left out if its thresholds are missing, and the rules are incomplete', () => {
		expect(joined(savedOf(rules), listedOf(fewer))).toEqual({rules: fewer, isWhole: false});
		expect(joined(savedOf(rules), [])).toMatchObject({
			rules: [{servers: []}],
			isWhole: false,
		});
	});

	test('is reported if ipvsadm does not save it', () => {
		expect(joined(savedOf(fewer), listedOf(rules))).toEqual({rules: fewer, isWhole: false});
		expect(joined([], listedOf(rules))).toEqual({rules: [], isWhole: false});
	});
});

test('a server without thresholds keeps the very rule that was saved', () => {
	fc.assert(
		fc.property(ruleSetArbitrary, rules => {
			const saved = savedOf(rules);
			const {rules: after} = joined(saved, listedOf(saved));
			expect(after.flatMap(({servers}) => servers)).toSatisfy((servers: readonly unknown[]) =>
				servers.every((server, place) => server === saved.flatMap(one => one.servers)[place]),
			);
		}),
	);
});
