/**
 * Boots a real Linux kernel with IPVS as an ordinary process: User Mode Linux. The host's file system is
 * the guest's root, read-only.
 */
import {spawn} from 'node:child_process';
import {readFileSync, statfsSync} from 'node:fs';
import {chmod, copyFile, mkdtemp} from 'node:fs/promises';
import {Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Guest, openGuest} from './guest.ts';
import type {RunningKernel} from './jobs.ts';
import {whyNoLab} from './requirements.ts';

export type {Guest} from './guest.ts';
export type {GuestCommand} from './job.ts';

/** IPVS with every scheduler and the persistence engine, and the modules for networks inside the guest. */
export const ipvsModules: readonly string[] = [
	...['rr', 'wrr', 'lc', 'wlc', 'lblc', 'lblcr', 'dh', 'sh', 'sed', 'nq', 'fo', 'ovf', 'mh'].map(
		scheduler => `ip_vs_${scheduler}`,
	),
	...['ip_vs_pe_sip', 'ipv6', 'veth', 'bridge', 'ipip'],
];

export interface KernelOptions {
	/** MiB; default 1024. The host only provides what is used. */
	readonly memory?: number;
	/** Kernel modules to load; `ipvsModules` where not given. */
	readonly modules?: readonly string[];
	/** More words for the kernel's command line, such as `ip_vs.conn_tab_bits=20`. */
	readonly parameters?: readonly string[];
	/** Seconds after which the guest is killed whatever it does; 1800 where not given. */
	readonly lifetime?: number;
}

/** Milliseconds: usually about 2 s on an idle machine. */
const bootLimit = 120_000;

/** How much of the kernel's output is kept for error messages, in characters. */
const wordsKept = 4000;

/**
 * Numbers the lanes in which test files run in parallel: all guests of a lane share one CPU, which no other lane uses.
 * Processes started one after the other mostly get different ones.
 */
const lane = Number(process.env['VITEST_POOL_ID'] ?? process.pid);

/**
 * Boots a guest. It ends with `close()`, and whenever this process ends.
 * @throws {Error} if packages are missing (the message says what to install) or the kernel does not boot
 */
export async function bootKernel(options: KernelOptions = {}): Promise<Guest> {
	const obstacle = whyNoLab();
	if (obstacle !== null) {
		throw new Error(obstacle);
	}

	const directory = await mkdtemp(join(tmpdir(), 'lvstop-lab-'));
	for (const script of ['init.sh', 'agent.sh']) {
		await copyFile(join(import.meta.dirname, 'guest', script), join(directory, script));
	}

	await chmod(join(directory, 'init.sh'), 0o755);
	const kernel = startKernel(directory, options);
	const tooLate = setTimeout(() => kernel.kill(), bootLimit);
	try {
		return await openGuest(kernel);
	} finally {
		clearTimeout(tooLate);
	}
}

function startKernel(directory: string, options: KernelOptions): RunningKernel {
	const {memory = 1024, lifetime = 1800} = options;
	const child = spawn(
		'bash',
		[
			join(import.meta.dirname, 'supervise.sh'),
			directory,
			String(lifetime),
			// The kernel and the processes in it take turns. On one CPU that is 3 to 4 times as fast.
			...['taskset', '--cpu-list', String(laneCpu()), '/usr/bin/linux.uml'],
			...kernelCommandLine(directory, options),
		],
		{
			// A separate session, so that no key or signal of the terminal ends it before its starter.
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
			env: {...process.env, TMPDIR: memoryFolder(memory)},
		},
	);
	const [channel, lifeline, terminal] = child.stdio.slice(3).filter(isSocket);
	if (!channel || !lifeline || !terminal) {
		throw new Error('the pipes to the kernel were not made');
	}

	// They break when the kernel ends. What nobody reads from the terminal is thrown away.
	for (const pipe of [lifeline, terminal.resume()]) {
		pipe.on('error', () => {});
	}

	let words = '';
	for (const output of [child.stdout, child.stderr]) {
		output?.setEncoding('utf8').on('data', text => {
			words = (words + text).slice(-wordsKept);
		});
	}

	const ended = new Promise<string>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', () => resolve(words));
	});
	return {channel, terminal, directory, ended, kill: () => lifeline.destroy()};
}

function kernelCommandLine(directory: string, options: KernelOptions): readonly string[] {
	const {memory = 1024, modules = ipvsModules, parameters = []} = options;
	return [
		...['root=/dev/root', 'rootfstype=hostfs', 'rootflags=/', 'ro', 'quiet', 'loglevel=1'],
		...[`mem=${memory}M`, `uml_dir=${directory}/`, `init=${directory}/init.sh`],
		...['con=null', 'con0=fd:5,fd:5', 'con1=fd:3,fd:3'],
		...parameters,
		// What the kernel does not know becomes the environment of its first process.
		...[`LAB_DIRECTORY=${directory}`, `LAB_MODULES=${modules.join(',')}`],
	];
}

function isSocket(pipe: unknown): pipe is Socket {
	return pipe instanceof Socket;
}

/** The kernel keeps the guest's memory in a file; one in memory is best, where there is room for it. */
function memoryFolder(mebibytes: number): string {
	const tmpfs = 0x01_02_19_94;
	const folder = '/dev/shm';
	try {
		const {type, bavail, bsize} = statfsSync(folder);
		return type === tmpfs && bavail * bsize > mebibytes * 2 ** 20 ? folder : tmpdir();
	} catch {
		return tmpdir();
	}
}

/** The CPU of this process's guests. */
function laneCpu(): number {
	const status = readFileSync('/proc/self/status', 'utf8');
	const allowed = /^Cpus_allowed_list:\s*(.+)$/m.exec(status)?.[1] ?? '0';
	const cpus = parseCpuList(allowed);
	return cpus[lane % cpus.length] ?? 0;
}

/** `0-2,7` as the kernel prints it. */
function parseCpuList(list: string): readonly number[] {
	return list.split(',').flatMap(range => {
		const [first = 0, last = first] = range.split('-').map(Number);
		return Array.from({length: last - first + 1}, (_, index) => first + index);
	});
}
