import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {proposeDeleteServers} from '../../source/features/edit/server-edits.ts';
import {changesInWords, groupedWarnings, mostByKey, whyWord} from '../../source/plans/bulk.ts';
import {unknownSysctls} from '../../source/plans/known-row.ts';
import type {Step} from '../../source/plans/plan.ts';
import {proposeWeights} from '../../source/plans/set-weight.ts';
import {nat, seenServer, seenService, targetsIn, web} from '../support/example.ts';

/** Servers with these weights in one service. */
function servers(weights: readonly number[]) {
	const rows = weights.map((weight, index) =>
		seenServer({...nat, address: `10.0.1.${index}`, weight}),
	);
	return targetsIn(seenService(web, rows));
}

function stepsTo(weights: readonly number[], to: number): readonly Step[] {
	return proposeWeights(servers(weights), {to}).plan?.steps ?? [];
}

describe('a plan with many commands', () => {
	it('is confirmed by a word above 20 commands', () => {
		const plan = (count: number) =>
			({
				danger: 'none',
				steps: stepsTo(
					Array.from({length: count}, () => 1),
					2,
				),
			}) as const;
		expect(whyWord(plan(mostByKey))).toBeNull();
		expect(whyWord(plan(mostByKey + 1))).toBe('these are 21 commands');
		expect(whyWord({...plan(1), danger: 'drops-traffic'})).toBe('this drops traffic');
	});

	it('says which weights change, and which servers get connections again', () => {
		expect(changesInWords(stepsTo([1, 0, 5, 0], 2))).toEqual([
			'4 servers in 1 service: weight 0–5 → 2',
			'2 of them with weight 0 now: new connections again',
		]);
		expect(changesInWords(stepsTo([1, 3], 0))).toEqual([
			'2 servers in 1 service: weight 1–3 → 0',
			'2 of them then with weight 0: no new connections',
		]);
	});

	it('counts what is added, deleted and edited', () => {
		const {plan} = proposeDeleteServers(servers([1, 1]), unknownSysctls);
		expect(changesInWords(plan?.steps ?? [])).toEqual(['2 servers deleted']);
	});
});

describe('warnings of one reason', () => {
	it('are one, with the first rows of the others', () => {
		const warnings = Array.from(
			{length: 30},
			(_, index) => `tcp:10.1.1.${index}:80 is left without a server: clients are refused`,
		);
		expect(groupedWarnings(['persistence 300 s is left', ...warnings])).toEqual([
			'persistence 300 s is left',
			`${warnings[0]} (and 29 more such warnings: tcp:10.1.1.1:80, tcp:10.1.1.2:80, tcp:10.1.1.3:80, …)`,
		]);
	});

	it('stay as they are if there are few', () => {
		const few = ['10.0.0.8:80 has 3 connections', '10.0.0.9:80 has 40 connections'];
		expect(groupedWarnings(few)).toEqual(few);
	});

	it('never lose a reason', () => {
		const reason = fc.constantFrom('is full', 'is left alone', 'persists 300 s');
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.nat(99), reason)), rows => {
				const shown = groupedWarnings(rows.map(([host, why]) => `10.0.0.${host}:80 ${why}`));
				for (const [, why] of rows) {
					expect(shown.join('\n')).toContain(why);
				}
			}),
		);
	});
});
