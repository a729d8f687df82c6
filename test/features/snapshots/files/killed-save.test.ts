/**
 * A save that is killed by signal 9 at each of its file operations.
 */
import {execFile} from 'node:child_process';
import {copyFile, mkdir, readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {beforeEach, expect, test} from 'vitest';
import {readRulesFile} from '../../../../source/features/snapshots/files/rules-file.ts';
import {
	listSnapshots,
	snapshotPath,
} from '../../../../source/features/snapshots/files/snapshot-folder.ts';
import {createManualClock} from '../../../../source/simulator/manual-clock.ts';
import {bundledScript} from '../../../support/bundled-script.ts';
import {temporaryFolder} from '../../../support/temporary-folder.ts';

const run = promisify(execFile);
const clock = createManualClock();

function textWith(server: string): string {
	return `-A -t 10.1.1.1:80 -s rr\n-a -t 10.1.1.1:80 -r ${server}:80 -m -w 1\n`;
}

let folder = '';
let script = '';
beforeEach(async () => {
	folder = await temporaryFolder();
	script = await bundledScript(
		join(import.meta.dirname, 'killed-save.ts'),
		await temporaryFolder(),
	);
});

/** Saves in a separate process; returns the number of operations if it was not killed. */
async function save(
	path: string,
	{killAt, existing, server}: {killAt: number; existing: string; server: string},
): Promise<number> {
	const words = [script, path, String(killAt), existing, server];
	const {stdout} = await run(process.execPath, words);
	return Number(stdout);
}

test('leaves a new snapshot whole, with what belongs to it, or absent', async () => {
	const path = (name: string) => snapshotPath(folder, name);
	const operations = await save(path('whole'), {killAt: 0, existing: 'keep', server: '10.0.0.8'});
	const moments = Array.from({length: operations}, (_, index) => index + 1);
	await Promise.all(
		moments.map(killAt =>
			expect(
				save(path(`killed-${killAt}`), {killAt, existing: 'keep', server: '10.0.0.8'}),
			).rejects.toMatchObject({signal: 'SIGKILL'}),
		),
	);
	const snapshots = await listSnapshots(folder);
	for (const snapshot of snapshots) {
		const file = await readRulesFile(snapshot.path, {clock});
		expect(file).toMatchObject({text: textWith('10.0.0.8'), isAsSaved: true});
	}

	// Killed early it is missing, killed late it exists.
	expect(snapshots.length).toBeGreaterThan(1);
	expect(snapshots.length).toBeLessThan(moments.length);
}, 60_000);

test('leaves the old file or the new one where it replaces', async () => {
	const old = join(folder, 'old');
	const operations = await save(old, {killAt: 0, existing: 'replace', server: '10.0.0.8'});
	const moments = Array.from({length: operations}, (_, index) => index + 1);
	const texts = await Promise.all(
		moments.map(async killAt => {
			const place = join(folder, String(killAt));
			await mkdir(place);
			const path = join(place, 'rules');
			await copyFile(old, path);
			await copyFile(`${old}.json`, `${path}.json`);
			await expect(
				save(path, {killAt, existing: 'replace', server: '10.0.0.9'}),
			).rejects.toMatchObject({signal: 'SIGKILL'});
			const {about, isAsSaved, text} = await readRulesFile(path, {clock});
			// The metadata may already be that of the new rules, and is recognised as not matching these.
			expect(isAsSaved).toBe(text === textWith(about?.note ?? ''));
			expect(await readdir(place)).toContain('rules');
			return await readFile(path, 'utf8');
		}),
	);
	expect(new Set(texts)).toEqual(new Set([textWith('10.0.0.8'), textWith('10.0.0.9')]));
}, 60_000);
