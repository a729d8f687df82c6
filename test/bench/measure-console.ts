/**
 * Measures a console of one size: see console-scale.bench.ts.
 */
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {renderFrame} from '../../source/console/screen/render-frame.tsx';
import {keepHeapSmall} from '../../source/program/small-heap.ts';
import {openSteadyConsole, type SteadyConsole} from './steady-console.ts';

/** One in this many services has new numbers at each reading, with all its servers. */
const changing = 3;
const rounds = 15;
const keys = 40;

/** CPU milliseconds of the main thread and of all threads. */
function cpuTime() {
	const [main, all] = [process.threadCpuUsage(), process.cpuUsage()];
	return {main: (main.user + main.system) / 1000, all: (all.user + all.system) / 1000};
}

function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Reads repeatedly, and measures how long each reading blocks the main thread; CPU milliseconds. */
async function readAgain(console: SteadyConsole) {
	const blocks: number[] = [];
	let going = true;
	let last = cpuTime().main;
	let longest = 0;
	const look = () => {
		const now = cpuTime().main;
		longest = Math.max(longest, now - last);
		last = now;
		if (going) {
			setImmediate(look);
		}
	};
	setImmediate(look);
	const before = cpuTime();
	const refreshes: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		longest = 0;
		const {bytes} = console.written;
		await console.read();
		refreshes.push(console.written.bytes - bytes);
		await new Promise(resolve => setImmediate(resolve));
		blocks.push(longest);
	}

	going = false;
	const after = cpuTime();
	return {
		main: (after.main - before.main) / rounds,
		all: (after.all - before.all) / rounds,
		bytes: quantile(refreshes, 0.5),
		meanBytes: refreshes.reduce((sum, bytes) => sum + bytes, 0) / rounds,
		block: quantile(blocks, 0.5),
		longest: Math.max(...blocks),
	};
}

/** The time from a key to the write of its frame, milliseconds by the clock. */
async function press(console: SteadyConsole, key: string): Promise<number> {
	const before = console.store.getState().slices;
	const begun = performance.now();
	const shown = new Promise<void>(resolve => {
		console.onWrite(() => {
			if (console.store.getState().slices !== before) {
				resolve();
			}
		});
	});
	console.type(key);
	await shown;
	console.onWrite(null);
	return performance.now() - begun;
}

async function pressKeys(console: SteadyConsole) {
	const latencies: number[] = [];
	const before = cpuTime();
	for (let count = 0; count < keys; count += 1) {
		latencies.push(await press(console, count % 10 < 5 ? 'j' : 'k'));
		await sleep(20 + Math.random() * 60);
	}

	return {latencies, main: (cpuTime().main - before.main) / keys};
}

const [services = 5000, serversEach = 10] = process.argv.slice(2).map(Number);
keepHeapSmall();
const console = await openSteadyConsole({services, serversEach, changing});
for (let round = 0; round < 6; round += 1) {
	await console.read();
}

const reading = await readAgain(console);
const frame = Buffer.byteLength(renderFrame(console.store.getState()));
const quiet = await pressKeys(console);
let going = true;
const readings = (async () => {
	while (going) {
		await console.read();
		await sleep(100);
	}
})();
const busy = await pressKeys(console);
going = false;
await readings;

const middle = (values: readonly number[]) => quantile(values, 0.5).toFixed(0);
const late = (values: readonly number[]) => quantile(values, 0.95).toFixed(0);
process.stdout.write(
	[
		`${services} services, ${services * serversEach} servers, a third of them changing; 200x60\n`,
		`  a reading: ${reading.all.toFixed(0)} ms of CPU (main thread ${reading.main.toFixed(0)} ms); `,
		`longest block ${reading.block.toFixed(0)} ms of CPU in the middle, ${reading.longest.toFixed(0)} ms at most\n`,
		`  key to frame: median ${middle(quiet.latencies)} ms, 95 of 100 ${late(quiet.latencies)} ms, `,
		`${quiet.main.toFixed(0)} ms of CPU; while readings run ${middle(busy.latencies)} ms, ${late(busy.latencies)} ms; target 50 ms\n`,
		`  bytes of a refresh ${reading.meanBytes.toFixed(0)} on average (median ${reading.bytes.toFixed(0)}), of a whole frame ${frame}: ratio ${(reading.meanBytes / frame).toFixed(2)}, target 0.3\n`,
	].join(''),
);
await console.close();
process.exit(0);
