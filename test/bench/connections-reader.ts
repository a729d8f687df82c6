/**
 * Reads a connection table from files as lvstop reads the kernel's, and prints the counts and the cost as JSON:
 * `connections-reader.mjs watch|count FILE…`; several files are read as one. connections.bench.ts runs it in a separate
 * process, so that memory and CPU time are those of one reading.
 */
import process from 'node:process';
import {systemClock} from '../../source/director/port/clock.ts';
import {createLocalPort} from '../../source/director/port/local-port.ts';
import type {Port} from '../../source/director/port/port.ts';
import {
	type ConnectionsReading,
	readConnections,
} from '../../source/features/connections/connections-reading.ts';
import {groupings, scopeText} from '../../source/features/connections/table/scope.ts';
import {wholeTable} from '../../source/features/connections/table/survey.ts';
import {configuredServices, differentServers} from './connection-lines.ts';
import {endedChildrenCpuTime} from './cpu-time.ts';

/** The results of a reading: its counts and its cost. */
export interface ReaderReport {
	/** Connections and templates of each group by name, and the number of groups. */
	readonly groups: Readonly<
		Record<string, {readonly counts: Readonly<Record<string, number>>; readonly different: number}>
	>;
	/** Seconds of CPU time of the reading, `cat` included, without the start of the process. */
	readonly seconds: number;
	/** The peak memory of the reading in bytes, without the memory used before. */
	readonly growth: number;
	/** The longest time in milliseconds in which nothing else could run: in CPU time, and by the clock. */
	readonly longestHold: {readonly busy: number; readonly clock: number};
}

/** Long enough for everything on any machine, milliseconds. */
const budget = 600_000;

/** The kernel's table is that of the files. */
function portOf(files: readonly string[]): Port {
	const {place, run, readFile, stream} = createLocalPort();
	return {
		place,
		run,
		readFile,
		...(stream && {stream: (_command, options) => stream(['cat', ...files], options)}),
	};
}

/** The CPU time of this thread, milliseconds. */
function busyTime(): number {
	const {user, system} = process.threadCpuUsage();
	return (user + system) / 1000;
}

/** Measures how long the event loop is blocked, as a key would experience it. */
function watchHolds() {
	const longest = {busy: 0, clock: 0};
	let last = {busy: busyTime(), clock: performance.now()};
	let going = true;
	function look(): void {
		const now = {busy: busyTime(), clock: performance.now()};
		longest.busy = Math.max(longest.busy, now.busy - last.busy);
		longest.clock = Math.max(longest.clock, now.clock - last.clock);
		last = now;
		if (going) {
			setImmediate(look);
		}
	}

	setImmediate(look);
	return {
		longest,
		end() {
			going = false;
			look();
		},
	};
}

/** The CPU time of this process and of the programs that it has started, seconds. */
function cpuTime(): number {
	const {user, system} = process.cpuUsage();
	return (user + system) / 1e6 + endedChildrenCpuTime();
}

function groupsOf({groups}: ConnectionsReading): ReaderReport['groups'] {
	return Object.fromEntries(
		groupings.map(by => {
			const {listed, different} = groups[by];
			const counts = listed.map(
				({key, connections, templates}) => [scopeText(key), connections + templates] as const,
			);
			return [by, {counts: Object.fromEntries(counts), different: different ?? 0}];
		}),
	);
}

const [watch, ...files] = process.argv.slice(2);
const services = configuredServices();
const port = portOf(files);
// A console has read its services many times before; the cost of the first program does not count.
await port.run(['true']);
const before = {memory: process.memoryUsage.rss(), seconds: cpuTime()};
const holds = watch === 'watch' ? watchHolds() : null;
const question = {...wholeTable, groupLimit: differentServers};
const reading = await readConnections({services, question, budget}, {port, clock: systemClock});
holds?.end();
const report: ReaderReport = {
	groups: groupsOf(reading),
	seconds: cpuTime() - before.seconds,
	growth: process.resourceUsage().maxRSS * 1024 - before.memory,
	longestHold: holds?.longest ?? {busy: 0, clock: 0},
};
process.stdout.write(JSON.stringify(report));
