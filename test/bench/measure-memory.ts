/**
 * Measures the memory of a console over many readings: see console-memory.bench.ts.
 */
import process from 'node:process';
import {keepHeapSmall} from '../../source/program/small-heap.ts';
import {openSteadyConsole} from './steady-console.ts';

/** One in this many services has new numbers at each reading, with all its servers. */
const changing = 20;

/** The number of readings in a minute and in an hour. */
const [minute, hour] = [30, 1800];

function mebibytes(bytes: number): number {
	return Math.round(bytes / 2 ** 20);
}

const [services = 5000, serversEach = 10, readings = hour] = process.argv.slice(2).map(Number);
keepHeapSmall();
const console = await openSteadyConsole({services, serversEach, changing});
let most = 0;
let after = 0;
let ofMinute = 0;
for (let count = 1; count <= readings; count += 1) {
	await console.read();
	const {rss} = process.memoryUsage();
	most = Math.max(most, rss);
	if (count === minute) {
		ofMinute = most;
	}

	after = rss;
	if (count === minute || count % 300 === 0 || count === readings) {
		const {heapUsed, heapTotal, arrayBuffers} = process.memoryUsage();
		process.stdout.write(
			`  ${count} readings: ${mebibytes(rss - console.kernelBytes)} MiB, at most ${mebibytes(most - console.kernelBytes)} MiB ` +
				`(heap ${mebibytes(heapUsed)} of ${mebibytes(heapTotal)}, buffers ${mebibytes(arrayBuffers - console.kernelBytes)})\n`,
		);
	}
}

const own = console.kernelBytes;
process.stdout.write(
	`${services} services, ${services * serversEach} servers: at most ${mebibytes(most - own)} MiB, target 200 MiB; ` +
		`after ${readings} readings ${((after - own) / (ofMinute - own)).toFixed(2)} of the most of the first ${minute}, target 1.1\n`,
);
await console.close();
process.exit(0);
