/**
 * A restore whose process is killed, simulated by a port that never answers again: nothing after that is done.
 */
import {describe, expect, test} from 'vitest';
import type {Port} from '../../../../source/director/port/port.ts';
import {createIpvsadmReader} from '../../../../source/director/reading/ipvsadm-reader.ts';
import {readLiveRules} from '../../../../source/director/reading/live-rules.ts';
import {rulesText} from '../../../../source/features/snapshots/files/rules-file.ts';
import {readJournal} from '../../../../source/features/snapshots/restore/restore-journal.ts';
import {restoredDirector} from '../../../../source/features/snapshots/restore/restored-director.ts';
import {runRestore} from '../../../../source/features/snapshots/restore/run-restore.ts';
import {
	findUnfinished,
	proposeWayOut,
	type UnfinishedWay,
} from '../../../../source/features/snapshots/restore/unfinished-restore.ts';
import type {RuleSet} from '../../../../source/ipvs/rule-set.ts';
import type {ServiceId} from '../../../../source/ipvs/service.ts';
import {rulesOf} from '../../../support/rules-of.ts';
import {type RestoreScene, type RestoreWays, restoreScene} from './restore-scene.ts';

const present = rulesOf(
	'-A -t 10.1.1.1:80 -s rr',
	'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1',
	'-a -t 10.1.1.1:80 -r 10.0.0.9:80 -m -w 1',
	'-A -u 10.1.1.1:53 -s rr',
);
const wanted = rulesOf(
	'-A -t 10.1.1.1:80 -s wlc',
	'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 5',
	'-a -t 10.1.1.1:80 -r 10.0.0.10:80 -m -w 1',
);

const anyCall = () => true;
const anyChange = (subject: string) => /^ipvsadm -[AEDaedR]/.test(subject);

/** The moment of the kill: the nth call of the port, of those that count. */
interface Moment {
	readonly call: number;
	readonly counts: (subject: string) => boolean;
}

/** The port of a killed process; `killed` is fulfilled then. */
function killedAt(port: Port, {call, counts}: Moment): {port: Port; killed: Promise<void>} {
	const {promise: killed, resolve} = Promise.withResolvers<void>();
	let calls = 0;
	const orKilled = <T>(subject: string, work: () => Promise<T>): Promise<T> => {
		calls += counts(subject) ? 1 : 0;
		if (calls < call) {
			return work();
		}

		resolve();
		return new Promise(() => undefined);
	};
	return {
		killed,
		port: {
			...port,
			run: (command, options) => orKilled(command.join(' '), () => port.run(command, options)),
			readFile: (path, options) => orKilled(path, () => port.readFile(path, options)),
		},
	};
}

/** Runs a restore that is killed. Returns whether it ended before that. */
async function restoreKilledAt(
	scene: RestoreScene,
	moment: Moment,
	ways: RestoreWays = {},
): Promise<'killed' | 'ended'> {
	const {port, killed} = killedAt(scene.port, moment);
	const reader = createIpvsadmReader({port, clock: scene.clock});
	return await Promise.race([
		killed.then(() => 'killed' as const),
		scene.restore(wanted, {...ways, port, context: {reader}}).then(() => 'ended' as const),
	]);
}

/** Runs the next start. */
async function end(scene: RestoreScene, way: UnfinishedWay) {
	const journal = await findUnfinished(scene.context.hostFolder);
	if (!journal) {
		return null;
	}

	const director = restoredDirector(await readLiveRules(scene, {}));
	const {proposal, before} = await proposeWayOut(journal, way, director, scene);
	if (!proposal.plan) {
		throw new Error(proposal.refused.join('\n'));
	}

	return await scene.run({plan: proposal.plan, before, rollbackOnError: false});
}

async function expectRules(scene: RestoreScene, rules: RuleSet): Promise<void> {
	expect(rulesText(await scene.rules())).toBe(rulesText(rules));
	expect(await readJournal(scene.context.hostFolder)).toBeNull();
}

describe.each([
	['finished', 'finish', wanted],
	['taken back', 'roll-back', present],
] as const)('a restore that is killed', (name, way, expected) => {
	test(`at any moment can be ${name}`, async () => {
		let unfinished = 0;
		for (let call = 1; ; call += 1) {
			const scene = await restoreScene(present);
			const result = await restoreKilledAt(scene, {call, counts: anyCall});
			const outcome = await end(scene, way);
			if (outcome) {
				unfinished += 1;
				expect(outcome).toMatchObject({result: 'done'});
				await expectRules(scene, expected);
			} else {
				// Before the journal nothing was changed; after it everything was.
				await expectRules(scene, result === 'killed' ? present : wanted);
			}

			if (result === 'ended') {
				break;
			}
		}

		// Five commands, and the readings around them.
		expect(unfinished).toBeGreaterThan(5);
	});
});

test('a way out that is killed itself leads back to the rules before the first restore', async () => {
	const scene = await restoreScene(present);
	const {hostFolder} = scene.context;
	await restoreKilledAt(scene, {call: 3, counts: anyChange});
	const journal = await findUnfinished(hostFolder);
	const {port, killed} = killedAt(scene.port, {call: 2, counts: anyChange});
	const shown = await readLiveRules(scene, {settings: true});
	const {proposal, before} = await proposeWayOut(
		journal ?? expect.fail('the restore was not cut off'),
		'finish',
		restoredDirector(shown),
		scene,
	);
	const plan = proposal.plan ?? expect.fail('no plan');
	const cutOff = runRestore(
		{plan, before, shown, rollbackOnError: false},
		{...scene.context, port, reader: createIpvsadmReader({port, clock: scene.clock})},
	);
	await Promise.race([killed, cutOff]);
	expect(await readJournal(hostFolder)).toMatchObject({before: journal?.before});
	expect(await end(scene, 'roll-back')).toMatchObject({result: 'done'});
	await expectRules(scene, present);
});

test('the choice is remembered', async () => {
	const scene = await restoreScene(present);
	const choice = {keepWeights: true, only: new Set<ServiceId>(['tcp:10.1.1.1:80'])};
	expect(await restoreKilledAt(scene, {call: 2, counts: anyChange}, {choice})).toBe('killed');
	expect(await end(scene, 'finish')).toMatchObject({result: 'done'});
	await expectRules(
		scene,
		rulesOf(
			'-A -t 10.1.1.1:80 -s wlc',
			'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1',
			'-a -t 10.1.1.1:80 -r 10.0.0.10:80 -m -w 1',
			'-A -u 10.1.1.1:53 -s rr',
		),
	);
});
