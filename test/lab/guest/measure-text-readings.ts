/**
 * Runs inside the guest, as root: CPU time of readings by ipvsadm's text, its processes included, and of ipvsadm's two
 * listings, in seconds, side by side in one process. Prints one line of JSON.
 */
import process from 'node:process';
import {systemClock} from '../../../source/director/port/clock.ts';
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {createIpvsadmReader} from '../../../source/director/reading/ipvsadm-reader.ts';
import {endedChildrenCpuTime} from '../../bench/cpu-time.ts';

const rounds = 5;
const wanted = {
	...{counters: true, kernelRates: false, persistentConnections: false},
	...{freshRules: false, settings: false},
};
const port = createLocalPort();
const reader = createIpvsadmReader({port, clock: systemClock});

/** Seconds of this process and of its children. */
function seconds(): number {
	const {user, system} = process.cpuUsage();
	return (user + system) / 1e6 + endedChildrenCpuTime();
}

async function measured(work: () => Promise<unknown>): Promise<number> {
	const before = seconds();
	await work();
	return seconds() - before;
}

const listings = () =>
	port.run(['sh', '-c', 'ipvsadm -Ln --stats --exact >/dev/null; ipvsadm -Ln >/dev/null'], {
		timeout: 120_000,
	});

const first = await measured(() => reader.read({...wanted, kernelRates: true}));
const listed: number[] = [];
const later: number[] = [];
for (let round = 0; round < rounds; round += 1) {
	listed.push(await measured(listings));
	later.push(await measured(() => reader.read(wanted)));
}

const withRules = await measured(() => reader.read({...wanted, freshRules: true}));
process.stdout.write(JSON.stringify({first, listed, later, withRules}));
