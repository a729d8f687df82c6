/**
 * Compares a restore of a large table on the kernel with `ipvsadm -R` of the same file.
 * Run it with plain node: `node test/bench/restore.bench.ts [services] [servers of each] [rounds]`.
 *
 * Everything runs inside the guest in one run, lvstop as one bundled file and including the start of its process,
 * because an operator waits for that too. The figures are CPU time of the guest on the host, the least of a few rounds,
 * so that other programs on the machine hardly count; only the ratios are meaningful.
 */
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {formatIpv4} from '../../source/ipvs/ipv4.ts';
import {bootKernel, type Guest} from '../lab/kernel.ts';
import {buildProgram} from './built-program.ts';
import {descendantsCpuTime} from './cpu-time.ts';
import {report} from './report.ts';

const [services = 5000, serversEach = 10, rounds = 3] = process.argv.slice(2).map(Number);

/** The rules of a table; in every `changed`th service all rows differ. */
function rulesFile(changed: number): string {
	return Array.from({length: services}, (_, number) => {
		const isChanged = number % changed === changed - 1;
		const service = `-t ${formatIpv4(0xcb_00_00_00 + number)}:80`;
		const servers = Array.from({length: serversEach}, (_, index) => {
			const address = formatIpv4(0x0a_00_00_01 + number * serversEach + index);
			return `-a ${service} -r ${address}:8080 -m -w ${isChanged ? 50 : 100}\n`;
		});
		return `-A ${service} -s ${isChanged ? 'wrr' : 'wlc'}\n${servers.join('')}`;
	}).join('');
}

/** The changes from one file to the other, as lines for `ipvsadm -R`. */
function changesBetween(before: string, after: string): string {
	const lines = before.split('\n');
	return after
		.split('\n')
		.filter((line, number) => line !== lines[number])
		.map(line => `${line.replace(/^-A/, '-E').replace(/^-a/, '-e')}\n`)
		.join('');
}

/** The CPU seconds of a command in the guest. */
async function secondsOf(guest: Guest, command: string): Promise<number> {
	const before = descendantsCpuTime();
	await guest.runScript(`${command} >/dev/null`, {timeout: 3_600_000});
	return descendantsCpuTime() - before;
}

/** The cost of one process per command, relative to lines of one `ipvsadm -R`. */
async function costOfProcesses(guest: Guest): Promise<string> {
	const lines = 300;
	await guest.runScript(
		`ipvsadm -C; for n in $(seq ${lines}); do echo "-A -f $n -s rr"; done >/run/lines`,
	);
	const inOne = await secondsOf(guest, 'ipvsadm -R </run/lines');
	await guest.runScript('ipvsadm -C');
	const each = await secondsOf(guest, 'while read -r line; do ipvsadm $line; done </run/lines');
	return `${lines} commands: one process ${inOne.toFixed(1)} s, a process each ${each.toFixed(1)} s, ratio ${(each / inOne).toFixed(0)}`;
}

/** A line with the least times of both sides. */
function compared(
	what: string,
	ours: readonly number[],
	other: string,
	theirs: readonly number[],
): string {
	const [our, their] = [Math.min(...ours), Math.min(...theirs)];
	const times = `lvstop ${our.toFixed(1)} s, ${other} ${their.toFixed(1)} s`;
	return `${what}: ${times}, ratio ${(our / their).toFixed(2)}`;
}

const folder = await mkdtemp(join(tmpdir(), 'lvstop-bench-'));
const program = buildProgram(folder);
const [full, onePercent] = [join(folder, 'full.ipvs'), join(folder, 'one-percent.ipvs')];
const changes = join(folder, 'changes');
const [fullText, onePercentText] = [rulesFile(Number.POSITIVE_INFINITY), rulesFile(100)];
await writeFile(full, fullText);
await writeFile(onePercent, onePercentText);
await writeFile(changes, changesBetween(fullText, onePercentText));

/**
 * Runs work in a new guest. For two minutes after `ipvsadm -C` the kernel searches all deleted servers whenever one is
 * added, so a second load in the same guest would take longer than the first.
 */
async function inFreshGuest<T>(work: (guest: Guest) => Promise<T>): Promise<T> {
	const guest = await bootKernel({memory: 2048, lifetime: 7200});
	try {
		return await work(guest);
	} finally {
		await guest.close();
	}
}

try {
	const ours = (file: string) =>
		`HOME=/run/home ${process.execPath} ${program} restore ${file} --yes`;
	const theirFull: number[] = [];
	const ourFull: number[] = [];
	const ourChange: number[] = [];
	const theirChange: number[] = [];
	const commandsAlone: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		await inFreshGuest(async guest => {
			theirFull.push(await secondsOf(guest, `ipvsadm -R <${full}`));
		});
		await inFreshGuest(async guest => {
			ourFull.push(await secondsOf(guest, ours(full)));
			ourChange.push(await secondsOf(guest, ours(onePercent)));
			commandsAlone.push(await secondsOf(guest, `ipvsadm -R <${changes}`));
			theirChange.push(await secondsOf(guest, `ipvsadm-restore <${onePercent}`));
		});
	}

	const lines = await inFreshGuest(async guest => {
		const version = await guest.runScript('uname -r; ipvsadm --version | cut -d " " -f 2');
		const [kernel, ipvsadm] = version.split('\n');
		return [
			`Linux ${kernel}, ipvsadm ${ipvsadm}, Node ${process.version}`,
			`${services} services with ${serversEach} servers each, the least of ${rounds} rounds`,
			compared('full load', ourFull, 'ipvsadm -R', theirFull),
			compared('1 % changed', ourChange, 'ipvsadm -R into an empty table', theirFull),
			compared('1 % changed, its commands alone', commandsAlone, 'ipvsadm -R of it all', theirFull),
			await costOfProcesses(guest),
		];
	});
	process.stdout.write(`${lines.join('\n')}\n`);
	report({
		what: `restore of a 1 % change, ${services} × ${serversEach}`,
		figure: Math.min(...ourChange),
		...{beside: 'ipvsadm-restore', other: Math.min(...theirChange), target: 0.1},
	});
} finally {
	await rm(folder, {recursive: true});
}
