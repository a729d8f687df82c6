/**
 * The console's actions on saved rules, with real files and a simulated director.
 */
import {readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {consoleSnapshots} from '../../../../source/features/snapshots/console/console-snapshots.ts';
import type {SavedSnapshot} from '../../../../source/features/snapshots/console/snapshot-deps.ts';
import type {Retention} from '../../../../source/features/snapshots/files/snapshot-folder.ts';
import {proposeRestore} from '../../../../source/features/snapshots/restore/propose-restore.ts';
import {writeJournal} from '../../../../source/features/snapshots/restore/restore-journal.ts';
import {createUnderWay} from '../../../../source/plans/apply/under-way.ts';
import {rulesOf} from '../../../support/rules-of.ts';
import {restoreScene, withRowsThatCome} from '../restore/restore-scene.ts';

const present = rulesOf(
	'-A -t 10.1.1.1:80 -s rr',
	'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1',
	'-A -u 10.1.1.1:53 -s wlc',
);

async function open(retention: Retention = null) {
	const scene = await restoreScene(present);
	const snapshots = consoleSnapshots(
		{...scene, underWay: createUnderWay()},
		{...scene.context, retention},
	);
	return {
		...scene,
		snapshots,
		async only(): Promise<SavedSnapshot> {
			const [snapshot, ...others] = await snapshots.list();
			expect(others).toEqual([]);
			return snapshot ?? expect.fail('no snapshot selected');
		},
		async planFor(lines: readonly string[]) {
			const shown = await scene.reader.read({
				counters: false,
				kernelRates: false,
				persistentConnections: false,
				freshRules: true,
				settings: false,
			});
			const {plan} = proposeRestore({
				name: 'good',
				wanted: rulesOf(...lines),
				services: shown.services,
			});
			return plan ?? expect.fail('there is no plan');
		},
	};
}

const note = {file: null, note: 'before the fair', replace: false};

describe('a saved snapshot', () => {
	test('is listed with its data, and has the rules', async () => {
		const {snapshots, only} = await open();
		const answer = await snapshots.save(note);
		const snapshot = await only();
		expect(answer).toEqual({path: snapshot.path, rules: present});
		expect(snapshot).toMatchObject({
			isNamed: false,
			host: 'lb1',
			occasion: 'saved',
			note: 'before the fair',
			services: 2,
			servers: 1,
		});
		expect(await snapshots.read(snapshot.name)).toMatchObject({
			name: snapshot.name,
			path: snapshot.path,
			rules: present,
		});
	});

	test('is renamed, noted and deleted', async () => {
		const {snapshots, only} = await open();
		await snapshots.save(note);
		await snapshots.rename(await only(), 'good');
		await snapshots.note(await only(), 'spring');
		expect(await only()).toMatchObject({name: 'good', isNamed: true, note: 'spring', services: 2});
		await snapshots.remove(await only());
		expect(await snapshots.list()).toEqual([]);
	});

	test('keeps its other metadata when a note is written', async () => {
		const {snapshots, only} = await open();
		await snapshots.save(note);
		const listed = await only();
		await snapshots.rename(listed, 'good');
		await expect(snapshots.note(listed, 'lost')).rejects.toThrow(/no snapshot .* any more/);
		expect(await only()).toMatchObject({name: 'good', note: 'before the fair'});
	});

	test('is deleted if only a number of them is kept', async () => {
		const {snapshots, clock} = await open({newest: 1});
		await snapshots.save({...note, note: ''});
		await clock.pass(60_000);
		const second = await snapshots.save({...note, note: ''});
		expect(await snapshots.list()).toMatchObject([{path: 'path' in second ? second.path : ''}]);
	});

	test('that needed to roll back an unfinished restore is not deleted', async () => {
		const {snapshots, only, context} = await open();
		await snapshots.save(note);
		const snapshot = await only();
		await writeJournal(
			context.hostFolder,
			{
				startedAt: Date.UTC(2026, 0, 2),
				user: 'ann',
				pid: process.pid,
				name: 'good',
				wanted: '',
				keepWeights: false,
				only: null,
				before: snapshot.path,
			},
			'keep',
		);
		await expect(snapshots.remove(snapshot)).rejects.toThrow(
			'needed to roll back an unfinished restore',
		);
		expect(await snapshots.unfinished()).toEqual({
			name: 'good',
			user: 'ann',
			began: '2026-01-02T00:00:00.000Z',
			before: snapshot.path,
		});
		await snapshots.forget();
		expect(await snapshots.unfinished()).toBeNull();
	});
});

test('a director that cannot be read gives advice', async () => {
	const {port, clock, context} = await open();
	const session = {port: withRowsThatCome(port), clock, underWay: createUnderWay()};
	const {save} = consoleSnapshots(session, context);
	await expect(save(note)).rejects.toThrow(
		/^services or servers are added and deleted .*; wait until the changes have finished$/,
	);
});

describe('a file', () => {
	test('is not replaced before somebody has agreed', async () => {
		const {snapshots, folder} = await open();
		const file = join(folder, 'there.ipvs');
		await writeFile(file, 'mine');
		const request = {file, note: '', replace: false};
		expect(await snapshots.save(request)).toEqual({exists: file});
		expect(await readFile(file, 'utf8')).toBe('mine');
		await snapshots.save({...request, replace: true});
		expect(await snapshots.read(file)).toMatchObject({name: file, rules: present});
		// Everybody who could read it still can.
		expect((await stat(file)).mode & 0o777).toBe(0o644);
	});

	test('that cannot be read gives the reason, with its line', async () => {
		const {snapshots, folder} = await open();
		const file = join(folder, 'bad.ipvs');
		await writeFile(file, '-A -t 10.1.1.1:80 -s rr\nnonsense\n');
		await expect(snapshots.read(file)).rejects.toThrow(`${file}:2: `);
	});
});

describe('a restore', () => {
	const wanted = ['-A -t 10.1.1.1:80 -s rr', '-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 9'];

	test('runs after the rules before it were saved', async () => {
		const {snapshots, planFor, rules, only} = await open();
		const outcome = await snapshots.restore(await planFor(wanted), null);
		expect(outcome).toMatchObject({result: 'done', before: (await only()).path});
		expect(await rules()).toEqual(rulesOf(...wanted));
		expect(await only()).toMatchObject({occasion: 'before-restore'});
	});

	test('is refused if the table has changed since it was shown', async () => {
		const {snapshots, planFor, ipvsadm, rules} = await open();
		const plan = await planFor(wanted);
		await ipvsadm('-A -f 7 -s rr');
		const changed = await rules();
		expect(await snapshots.restore(plan, null)).toMatchObject({
			result: 'refused',
			reason: 'the table has changed since the plan was shown: 1 service added',
		});
		expect(await rules()).toEqual(changed);
		expect(await snapshots.list()).toEqual([]);
	});

	test('that fails can be rolled back, and is over then', async () => {
		const {snapshots, planFor, rules} = await open();
		const plan = await planFor([...wanted, '-A -f 7 -s nosuch']);
		expect(await snapshots.restore(plan, null)).toMatchObject({result: 'failed'});
		expect(await snapshots.unfinished()).toMatchObject({name: 'good'});
		const {proposal, before} = await snapshots.wayOut('roll-back');
		const back = proposal.plan ?? expect.fail('there is no way back');
		expect(await snapshots.restore(back, before)).toMatchObject({result: 'done'});
		expect(await rules()).toEqual(present);
		expect(await snapshots.unfinished()).toBeNull();
	});
});
