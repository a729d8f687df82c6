/**
 * Tests the executable on a machine without Node: in a terminal, with hostile environment variables, on the lab's
 * kernel, and the one for arm64 in an emulator.
 */
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, inject, it} from 'vitest';
import {largestPage, readElf, segments, segmentType} from '../../scripts/packages/elf.ts';
import {makeExecutable, unexpectedNeeds} from '../../scripts/packages/executable.ts';
import {version} from '../../scripts/packages/project.ts';
import {describeLab} from '../lab/describe-lab.ts';
import {resetToEveryKind} from '../lab/every-kind-director.ts';
import {bootKernel, type Guest} from '../lab/kernel.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {builtProgram, openTerminal} from '../terminal/pseudo-terminal.ts';
import {driveDemo} from './drive-demo.ts';

const executables = inject('packages');
const ofX64 = join(executables, 'lvstop-linux-x64');
const ofArm64 = join(executables, 'lvstop-linux-arm64');

function run(words: readonly string[], environment: Record<string, string> = {}) {
	const {status, stdout, stderr} = spawnSync(ofX64, words, {encoding: 'utf8', env: environment});
	return {status, stdout, stderr};
}

describe('the executable for x64', () => {
	it('is driven by keys in a terminal, where no Node is on the path', async () => {
		await driveDemo(['/usr/bin/env', '-u', 'PATH', ofX64]);
	});

	it('does not listen to what the environment tells Node', () => {
		const environment = {
			NODE_OPTIONS: '--require=/nonexistent.js',
			NODE_PATH: '/nonexistent',
			NODE_ENV: 'development',
		};
		expect(run(['--version'], environment)).toEqual({
			status: 0,
			stdout: `lvstop ${version}\n`,
			stderr: '',
		});
		// Node's options are not options of lvstop.
		expect(run(['--eval', '1'])).toMatchObject({status: 2, stdout: ''});
	});

	it('never opens the debugger of Node, however early the signal for it comes', async () => {
		for (const delay of [0, 20, 40, 80]) {
			const child = spawn(ofX64, ['--demo', '-b'], {stdio: ['ignore', 'pipe', 'pipe']});
			let said = '';
			child.stderr.setEncoding('utf8').on('data', text => {
				said += text;
			});
			const ended = once(child, 'close');
			const begun = once(child.stdout, 'data');
			setTimeout(() => child.kill('SIGUSR1'), delay);
			// A signal that comes before the program handles it ends the process.
			await Promise.race([begun, ended]);
			child.kill('SIGUSR1');
			child.kill('SIGTERM');
			await ended;
			expect(said).toBe('');
		}
	});

	it('is the same bytes when it is made again', async () => {
		const again = join(await temporaryFolder(), 'lvstop');
		makeExecutable('x64', again);
		expect(readFileSync(again).equals(readFileSync(ofX64))).toBe(true);
	});
});

describeLab('the executable on a real kernel', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await resetToEveryKind(guest);
	});
	afterAll(() => guest.close());

	async function jsonOf(command: readonly [string, ...string[]], words: readonly string[]) {
		const {stdout, stderr, exitCode} = await guest.run([...command, '--json', '-n1', ...words]);
		expect({stderr, exitCode}).toEqual({stderr: '', exitCode: 0});
		const {time: _, ...told} = JSON.parse(stdout);
		return told;
	}

	it('reads the table by netlink, as the program does with a Node beside it', async () => {
		const told = await jsonOf([ofX64], []);
		expect(told.source).toEqual({from: 'netlink', note: null});
		expect(told.services.length).toBeGreaterThan(10);
		expect(told).toEqual(await jsonOf([process.execPath, builtProgram], []));
	});

	it('changes a weight by keys, as ipvsadm says then', async () => {
		const lab = fileURLToPath(new URL('../../scripts/lab.ts', import.meta.url));
		const script = '"$@"; echo "exit code $?"; ipvsadm -Sn; read -r line';
		const terminal = openTerminal([
			process.execPath,
			...[lab, 'nat', '--', 'sh', '-c', script, 'sh', ofX64],
		]);
		await terminal.shows('by netlink');
		await terminal.shows(/10\.0\.0\.8:80 +NAT +1 /);
		terminal.type('jw7\r');
		await terminal.shows('ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 7');
		terminal.type('y');
		await terminal.shows(/10\.0\.0\.8:80 +NAT +≠?7 /);
		await terminal.shows('done: weight of 10.0.0.8:80');
		terminal.type('q');
		await terminal.shows('-a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 7');
		expect(terminal.frame()).toContain('exit code 0');
		terminal.type('\r');
		expect(await terminal.ended).toEqual({exitCode: 0, signal: 0});
	});
});

describe.each([
	['x64', ofX64, '/lib64/ld-linux-x86-64.so.2'],
	['arm64', ofArm64, '/lib/ld-linux-aarch64.so.1'],
] as const)('the file for %s', (machine, file, interpreter) => {
	const bytes = readFileSync(file);
	const elf = readElf(bytes);

	it('needs of a machine what docs/install.md says', () => {
		expect(elf).toMatchObject({machine, interpreter});
		expect(elf.needed).toEqual(
			expect.arrayContaining(['libc.so.6', 'libstdc++.so.6', 'libatomic.so.1']),
		);
		expect(unexpectedNeeds(elf)).toBeNull();
		expect(elf.versions.get('libc.so.6')).toContain('GLIBC_2.28');
		const newer = {...elf, versions: new Map([['libc.so.6', ['GLIBC_2.9', 'GLIBC_2.29']]])};
		expect(unexpectedNeeds(newer)).toBe('GLIBC_2.29');
	});

	it('can be mapped with pages of every size that its kernels have', () => {
		const page = machine === 'arm64' ? largestPage : 0x1000;
		const loaded = segments(bytes).filter(({type}) => type === segmentType.load);
		for (const [index, {offset, address, flags}] of loaded.entries()) {
			expect((address - offset) % page).toBe(0);
			const before = loaded[index - 1];
			if (before !== undefined && before.flags !== flags) {
				const lastPage = Math.floor((before.address + before.room - 1) / page);
				expect(Math.floor(address / page)).toBeGreaterThan(lastPage);
			}
		}

		// The file contains only what is loaded, and no symbols for debuggers.
		expect(bytes.length).toBe(Math.max(...loaded.map(({offset, size}) => offset + size)));
	});
});

it('the executable for arm64 prints a table in an emulator that has pages of 64 KiB', () => {
	const {status, stdout} = spawnSync(
		'qemu-aarch64',
		[...['-p', String(largestPage), '-L', '/usr/aarch64-linux-gnu'], ofArm64, '--demo', '--once'],
		{encoding: 'utf8'},
	);
	expect(status).toBe(0);
	expect(stdout).toMatch(/10\.0\.0\.8:80 +NAT +1 /);
});
