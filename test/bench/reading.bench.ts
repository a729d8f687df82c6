/**
 * Measures how long a reading of a large director blocks the event loop, and the cost of the slices. Run it with plain
 * node: `node test/bench/reading.bench.ts [services] [servers of each]`.
 *
 * The texts are files, and `cat` replaces ipvsadm, so that pipes and processes are real.
 */
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {createDirectorFollower} from '../../source/director/polling/director-follower.ts';
import {type Clock, systemClock} from '../../source/director/port/clock.ts';
import {createLocalPort} from '../../source/director/port/local-port.ts';
import type {Port} from '../../source/director/port/port.ts';
import {createIpvsadmReader} from '../../source/director/reading/ipvsadm-reader.ts';
import type {WantedParts} from '../../source/director/reading/reading.ts';
import {largeDirector} from './large-director.ts';

const rounds = 5;

const counterReading: WantedParts = {
	counters: true,
	kernelRates: false,
	persistentConnections: false,
	freshRules: false,
	settings: false,
};

/** A port whose files and commands are files in a folder. */
async function filedPort(folder: string, texts: Record<string, string>): Promise<Port> {
	const local = createLocalPort();
	const names = Object.keys(texts);
	const fileOf = (subject: string) => join(folder, String(names.indexOf(subject)));
	await Promise.all(names.map(name => writeFile(fileOf(name), texts[name] ?? '')));
	return {
		place: 'bench',
		run: (command, options) => local.run(['cat', fileOf(command.join(' '))], options),
		readFile: (path, options) => local.readFile(fileOf(path), options),
	};
}

/** A clock that never moves, so that nothing is cut into slices. */
const standingClock: Clock = {...systemClock, monotonic: () => 0};

/** The CPU time of this thread, milliseconds, independent of other programs. */
function cpuTime(): number {
	const {user, system} = process.threadCpuUsage();
	return (user + system) / 1000;
}

/** Runs work and measures how long other events had to wait, in CPU time. */
async function watched(work: () => Promise<unknown>) {
	let longest = 0;
	let last = cpuTime();
	let going = true;
	const look = () => {
		const now = cpuTime();
		longest = Math.max(longest, now - last);
		last = now;
		if (going) {
			setImmediate(look);
		}
	};
	setImmediate(look);
	const began = cpuTime();
	await work();
	const took = cpuTime() - began;
	await new Promise(resolve => setImmediate(resolve));
	going = false;
	return {took, longest};
}

async function measure(port: Port, clock: Clock) {
	const reader = createIpvsadmReader({port, clock});
	const follower = createDirectorFollower(clock);
	const readAndFollow = async (wanted: WantedParts) =>
		await follower.follow(await reader.read(wanted), Number.POSITIVE_INFINITY);
	const first = await watched(() => readAndFollow({...counterReading, kernelRates: true}));
	const later = [];
	for (let round = 0; round < rounds; round += 1) {
		later.push(await watched(() => readAndFollow(counterReading)));
	}

	const median = later.map(({took}) => took).sort((one, other) => one - other)[rounds >> 1] ?? 0;
	return {first, took: median, longest: Math.max(...later.map(({longest}) => longest))};
}

const [services = 5000, serversEach = 10] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), 'lvstop-bench-'));
try {
	const port = await filedPort(folder, largeDirector(services, serversEach));
	await measure(port, systemClock);
	const whole = await measure(port, standingClock);
	const sliced = await measure(port, systemClock);
	const line = (name: string, {first, took, longest}: typeof whole) =>
		`${name}: first reading ${first.took.toFixed(0)} ms (longest block ${first.longest.toFixed(0)} ms), ` +
		`later ones ${took.toFixed(0)} ms (longest block ${longest.toFixed(0)} ms)\n`;
	process.stdout.write(
		[
			`${services} services, ${services * serversEach} servers; CPU time of the main thread\n`,
			line('whole ', whole),
			line('sliced', sliced),
			`sliced / whole: ${(sliced.took / whole.took).toFixed(2)} of the time, `,
			`${(sliced.longest / whole.longest).toFixed(3)} of the longest block\n`,
		].join(''),
	);
} finally {
	await rm(folder, {recursive: true});
}
