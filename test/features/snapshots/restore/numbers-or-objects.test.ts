/**
 * A restore keeps most servers as numbers. Its plan must be the one that objects give.
 */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Port} from '../../../../source/director/port/port.ts';
import {readLiveRules} from '../../../../source/director/reading/live-rules.ts';
import type {LiveRules} from '../../../../source/director/reading/reading.ts';
import {rulesText} from '../../../../source/features/snapshots/files/rules-file.ts';
import {proposeRestoreOf} from '../../../../source/features/snapshots/restore/propose-restore.ts';
import {restoredDirector} from '../../../../source/features/snapshots/restore/restored-director.ts';
import {ParseError} from '../../../../source/ipvs/line-parser.ts';
import {plainServersOf} from '../../../../source/ipvs/plain-servers.ts';
import {inOneOrder} from '../../../../source/ipvs/rule-order.ts';
import type {RuleSet} from '../../../../source/ipvs/rule-set.ts';
import {type ServiceId, serviceId} from '../../../../source/ipvs/service.ts';
import {createManualClock} from '../../../../source/simulator/manual-clock.ts';
import {ruleSetArbitrary} from '../../../ipvs/arbitraries.ts';
import {netlinkKernel, netlinkScene, noNumbers} from '../../../support/netlink-kernel.ts';
import {otherSpellings} from '../../../support/other-spellings.ts';
import {ruleSetPair} from '../../../support/rule-set-pairs.ts';
import {savedRulesOf} from '../../../support/rules-of.ts';

/** Nothing may be run. */
const port: Port = {
	place: 'lb1',
	run: async command => {
		throw new Error(`${command.join(' ')} was run`);
	},
	readFile: async path => {
		throw new Error(`${path} was read without the kernel`);
	},
};

/** The wanted rules of a text; null if it cannot be read. */
function wantedOf(text: string): RuleSet | null {
	try {
		return savedRulesOf(text);
	} catch (error) {
		if (error instanceof ParseError) {
			return null;
		}

		throw error;
	}
}

/** Reads the rules of a kernel whose rows have different numbers of connections. */
function readFrom(present: RuleSet, alike: RuleSet | undefined): Promise<LiveRules> {
	const scene = netlinkScene(present);
	scene.rowsEach = 100;
	scene.numbers = row => ({
		...noNumbers,
		activeConnections: row.length,
		inactiveConnections: 2 ** 32 - row.length,
	});
	const kernel = {kernel: netlinkKernel(scene), fallBack: false};
	return readLiveRules({port, clock: createManualClock(0), kernel, alike}, {settings: true});
}

/** Everything that a restore shows, saves and runs. */
function outcome(
	live: LiveRules,
	wanted: RuleSet,
	choice: Parameters<typeof proposeRestoreOf>[1]['choice'],
) {
	const director = restoredDirector(live);
	return structuredClone({
		...proposeRestoreOf(director, {name: 'rules', wanted, ...(choice ? {choice} : {})}),
		saved: rulesText(live.rules),
		journal: rulesText(wanted),
		listed: live.listed.map(({service, servers}) => ({service, servers})),
		missing: live.missing,
	});
}

/** What a director has, and a text that somebody wrote about the same services. */
const cases = fc
	.oneof(
		ruleSetPair,
		ruleSetArbitrary.map(rules => [rules, rules] as const),
		ruleSetPair.map(
			([present, wanted]) =>
				[
					present,
					inOneOrder([
						...present.slice(1),
						...wanted.filter(({service}) =>
							present
								.slice(1)
								.every(other => serviceId(other.service.key) !== serviceId(service.key)),
						),
					]),
				] as const,
		),
	)
	.chain(([present, wanted]) =>
		fc.record({
			present: fc.constantFrom(present, inOneOrder(present), present.toReversed()),
			text: fc.oneof(otherSpellings(wanted), otherSpellings(inOneOrder(wanted))),
			keepWeights: fc.oneof({weight: 4, arbitrary: fc.constant(false)}, fc.boolean()),
			only: fc.oneof(
				{weight: 4, arbitrary: fc.constant(null)},
				fc
					.subarray(present.map(({service}) => serviceId(service.key)))
					.map(ids => new Set<ServiceId>(ids)),
			),
		}),
	);

describe('a restore on a director that is read by netlink', () => {
	it('has the same plan, snapshot and journal as with servers as objects', async () => {
		let asNumbers = 0;
		await fc.assert(
			fc.asyncProperty(cases, async ({present, text, keepWeights, only}) => {
				const wanted = wantedOf(text);
				if (wanted === null) {
					return;
				}

				const objects: RuleSet = structuredClone(wanted);
				const choice = {keepWeights, only};
				const live = await readFrom(present, wanted);
				asNumbers += live.rules.filter(entry => plainServersOf(entry)).length;
				const plain = await readFrom(present, undefined);
				expect(outcome(live, wanted, choice)).toEqual(outcome(plain, objects, choice));

				// The proof after the restore reads what was wanted.
				const after = await readFrom(objects, wanted);
				expect(structuredClone(after.rules)).toEqual((await readFrom(objects, undefined)).rules);
			}),
			{seed: 2026, numRuns: 400},
		);
		expect(asNumbers).toBeGreaterThan(100);
	});

	it('does not take a row that is reported twice for one that is missing', async () => {
		const [entry] = savedRulesOf(
			'-A -t 10.1.1.1:80 -s rr\n-a -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 1\n-a -t 10.1.1.1:80 -r 10.0.0.2:80 -m -w 1\n',
		);
		const [first] = entry?.servers ?? [];
		const present = entry && first ? [{service: entry.service, servers: [first, first]}] : [];
		const {rules} = await readFrom(present, entry ? [entry] : []);
		expect(structuredClone(rules)).toEqual([{service: entry?.service, servers: [first]}]);
	});
});
