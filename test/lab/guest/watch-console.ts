/**
 * Runs inside the guest, as root: the built console on a pseudo terminal, and what it costs while it is looked at, beside
 * ipvsadm's two listings. Prints one line of JSON.
 */
import {spawn} from 'node:child_process';
import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import * as modules from 'node:module';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import type {IPty} from '@lydell/node-pty';
import {endedChildrenCpuTime} from '../../bench/cpu-time.ts';
import {
	type ProcessMemory,
	processMemory,
	processTime,
	threadTimes,
} from '../../bench/process-facts.ts';

/** The task of the watcher. */
export interface ConsoleWatch {
	/** The file of the program, and of a module from which node-pty can be loaded. */
	readonly program: string;
	readonly root: string;
	readonly words: readonly string[];
	readonly nodeWords: readonly string[];
	readonly columns: number;
	readonly rows: number;
	/** How long each part lasts, seconds. */
	readonly seconds: number;
	/** Keys that are pressed in each part. */
	readonly keys: number;
	/** How often the listings are made. */
	readonly listings: number;
	/** Addresses of UDP services on port 80 that get a datagram each in every round of changes. */
	readonly addresses: readonly string[];
	/** The input of `ipvsadm -R` in every other round of changes, and in the rounds between. */
	readonly edits: readonly [string, string];
}

/** The result of a part. */
export interface WatchedPart {
	readonly name: string;
	readonly seconds: number;
	/** CPU seconds of the process and its children. */
	readonly cpu: number;
	readonly threads: Readonly<Record<string, number>>;
	readonly memory: ProcessMemory;
	/** Frames that were written, and their bytes. */
	readonly frames: number;
	readonly bytes: number;
	/** Milliseconds from a key to its frame. */
	readonly latencies: readonly number[];
}

const watch: ConsoleWatch = JSON.parse(process.argv[2] ?? '{}');
const load = modules.createRequire(`${watch.root}/package.json`);
const pty: typeof import('@lydell/node-pty') = load('@lydell/node-pty');

const frameEnd = '\u{1B}[?2026l';
let written = 0;
let frames = 0;
let tail = '';
let look: (() => void) | null = null;

function openConsole(): IPty {
	const terminal = pty.spawn(
		process.execPath,
		[...watch.nodeWords, watch.program, ...watch.words],
		{
			cols: watch.columns,
			rows: watch.rows,
			env: {
				PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
				TERM: 'xterm-256color',
				LANG: 'C.UTF-8',
				HOME: '/run',
			},
		},
	);
	terminal.onData(text => {
		written += Buffer.byteLength(text);
		frames += text.split(frameEnd).length - 1;
		tail = (tail + text).slice(-200_000);
		look?.();
	});
	return terminal;
}

async function until(isSo: () => boolean, limit: number): Promise<boolean> {
	if (isSo()) {
		return true;
	}

	const {promise, resolve} = Promise.withResolvers<boolean>();
	const timer = setTimeout(() => resolve(false), limit);
	look = () => {
		if (isSo()) {
			resolve(true);
		}
	};
	const found = await promise;
	clearTimeout(timer);
	look = null;
	return found;
}

/** The mark of the row under the cursor. A frame with only new figures does not draw it again; every move does. */
const cursorMark = /[>»]/u;

async function pressAndWait(terminal: IPty, key: string): Promise<number> {
	tail = '';
	const begun = performance.now();
	terminal.write(key);
	const isShown = await until(() => cursorMark.test(tail) && tail.includes(frameEnd), 20_000);
	return isShown ? performance.now() - begun : Number.POSITIVE_INFINITY;
}

async function part(
	terminal: IPty,
	name: string,
	meanwhile: (end: number) => Promise<readonly number[]>,
): Promise<WatchedPart> {
	const before = {
		cpu: processTime(terminal.pid),
		threads: threadTimes(terminal.pid),
		written,
		frames,
	};
	const begun = performance.now();
	const latencies = await meanwhile(begun + watch.seconds * 1000);
	const seconds = (performance.now() - begun) / 1000;
	const threads = threadTimes(terminal.pid);
	return {
		...{name, seconds, latencies},
		cpu: processTime(terminal.pid) - before.cpu,
		threads: Object.fromEntries(
			Object.entries(threads).map(([thread, time]) => [
				thread,
				time - (before.threads[thread] ?? 0),
			]),
		),
		memory: processMemory(terminal.pid),
		frames: frames - before.frames,
		bytes: written - before.written,
	};
}

async function still(end: number): Promise<readonly number[]> {
	await sleep(end - performance.now());
	return [];
}

/** A new source port now and then, so that other servers get something. */
async function changing(end: number): Promise<readonly number[]> {
	for (let round = 0; performance.now() < end; round += 1) {
		const begun = performance.now();
		const child = spawn('ipvsadm', ['-R'], {stdio: ['pipe', 'ignore', 'inherit']});
		child.stdin.end(watch.edits[round % 2]);
		const socket = createSocket('udp4');
		for (const address of watch.addresses) {
			await new Promise<void>(resolve => socket.send('-', 80, address, () => resolve()));
		}

		socket.close();
		await once(child, 'close');
		await sleep(Math.max(0, Math.min(end, begun + 2000) - performance.now()));
	}

	return [];
}

function pressing(terminal: IPty) {
	return async (end: number): Promise<readonly number[]> => {
		const latencies: number[] = [];
		const pause = (watch.seconds * 1000) / watch.keys;
		while (performance.now() < end && latencies.length < watch.keys) {
			const key = latencies.length % 20 < 10 ? 'j' : 'k';
			latencies.push(await pressAndWait(terminal, key));
			// Not in step with the readings.
			await sleep(pause * (0.5 + Math.random()));
		}

		return latencies;
	};
}

async function listings(): Promise<number> {
	const before = endedChildrenCpuTime();
	const child = spawn(
		'sh',
		['-c', 'ipvsadm -Ln --stats --exact >/dev/null; ipvsadm -Ln >/dev/null'],
		{
			stdio: 'ignore',
		},
	);
	await once(child, 'close');
	return endedChildrenCpuTime() - before;
}

const begun = performance.now();
const terminal = openConsole();
const isLive = await until(() => tail.includes('● live'), 120_000);
const start = {
	isLive,
	seconds: (performance.now() - begun) / 1000,
	cpu: processTime(terminal.pid),
	memory: processMemory(terminal.pid),
};
const parts: WatchedPart[] = [];
parts.push(await part(terminal, 'first', still));
parts.push(await part(terminal, 'nothing changes', still));
if (watch.addresses.length > 0) {
	parts.push(await part(terminal, 'weights and counters change', changing));
}

if (watch.keys > 0) {
	parts.push(await part(terminal, 'keys', pressing(terminal)));
}

const screen = tail;
const ended = new Promise(resolve => terminal.onExit(resolve));
terminal.write('q');
await Promise.race([ended, sleep(10_000)]);
const listed: number[] = [];
for (let count = 0; count < watch.listings; count += 1) {
	listed.push(await listings());
}

process.stdout.write(JSON.stringify({start, parts, listed, screen: screen.slice(-2000)}));
process.exit(0);
