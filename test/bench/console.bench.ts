/**
 * Compares a console with `watch -n 2` of ipvsadm's two listings, on a real kernel: all CPU time, including that of its
 * threads and of the programs it runs; its memory; and the time from a key to its frame.
 * `node test/bench/console.bench.ts [services] [servers of each] [seconds of each part] [words of lvstop]`
 */

import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {formatIpv4} from '../../source/ipvs/ipv4.ts';
import type {ConsoleWatch, WatchedPart} from '../lab/guest/watch-console.ts';
import {guestProgram} from '../lab/guest-program.ts';
import {bootKernel} from '../lab/kernel.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The limits: CPU time relative to `watch`, latency in milliseconds, memory in mebibytes. */
const targets = {cost: 0.35, latency: 50, memory: 200} as const;

const interval = 2;

/** A third of the services are for UDP, so that any datagram counts as traffic. */
function nameOf(service: number): {readonly isUdp: boolean; readonly address: string} {
	return {isUdp: service % 3 === 0, address: formatIpv4(0xcb_00_00_00 + service)};
}

function optionOf(service: number): string {
	const {isUdp, address} = nameOf(service);
	return `${isUdp ? '-u' : '-t'} ${address}:80`;
}

function serverOf(service: number, serversEach: number, server: number): string {
	return `${formatIpv4(0x0a_00_00_01 + service * serversEach + server)}:8080`;
}

function table(services: number, serversEach: number): string {
	let text = '';
	for (let service = 0; service < services; service += 1) {
		text += `-A ${optionOf(service)} -s rr\n`;
		for (let server = 0; server < serversEach; server += 1) {
			text += `-a ${optionOf(service)} -r ${serverOf(service, serversEach, server)} -m -w 100\n`;
		}
	}

	return text;
}

/** Commands that change the weight of every hundredth server. */
function edits(services: number, serversEach: number, weight: number): string {
	let text = '';
	for (let row = 0; row < services * serversEach; row += 100) {
		const service = Math.floor(row / serversEach);
		const server = serverOf(service, serversEach, row % serversEach);
		text += `-e ${optionOf(service)} -r ${server} -m -w ${weight}\n`;
	}

	return text;
}

/** Makes all virtual addresses local, and routes all servers to a neighbour that does not exist. */
const network = `ip route add local 203.0.0.0/8 dev lo
ip link add out type veth peer name end
ip link set out up
ip link set end up
ip addr add 192.0.2.1/24 dev out
ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:02 dev out
ip route add 10.0.0.0/8 via 192.0.2.2 dev out`;

interface Result {
	readonly start: {
		readonly isLive: boolean;
		readonly seconds: number;
		readonly cpu: number;
		readonly memory: WatchedPart['memory'];
	};
	readonly parts: readonly WatchedPart[];
	readonly listed: readonly number[];
	readonly screen: string;
}

function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function mebibytes(bytes: number): string {
	return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}

function partLines(part: WatchedPart, tick: number): string {
	const ticks = part.seconds / interval;
	const watched = tick * ticks;
	const threads = Object.entries(part.threads)
		.filter(([, time]) => time >= 0.01)
		.map(([name, time]) => `${name} ${time.toFixed(2)}`)
		.join(', ');
	const lines = [
		`  ${part.name}: ${part.cpu.toFixed(2)} s in ${part.seconds.toFixed(0)} s (${threads}); ` +
			`watch ${watched.toFixed(2)} s; ratio ${(part.cpu / watched).toFixed(3)}, target ${targets.cost}`,
		`    memory ${mebibytes(part.memory.rss)} (${mebibytes(part.memory.files)} of it files), peak ${mebibytes(part.memory.peak)}, target ${targets.memory} MiB; ` +
			`${part.frames} frames, ${(part.bytes / Math.max(1, part.frames)).toFixed(0)} bytes each`,
	];
	if (part.latencies.length > 0) {
		const [middle, most] = [quantile(part.latencies, 0.5), quantile(part.latencies, 0.95)];
		lines.push(
			`    key to frame: ${middle.toFixed(0)} ms median, ${most.toFixed(0)} ms for 95 of 100, ` +
				`${Math.max(...part.latencies).toFixed(0)} ms at most, target ${targets.latency} ms`,
		);
	}

	return `${lines.join('\n')}\n`;
}

const [services = 5000, serversEach = 10, seconds = 60] = process.argv.slice(2, 5).map(Number);
const words = process.argv.slice(5);
const nodeWords = (process.env['CONSOLE_NODE'] ?? '').split(' ').filter(Boolean);
const guest = await bootKernel({memory: 2048});
try {
	await guest.runScript(network);
	await guest.run(['ipvsadm', '-R'], {input: table(services, serversEach), timeout: 600_000});
	const watch: ConsoleWatch = {
		program: `${root}dist/lvstop.mjs`,
		root,
		words: ['--source', 'netlink', '--interval', `${interval}`, ...words],
		nodeWords,
		...{columns: 200, rows: 60, seconds, keys: 40, listings: 4},
		addresses: Array.from({length: services}, (_, service) => nameOf(service))
			.filter(({isUdp}) => isUdp)
			.map(({address}) => address),
		edits: [edits(services, serversEach, 50), edits(services, serversEach, 100)],
	};
	const {command, input} = guestProgram('watch-console.ts', JSON.stringify(watch));
	const {stdout, stderr} = await guest.run(command, {input, timeout: 1_200_000});
	if (stdout === '') {
		throw new Error(stderr);
	}

	const {start, parts, listed}: Result = JSON.parse(stdout);
	const tick = quantile(listed, 0.5);
	process.stdout.write(
		[
			`${services} services, ${services * serversEach} servers; lvstop ${watch.words.join(' ')}\n`,
			`  ipvsadm -Ln --stats --exact and ipvsadm -Ln: ${tick.toFixed(2)} s (median of ${listed.length})\n`,
			`  start until live: ${start.cpu.toFixed(2)} s of CPU, ${start.seconds.toFixed(1)} s by the clock, peak ${mebibytes(start.memory.peak)}\n`,
			...parts.map(part => partLines(part, tick)),
		].join(''),
	);
	if (process.env['CONSOLE_SCREEN'] !== undefined) {
		process.stdout.write(`${stdout}\n`);
	}
} finally {
	await guest.close();
}
