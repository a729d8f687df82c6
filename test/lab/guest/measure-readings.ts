/**
 * Runs inside the guest, as root: CPU time of readings by netlink and of ipvsadm's two listings, in seconds, side by
 * side in one process. Prints one line of JSON.
 */
import process from 'node:process';
import {openKernel} from '../../../source/director/netlink/kernel.ts';
import {systemClock} from '../../../source/director/port/clock.ts';
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {createNetlinkReader} from '../../../source/director/reading/netlink-reader.ts';
import {endedChildrenCpuTime} from '../../bench/cpu-time.ts';

const rounds = 4;
const wanted = {
	...{counters: true, kernelRates: true, persistentConnections: true},
	...{freshRules: false, settings: false},
};
/** The wanted parts alternate, so that every row is decoded again as if its numbers had changed. */
const fewer = {...wanted, kernelRates: false};
const port = createLocalPort();
const kernel = openKernel(null);

/** The CPU seconds of all threads of this process, and of the main thread. */
function times() {
	const [all, main] = [process.cpuUsage(), process.threadCpuUsage()];
	return {all: (all.user + all.system) / 1e6, main: (main.user + main.system) / 1e6};
}

async function measured(work: () => Promise<unknown>) {
	const before = times();
	await work();
	const after = times();
	return {all: after.all - before.all, main: after.main - before.main};
}

async function listings(): Promise<number> {
	const before = endedChildrenCpuTime();
	await port.run(['sh', '-c', 'ipvsadm -Ln --stats --exact >/dev/null; ipvsadm -Ln >/dev/null'], {
		timeout: 120_000,
	});
	return endedChildrenCpuTime() - before;
}

const quiet = createNetlinkReader({port, kernel, clock: systemClock});
const busy = createNetlinkReader({port, kernel, clock: systemClock});

/** A console reads for hours, and after some readings its code is compiled. */
async function warmUp(): Promise<void> {
	for (let round = 0; round < rounds; round += 1) {
		await quiet.read(wanted);
		await busy.read(round % 2 === 0 ? wanted : fewer);
	}
}

const first = await measured(() => quiet.read(wanted));
const listed: number[] = [];
const unchanged = [];
const changed = [];
// A started program shares this process's memory for a moment, and then every page is copied at the next write. A
// console starts none, so the listings are not made between the readings.
for (let half = 0; half < 2; half += 1) {
	for (let round = 0; round < rounds; round += 1) {
		listed.push(await listings());
	}

	await warmUp();
	for (let round = 0; round < rounds; round += 1) {
		unchanged.push(await measured(() => quiet.read(wanted)));
		changed.push(await measured(() => busy.read(round % 2 === 0 ? wanted : fewer)));
	}
}

process.stdout.write(
	JSON.stringify({first, listed, unchanged, changed, memory: process.memoryUsage.rss()}),
);
