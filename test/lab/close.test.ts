import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it, vi} from 'vitest';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {describeLab} from './describe-lab.ts';
import {bootKernel, type Guest} from './kernel.ts';

/** The folder on the host of this guest only; all processes of its kernel name it. */
async function folderOf(guest: Guest): Promise<string> {
	const commandLine = await guest.readFile('/proc/cmdline');
	return /LAB_DIRECTORY=(\S+)/.exec(commandLine)?.[1] ?? '';
}

/** The numbers of the host's processes that name the folder. */
function processesOf(folder: string): readonly string[] {
	return readdirSync('/proc').filter(name => {
		try {
			return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(folder);
		} catch {
			return false; // It has ended meanwhile.
		}
	});
}

describeLab('the end of a guest', () => {
	it('leaves no process and no file, and calls after it fail', async () => {
		const guest = await bootKernel();
		const folder = await folderOf(guest);
		expect(processesOf(folder)).not.toEqual([]);
		const underWay = guest.run(['sleep', '1000'], {timeout: Number.POSITIVE_INFINITY});
		underWay.catch(() => {});

		await guest.close();
		await guest.close();

		await vi.waitFor(() => expect(processesOf(folder)).toEqual([]), {timeout: 20_000});
		expect(existsSync(folder)).toBe(false);
		await expect(underWay).rejects.toMatchObject({failure: 'lost'});
		await expect(guest.run(['true'])).rejects.toMatchObject({failure: 'lost'});
	});

	it('comes with the end of its starter, even when that is killed', async () => {
		const kernel = JSON.stringify(join(import.meta.dirname, 'kernel.ts'));
		const program = `
			const {bootKernel} = await import(${kernel});
			const guest = await bootKernel();
			process.stdout.write(await guest.readFile('/proc/cmdline'));`;
		const starter = spawn(process.execPath, ['--input-type=module', '--eval', program]);
		const [commandLine] = await once(starter.stdout, 'data');
		const folder = /LAB_DIRECTORY=(\S+)/.exec(String(commandLine))?.[1] ?? '';
		expect(processesOf(folder)).not.toEqual([]);

		starter.kill('SIGKILL');

		await vi.waitFor(() => expect(processesOf(folder)).toEqual([]), {timeout: 20_000});
		expect(existsSync(folder)).toBe(false);
	});

	it('keeps what its programs are doing from being done on the host', async () => {
		const folder = await temporaryFolder();
		for (let round = 0; round < 2; round += 1) {
			const guest = await bootKernel({memory: 256});
			// In the guest the folder is read-only.
			await guest.runScript(`
				for loop in 1 2 3 4 5 6; do
					(while :; do : >${folder}/$loop.$RANDOM || : >/run/$loop; done) </dev/null >/dev/null 2>&1 &
				done
				until [ -e /run/1 -a -e /run/2 -a -e /run/3 -a -e /run/4 -a -e /run/5 -a -e /run/6 ]; do :; done`);
			await guest.close();
		}

		expect(readdirSync(folder)).toEqual([]);
	});

	it('comes with the end of its lifetime', async () => {
		const life = bootKernel({lifetime: 3}).then(guest =>
			guest.run(['sleep', '1000'], {timeout: Number.POSITIVE_INFINITY}),
		);

		await expect(life).rejects.toMatchObject({failure: 'lost'});
	});
});
