import {readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {readDrains} from '../../../../source/features/drain/drain-memory.ts';
import {readRulesFile, rulesText} from '../../../../source/features/snapshots/files/rules-file.ts';
import {listSnapshots} from '../../../../source/features/snapshots/files/snapshot-folder.ts';
import {
	readJournal,
	writeJournal,
} from '../../../../source/features/snapshots/restore/restore-journal.ts';
import type {ServiceId} from '../../../../source/ipvs/service.ts';
import {rulesOf} from '../../../support/rules-of.ts';
import {
	beforeEachChange,
	type RestoreScene,
	restoreScene,
	withRowsThatCome,
} from './restore-scene.ts';

const present = rulesOf(
	'-A -t 10.1.1.1:80 -s rr',
	'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1 -x 100 -y 80',
	'-a -t 10.1.1.1:80 -r 10.0.0.9:80 -m -w 1',
	'-A -u 10.1.1.1:53 -s rr',
);
const wanted = rulesOf(
	'-A -t 10.1.1.1:80 -s wlc',
	'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 5 -x 100 -y 80',
	'-a -t 10.1.1.1:80 -r 10.0.0.10:80 -m -w 1',
);

/** A service with many servers, more than are handled one by one. */
function pool(scheduler: string, ...weights: readonly number[]) {
	return rulesOf(
		`-A -t 10.2.2.2:80 -s ${scheduler}`,
		...weights.map(
			(weight, index) => `-a -t 10.2.2.2:80 -r 10.0.2.${index + 1}:80 -m -w ${weight}`,
		),
	);
}

const thirty = Array.from({length: 30}, (_, index) => index + 1);

async function textNow({rules}: RestoreScene): Promise<string> {
	return rulesText(await rules());
}

describe('a small restore', () => {
	test('runs command by command and gives the wanted rules', async () => {
		const scene = await restoreScene(present);
		expect(await scene.restore(wanted)).toMatchObject({result: 'done', warnings: []});
		expect(await textNow(scene)).toBe(rulesText(wanted));
		expect(scene.logged).toEqual([
			'ipvsadm -a -t 10.1.1.1:80 -r 10.0.0.10:80 -m -w 1 → 0',
			'ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 5 -x 100 -y 80 → 0',
			'ipvsadm -E -t 10.1.1.1:80 -s wlc → 0',
			'ipvsadm -d -t 10.1.1.1:80 -r 10.0.0.9:80 → 0',
			'ipvsadm -D -u 10.1.1.1:53 → 0',
		]);
	});

	test('saves what was there, with timeouts, and leaves no journal', async () => {
		const scene = await restoreScene(present);
		await scene.ipvsadm('--set 300 60 90');
		const outcome = await scene.restore(wanted);
		const before = outcome.result === 'done' ? outcome.before : null;
		const saved = await readRulesFile(before ?? '', scene.context);
		expect(saved.text).toBe(rulesText(present));
		expect(saved.about).toMatchObject({
			host: 'lb1',
			occasion: 'before-restore',
			settings: {timeouts: {tcp: 300, tcpFin: 60, udp: 90}, daemons: []},
		});
		expect(await readJournal(scene.context.hostFolder)).toBeNull();
	});

	test('reports the exact error of the failed command, what is left, and removes nothing', async () => {
		const scene = await restoreScene(present);
		const impossible = rulesOf('-A -t 10.1.1.1:80 -s rr', '-A -t 10.1.1.1:81 -s nosuch');
		const outcome = await scene.restore(impossible);
		expect(outcome).toMatchObject({
			result: 'failed',
			reason: expect.stringContaining(
				'ipvsadm -A -t 10.1.1.1:81 -s nosuch: Scheduler or persistence engine not found',
			),
			left: {addedServices: [{}], removedServers: [{}, {}], removedServices: [{}]},
			rollback: null,
		});
		expect(await textNow(scene)).toBe(rulesText(present));
		expect(await readJournal(scene.context.hostFolder)).toMatchObject({name: 'good.ipvs'});
	});

	test('with nothing to do does nothing', async () => {
		const scene = await restoreScene(present);
		const reordered = [...present].reverse();
		expect(await scene.restore(reordered)).toEqual({result: 'done', before: null, warnings: []});
		expect(await readdir(scene.folder)).toEqual([]);
	});
});

describe('a large restore', () => {
	test('builds in one process and removes in another', async () => {
		const scene = await restoreScene([...pool('rr', ...thirty), ...present]);
		const outcome = await scene.restore([
			...pool('wlc', ...thirty.map(weight => weight * 2)),
			...wanted,
		]);
		expect(outcome).toMatchObject({result: 'done', warnings: []});
		expect(scene.logged).toEqual(['ipvsadm -R with 34 lines → 0', 'ipvsadm -R with 2 lines → 0']);
	});

	test('continues if somebody has added a row meanwhile, and still gives the wanted rules', async () => {
		const scene = await restoreScene(present);
		const port = beforeEachChange(scene.port, async change => {
			if (change === 0) {
				await scene.ipvsadm('-A -t 10.2.2.2:80 -s lc');
			}
		});
		const all = [...pool('rr', ...thirty), ...wanted];
		expect(await scene.restore(all, {port})).toMatchObject({result: 'done'});
		expect(await textNow(scene)).toBe(rulesText(all));
	});

	test('reports the exact error of the invalid row, and removes nothing', async () => {
		const scene = await restoreScene(present);
		const outcome = await scene.restore([
			...pool('rr', ...thirty),
			...rulesOf('-A -t 10.3.3.3:80 -s nosuch'),
		]);
		expect(outcome).toMatchObject({
			result: 'failed',
			reason: expect.stringContaining('ipvsadm -A -t 10.3.3.3:80 -s nosuch: Scheduler'),
		});
		expect(await textNow(scene)).toBe(rulesText([...present, ...pool('rr', ...thirty)]));
	});

	test('reports ipvsadm’s messages if too much is left to try one by one', async () => {
		const scene = await restoreScene(present);
		expect(await scene.restore(pool('nosuch', ...thirty))).toMatchObject({
			result: 'failed',
			reason: expect.stringMatching(
				/^ipvsadm -R: Scheduler .*; Service not defined; .* \(and 28 more messages\) \(exit 255\)$/,
			),
		});
	});
});

describe('going back', () => {
	test.each([
		['a small restore', rulesOf('-A -t 10.1.1.1:81 -s rr', '-A -t 10.1.1.1:82 -s nosuch')],
		['a large restore', [...pool('rr', ...thirty), ...rulesOf('-A -f 7 -s nosuch')]],
	])('of %s leads to exactly the rules before', async (_, impossible) => {
		const scene = await restoreScene(present);
		const outcome = await scene.restore(impossible, {rollbackOnError: true});
		expect(outcome).toMatchObject({result: 'failed', rollback: {result: 'done'}});
		expect(await textNow(scene)).toBe(rulesText(present));
		expect(await readJournal(scene.context.hostFolder)).toBeNull();
	});

	test('that fails is reported, and the journal stays', async () => {
		const scene = await restoreScene(present);
		const impossible = rulesOf('-A -t 10.1.1.1:81 -s rr', '-A -t 10.1.1.1:82 -s nosuch');
		const port = beforeEachChange(scene.port, async change => {
			if (change === 1) {
				scene.port.disturb({hits: command => command.includes('-D -t'), failure: 'lost'});
			}
		});
		const outcome = await scene.restore(impossible, {rollbackOnError: true, port});
		expect(outcome).toMatchObject({
			result: 'failed',
			rollback: {result: 'failed', reason: expect.stringContaining('-D -t 10.1.1.1:81')},
		});
		expect(await readJournal(scene.context.hostFolder)).not.toBeNull();
	});
});

describe('a restore is refused and writes nothing', () => {
	async function isUntouched(scene: RestoreScene, rules = present) {
		expect(scene.logged).toEqual([]);
		expect(await textNow(scene)).toBe(rulesText(rules));
	}

	test('if the table is no longer the one that was shown', async () => {
		const scene = await restoreScene(present);
		const meanwhile = () => scene.ipvsadm('-d -t 10.1.1.1:80 -r 10.0.0.9:80');
		expect(await scene.restore(wanted, {meanwhile})).toEqual({
			result: 'refused',
			reason: 'the table has changed since the plan was shown: 1 server removed',
		});
	});

	test('but not if only services changed that are not chosen', async () => {
		const scene = await restoreScene(present);
		const meanwhile = () => scene.ipvsadm('-E -u 10.1.1.1:53 -s wlc');
		const choice = {keepWeights: false, only: new Set<ServiceId>(['tcp:10.1.1.1:80'])};
		expect(await scene.restore(wanted, {meanwhile, choice})).toMatchObject({result: 'done'});
		expect(await textNow(scene)).toBe(
			rulesText([...wanted, ...rulesOf('-A -u 10.1.1.1:53 -s wlc')]),
		);
	});

	test('where another restore is under way', async () => {
		const scene = await restoreScene(present);
		const {hostFolder} = scene.context;
		const journal = {
			startedAt: 0,
			user: 'someone',
			pid: process.ppid,
			name: 'other.ipvs',
			wanted: '',
			keepWeights: false,
			only: null,
			before: 'x',
		};
		await writeJournal(hostFolder, journal, 'keep');
		expect(await scene.restore(wanted)).toEqual({
			result: 'refused',
			reason: `another restore is running: other.ipvs, by someone in process ${process.ppid}`,
		});
		await isUntouched(scene);
		expect(await readJournal(hostFolder)).toEqual(journal);
	});

	test('if rows change all the time, with advice', async () => {
		const scene = await restoreScene(present);
		expect(await scene.restore(wanted, {port: withRowsThatCome(scene.port)})).toEqual({
			result: 'refused',
			reason:
				'services or servers are added and deleted faster than they can be read; wait until the changes have finished',
		});
		await isUntouched(scene);
	});

	test('if the rules before cannot be saved', async () => {
		const scene = await restoreScene(present);
		const notAFolder = join(scene.folder, 'file');
		await writeFile(notAFolder, '');
		const context = {snapshotFolder: join(notAFolder, 'lb1')};
		expect(await scene.restore(wanted, {context})).toMatchObject({result: 'refused'});
		await isUntouched(scene);
	});

	test('if the journal cannot be written', async () => {
		const scene = await restoreScene(present);
		await writeFile(scene.context.hostFolder, '');
		expect(await scene.restore(wanted)).toMatchObject({result: 'refused'});
		await isUntouched(scene);
	});
});

test('remembers the weights of servers that it drains, and forgets those that it gives weight', async () => {
	const scene = await restoreScene(present);
	const {hostFolder} = scene.context;
	const drained = present.map(({service, servers}) => ({
		service,
		servers: servers.map(server => ({...server, weight: 0})),
	}));
	await scene.restore(drained);
	expect(await readDrains(hostFolder)).toMatchObject([
		{server: '10.0.0.8:80', weight: 1},
		{server: '10.0.0.9:80', weight: 1},
	]);
	await scene.restore(present);
	expect(await readDrains(hostFolder)).toEqual([]);
});

test('keeps the configured number of snapshots, and always the one just made', async () => {
	const scene = await restoreScene(present);
	for (const rules of [wanted, present, wanted]) {
		scene.clock.advance(1000);
		await scene.restore(rules, {context: {retention: {newest: 2}}});
	}

	const kept = await listSnapshots(scene.context.snapshotFolder);
	expect(kept.map(({name}) => name)).toEqual(['2026-01-01T00-00-03Z', '2026-01-01T00-00-02Z']);
});

test('a log that cannot be written is a warning', async () => {
	const scene = await restoreScene(present);
	const logBatch = () => Promise.reject(new Error('disk full'));
	expect(await scene.restore(pool('rr', ...thirty), {context: {logBatch}})).toMatchObject({
		result: 'done',
		warnings: ['the log of commands could not be written: disk full'],
	});
});
