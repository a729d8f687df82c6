/**
 * Restores on a simulated director: its ipvsadm runs the plan's own words, its kernel refuses what a real one refuses.
 */
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {proposeRestore} from '../../../../source/features/snapshots/restore/propose-restore.ts';
import {runStream} from '../../../../source/features/snapshots/restore/restore-stream.ts';
import type {RuleSet} from '../../../../source/ipvs/rule-set.ts';
import {serverId} from '../../../../source/ipvs/server.ts';
import {serviceId} from '../../../../source/ipvs/service.ts';
import {ruleSetArbitrary} from '../../../ipvs/arbitraries.ts';
import {directorWith} from '../../../support/director-with.ts';
import {cases} from '../../../support/random-cases.ts';
import {byId, ruleSetPair} from '../../../support/rule-set-pairs.ts';
import {seenOf} from '../../../support/rules-of.ts';

const pairs = fc.oneof(
	{weight: 4, arbitrary: ruleSetPair},
	{weight: 1, arbitrary: fc.tuple(ruleSetArbitrary, ruleSetArbitrary)},
);

function planOf(present: RuleSet, wanted: RuleSet) {
	const {plan, refused} = proposeRestore({name: 'test', wanted, services: seenOf(present)});
	if (!plan) {
		throw new Error(refused.join('\n'));
	}

	return plan;
}

describe('a restore of any rules on any others', () => {
	test('gives exactly the wanted rules through one process', async () => {
		await fc.assert(
			fc.asyncProperty(pairs, async ([present, wanted]) => {
				const director = directorWith(present);
				const {steps} = planOf(present, wanted);
				expect(await runStream(director.port, steps)).toEqual({
					result: {exitCode: 0, stdout: '', stderr: ''},
					problem: null,
				});
				expect(byId(await director.rules())).toEqual(byId(wanted));
			}),
			{numRuns: cases(2000)},
		);
	}, 120_000);

	test('gives exactly the wanted rules command by command, and keeps the servers that both have', async () => {
		await fc.assert(
			fc.asyncProperty(ruleSetPair, async ([present, wanted]) => {
				const director = directorWith(present);
				const wantedIds = byId(wanted);
				const shared = present.flatMap(({service, servers}) => {
					const id = serviceId(service.key);
					return servers
						.filter(server => wantedIds[id]?.servers[serverId(server)])
						.map(server => [id, serverId(server)] as const);
				});
				for (const {command} of planOf(present, wanted).steps) {
					const {exitCode, stderr} = await director.port.run(command);
					expect({command, exitCode, stderr}).toEqual({command, exitCode: 0, stderr: ''});
					const now = byId(await director.rules());
					expect(shared.filter(([id, server]) => !now[id]?.servers[server])).toEqual([]);
				}

				expect(byId(await director.rules())).toEqual(wantedIds);
			}),
			{numRuns: cases(100)},
		);
	}, 120_000);
});
