/**
 * Faults of the folder of state while the director is changed: a change is made and told, or not made at all; what is
 * not written down is told; and nothing of it is a stack trace.
 */
import {execFileSync} from 'node:child_process';
import {mkdir, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {readLog} from '../../source/plans/log/read-log.ts';
import {createManualClock} from '../../source/simulator/manual-clock.ts';
import {createSimulatedPort} from '../../source/simulator/simulated-port.ts';
import {runSubcommand} from '../support/run-subcommand.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

const target = 'tcp:172.16.249.138:80 10.0.0.8:80';

/** Folders that cannot be used as state folder, each created in a folder. */
const faults: readonly (readonly [string, (folder: string) => Promise<string>])[] = [
	[
		'a file in its place',
		async folder => {
			await writeFile(join(folder, 'state'), '');
			return join(folder, 'state');
		},
	],
	['a place below a device', async () => '/dev/null/state'],
	['a file system that takes no folders', async () => '/proc/state'],
	[
		'a link to itself',
		async folder => {
			await symlink(join(folder, 'state'), join(folder, 'state'));
			return join(folder, 'state');
		},
	],
	[
		'a link that leads nowhere',
		async folder => {
			await symlink('/nonexistent/elsewhere', join(folder, 'state'));
			return join(folder, 'state');
		},
	],
	[
		'a folder in the place of the log',
		async folder => {
			await mkdir(join(folder, 'commands.jsonl'));
			return folder;
		},
	],
	[
		'a named pipe in the place of the log',
		async folder => {
			execFileSync('mkfifo', [join(folder, 'commands.jsonl')]);
			return folder;
		},
	],
	[
		'a full disk for the log',
		async folder => {
			await symlink('/dev/full', join(folder, 'commands.jsonl'));
			return folder;
		},
	],
];

async function director(stateFolder: string) {
	const clock = createManualClock();
	const port = createSimulatedPort({scene: 'nat', seed: 1, clock});
	return {
		place: {port, clock, stateFolder},
		async weight(): Promise<string | undefined> {
			const {stdout} = await port.run(['ipvsadm', '-Sn']);
			return /-r 10\.0\.0\.8:80 .*-w (\d+)/.exec(stdout)?.[1];
		},
	};
}

describe.each(faults)('a folder of state with %s', (_, make) => {
	it('lets a weight be set, and says that the log could not be written', async () => {
		const {place, weight} = await director(await make(await temporaryFolder()));
		const {code, out, err} = await runSubcommand(place, 'weight', `${target} 5`, {yes: true});
		expect(await weight()).toBe('5');
		expect(code).toBe(0);
		expect(out).toContain('done: weight of 10.0.0.8:80');
		expect(err).toContain('lvstop: the log of commands could not be written: ');
		expect(err).not.toContain('    at ');
		expect(err).not.toContain('ESPIPE');
	});

	it('never takes a weight away that is not remembered without a word', async () => {
		const {place, weight} = await director(await make(await temporaryFolder()));
		const {code, out, err} = await runSubcommand(place, 'drain', target, {yes: true});
		expect(`${out}${err}`).not.toContain('    at ');
		if ((await weight()) === '0') {
			expect(err).toMatch(/could not be written|could not be remembered|is not remembered/);
		} else {
			expect(code).not.toBe(0);
			expect(err).toContain('nothing was changed');
		}
	});
});

describe('two lvstops with one folder of state', () => {
	it('write down every command of both, once', async () => {
		const {place} = await director(await temporaryFolder());
		const runs = Array.from({length: 12}, async (_, index) => {
			const server = index % 2 === 0 ? '10.0.0.8:80' : '10.0.0.9:80';
			const words = `tcp:172.16.249.138:80 ${server} ${index + 2}`;
			return await runSubcommand(place, 'weight', words, {yes: true});
		});
		const ended = await Promise.all(runs);
		const {entries, unreadable} = await readLog(place.stateFolder);
		// Each was run, or refused because the other one was first.
		expect(ended.every(({code}) => code === 0 || code === 3 || code === 1)).toBe(true);
		expect(unreadable).toBe(0);
		const commands = entries.map(({command}) => command.join(' '));
		expect(new Set(commands).size).toBe(commands.length);
		const done = ended.filter(({code}) => code === 0).length;
		expect(done).toBeGreaterThan(0);
		expect(entries.filter(({exitCode}) => exitCode === 0).length).toBeGreaterThanOrEqual(done);
	});
});
