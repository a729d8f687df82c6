import {readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {readRulesFile} from '../../../../source/features/snapshots/files/rules-file.ts';
import {
	applyRetention,
	deleteSnapshot,
	listSnapshots,
	noteSnapshot,
	renameSnapshot,
	type Snapshot,
	saveSnapshot,
} from '../../../../source/features/snapshots/files/snapshot-folder.ts';
import {createManualClock} from '../../../../source/simulator/manual-clock.ts';
import {rulesOf} from '../../../support/rules-of.ts';
import {temporaryFolder} from '../../../support/temporary-folder.ts';

const rules = rulesOf('-A -t 10.1.1.1:80 -s rr', '-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1');
const noon = Date.UTC(2026, 0, 31, 12);

/** A folder with a snapshot saved at each of these seconds after noon. */
async function folderWith(...seconds: readonly number[]): Promise<string> {
	const folder = join(await temporaryFolder(), 'snapshots', 'lb1');
	for (const second of seconds) {
		await saveSnapshot(folder, {
			rules,
			time: noon + second * 1000,
			host: 'lb1',
			occasion: 'saved',
			note: '',
			settings: null,
		});
	}

	return folder;
}

async function names(folder: string): Promise<readonly string[]> {
	return (await listSnapshots(folder)).map(({name}) => name);
}

async function only(folder: string): Promise<Snapshot> {
	const [snapshot] = await listSnapshots(folder);
	return snapshot ?? expect.fail('no snapshot');
}

describe('snapshots', () => {
	test('are named for their time and listed newest first', async () => {
		const folder = await folderWith(5, 65, 5);
		expect(await listSnapshots(folder)).toMatchObject([
			{name: '2026-01-31T12-01-05Z', time: noon + 65_000, about: {host: 'lb1', servers: 1}},
			{name: '2026-01-31T12-00-05Z-2', time: noon + 5000},
			{name: '2026-01-31T12-00-05Z', time: noon + 5000},
		]);
		expect((await stat(folder)).mode & 0o777).toBe(0o700);
	});

	test('are none if there is no folder', async () => {
		expect(await listSnapshots(join(await temporaryFolder(), 'none'))).toEqual([]);
	});

	test('may come from elsewhere; other files and those of a killed save are ignored', async () => {
		const folder = await folderWith();
		await saveSnapshot(folder, {
			rules,
			time: noon,
			host: 'lb1',
			occasion: 'saved',
			note: '',
			settings: null,
		});
		await writeFile(join(folder, 'from elsewhere.ipvs'), '-A -f 7 -s rr\n');
		await writeFile(join(folder, '.x.ipvs.0123.tmp'), '-A');
		await writeFile(join(folder, '.ipvs'), '-A');
		await writeFile(join(folder, 'notes.txt'), '');
		expect((await names(folder)).toSorted()).toEqual(['2026-01-31T12-00-00Z', 'from elsewhere']);
	});

	test('are deleted with their metadata, and a second time without an error', async () => {
		const folder = await folderWith(0);
		const snapshot = await only(folder);
		await deleteSnapshot(snapshot);
		await deleteSnapshot(snapshot);
		expect(await readdir(folder)).toEqual([]);
	});

	test('keep everything under another name, which must be free', async () => {
		const folder = await folderWith(0, 1);
		const [newer, older] = await listSnapshots(folder);
		await renameSnapshot(folder, newer ?? expect.fail(), 'before the deploy');
		const renamed = await only(folder);
		expect(renamed).toMatchObject({name: 'before the deploy', time: noon + 1000});
		const file = await readRulesFile(renamed.path, {clock: createManualClock()});
		expect(file).toMatchObject({rules, isAsSaved: true});
		await expect(
			renameSnapshot(folder, older ?? expect.fail(), 'before the deploy'),
		).rejects.toMatchObject({problem: 'exists'});
		expect(await readdir(folder)).toHaveLength(4);
	});

	test.each(['', '.', '..', '.hidden', 'a/b', '../up', 'line\nbreak', 'x'.repeat(201)])(
		'cannot be called %j',
		async name => {
			const folder = await folderWith(0);
			const snapshot = await only(folder);
			await expect(renameSnapshot(folder, snapshot, name)).rejects.toThrow('only letters, digits');
			expect(await names(folder)).toEqual([snapshot.name]);
		},
	);

	test('have a note, if somebody writes one', async () => {
		const folder = await folderWith(0);
		await noteSnapshot(await only(folder), 'good one');
		expect(await only(folder)).toMatchObject({about: {note: 'good one', services: 1}});
		await noteSnapshot(await only(folder), '');
		expect(await only(folder)).toMatchObject({about: {note: ''}});
	});
});

describe('a snapshot with an unreadable note', () => {
	async function broken() {
		const folder = await folderWith(0, 1);
		const [, older = expect.fail()] = await listSnapshots(folder);
		await noteSnapshot(older, 'golden');
		const text = await readFile(`${older.path}.json`, 'utf8');
		await writeFile(`${older.path}.json`, text.replace('"servers": 1', '"servers": -1'));
		const [, snapshot = expect.fail()] = await listSnapshots(folder);
		return {folder, snapshot};
	}

	test('is listed with the file, the field and the problem', async () => {
		const {snapshot} = await broken();
		expect(snapshot).toMatchObject({name: '2026-01-31T12-00-00Z', about: null, time: noon});
		expect(snapshot.metadataProblem).toMatch(
			/^\/.*\/2026-01-31T12-00-00Z\.ipvs\.json: servers: a whole number from 0 to \d+ expected, not -1$/,
		);
	});

	test('is not deleted by age, as a person may have noted it', async () => {
		const {folder} = await broken();
		expect(await applyRetention(folder, {newest: 1})).toEqual([]);
		expect(await names(folder)).toHaveLength(2);
	});

	test('keeps its metadata under another name, and accepts no other note', async () => {
		const {folder, snapshot} = await broken();
		await expect(noteSnapshot(snapshot, 'x')).rejects.toThrow(snapshot.metadataProblem);
		await renameSnapshot(folder, snapshot, 'golden');
		expect(await readFile(join(folder, 'golden.ipvs.json'), 'utf8')).toContain('"note": "golden"');
		expect((await names(folder)).toSorted()).toEqual(['2026-01-31T12-00-01Z', 'golden']);
	});
});

describe('retention', () => {
	test('is off by default', async () => {
		const folder = await folderWith(0, 1, 2);
		expect(await applyRetention(folder, null)).toEqual([]);
		expect(await names(folder)).toHaveLength(3);
	});

	test('keeps the newest, and those that are named, noted or in use', async () => {
		const folder = await folderWith(0, 1, 2, 3, 4, 5);
		const [, , , third, second, first] = await listSnapshots(folder);
		await renameSnapshot(folder, first ?? expect.fail(), 'golden');
		await noteSnapshot(second ?? expect.fail(), 'keep me');
		const inUse = new Set([third?.path ?? '']);
		const gone = await applyRetention(folder, {newest: 2}, inUse);
		expect(gone.map(({name}) => name)).toEqual(['2026-01-31T12-00-03Z']);
		expect(await names(folder)).toEqual([
			'2026-01-31T12-00-05Z',
			'2026-01-31T12-00-04Z',
			'2026-01-31T12-00-02Z',
			'2026-01-31T12-00-01Z',
			'golden',
		]);
	});
});
