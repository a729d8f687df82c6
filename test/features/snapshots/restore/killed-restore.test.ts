/**
 * A restore that is killed by signal 9 at each of its operations, and the reaction of the next start.
 */
import {execFile} from 'node:child_process';
import {cp, mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, test} from 'vitest';
import {readRulesFile, rulesText} from '../../../../source/features/snapshots/files/rules-file.ts';
import {listSnapshots} from '../../../../source/features/snapshots/files/snapshot-folder.ts';
import {createManualClock} from '../../../../source/simulator/manual-clock.ts';
import {bundledScript} from '../../../support/bundled-script.ts';
import {directorWith, rulesIn} from '../../../support/director-with.ts';
import {rulesOf} from '../../../support/rules-of.ts';
import {runSnapshot} from '../../../support/run-snapshot-subcommand.ts';
import {temporaryFolder} from '../../../support/temporary-folder.ts';

const run = promisify(execFile);

const pool = (scheduler: string, ...servers: readonly string[]) => [
	`-A -t 10.1.1.1:80 -s ${scheduler}`,
	...servers.map(server => `-a -t 10.1.1.1:80 -r 10.0.0.${server} -m`),
];
const present = rulesText(
	rulesOf(...pool('rr', '8:80 -w 1 -x 100 -y 80', '9:80 -w 1'), '-A -u 10.1.1.1:53 -s rr'),
);

/** One restore command by command, and one through ipvsadm -R: a process to build and one to remove. */
const restores = {
	small: rulesText(rulesOf(...pool('wlc', '8:80 -w 5 -x 200', '10:80 -w 1'))),
	large: rulesText(
		rulesOf(
			...pool('wlc', '8:80 -w 5 -x 200', '10:80 -w 1'),
			...Array.from({length: 18}, (_, index) => `-A -f ${index + 1} -s rr`),
		),
	),
};

/** Creates a folder with the director and the file to restore, and restores in a separate process. */
async function restore(script: string, folder: string, wanted: string, killAt: number) {
	await mkdir(folder);
	await writeFile(join(folder, 'director'), present);
	await writeFile(join(folder, 'wanted'), wanted);
	return await run(process.execPath, [script, folder, String(killAt)]);
}

/** Runs the next start in a copy of the folder, and returns the resulting rules. */
async function end(folder: string, unfinished: 'finish' | 'roll-back') {
	const copy = `${folder}-${unfinished}`;
	await cp(folder, copy, {recursive: true});
	const director = directorWith(rulesIn(await readFile(join(copy, 'director'), 'utf8')));
	const place = {port: director.port, clock: director.clock, folder: copy};
	const ended = await runSnapshot(place, 'restore', [], {yes: true, unfinished});
	expect(ended).toMatchObject({code: 0, err: ''});
	const again = await runSnapshot(place, 'restore', [], {yes: true, unfinished});
	expect(again.out).toBe('nothing to do: no restore was interrupted\n');
	return {wasUnfinished: ended.out !== again.out, rules: rulesText(await director.rules())};
}

async function expectWholeSnapshots(folder: string): Promise<void> {
	for (const {path} of await listSnapshots(join(folder, 'snapshots', 'lb1'))) {
		const file = await readRulesFile(path, {clock: createManualClock()});
		expect(file).toMatchObject({text: present, isAsSaved: true});
	}
}

test.each(Object.entries(restores))(
	'a %s restore that is killed can be finished and taken back, whenever it was',
	async (_, wanted) => {
		const place = await temporaryFolder();
		const script = await bundledScript(join(import.meta.dirname, 'killed-restore.ts'), place);
		const whole = await restore(script, join(place, 'whole'), wanted, 0);
		const operations = Number(whole.stdout);
		expect(await readFile(join(place, 'whole', 'director'), 'utf8')).toBe(wanted);

		const seen = new Set<string>();
		for (let killAt = 1; killAt <= operations; killAt += 1) {
			const folder = join(place, String(killAt));
			await expect(restore(script, folder, wanted, killAt)).rejects.toMatchObject({
				signal: 'SIGKILL',
			});
			const left = await readFile(join(folder, 'director'), 'utf8');
			const finished = await end(folder, 'finish');
			const takenBack = await end(folder, 'roll-back');
			await expectWholeSnapshots(folder);
			if (finished.wasUnfinished) {
				expect({killAt, ...finished}).toMatchObject({killAt, rules: wanted});
				expect({killAt, ...takenBack}).toMatchObject({killAt, rules: present});
				seen.add(left);
			} else {
				// If no journal mentions it, nothing was done, or everything.
				expect({killAt, isWhole: [present, wanted].includes(left)}).toMatchObject({isWhole: true});
				expect([finished.rules, takenBack.rules]).toEqual([left, left]);
			}
		}

		// The interrupted tables include those in between.
		expect(seen.size).toBeGreaterThan(4);
	},
	300_000,
);
