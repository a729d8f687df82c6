/**
 * The kernel's figures for another process: its CPU time and its memory.
 */
import {readdirSync, readFileSync} from 'node:fs';

/** The kernel's unit of times in /proc/PID/stat, the same on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** The fields after the program's name in parentheses, which may contain blanks. */
function fieldsOf(stat: string): readonly string[] {
	return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** CPU seconds of a process and of its ended children. */
export function processTime(pid: number): number {
	const ticks = fieldsOf(readFileSync(`/proc/${pid}/stat`, 'utf8')).slice(11, 15);
	return ticks.reduce((sum, count) => sum + Number(count), 0) / ticksPerSecond;
}

/** CPU seconds of the threads of a process, added up by name; `main` is the first thread. */
export function threadTimes(pid: number): Readonly<Record<string, number>> {
	const times: Record<string, number> = {};
	for (const thread of readdirSync(`/proc/${pid}/task`)) {
		const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
		const name =
			Number(thread) === pid ? 'main' : stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
		const ticks = fieldsOf(stat).slice(11, 13);
		times[name] =
			(times[name] ?? 0) + ticks.reduce((sum, count) => sum + Number(count), 0) / ticksPerSecond;
	}

	return times;
}

/** The memory of a process, bytes. */
export interface ProcessMemory {
	/** What is resident now. */
	readonly rss: number;
	/** The part of it that is files, above all Node itself: the kernel can drop it, and processes share it. */
	readonly files: number;
	/** The most that was resident. */
	readonly peak: number;
}

/** The present and the peak memory of a process. */
export function processMemory(pid: number): ProcessMemory {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const bytes = (name: string) =>
		Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? Number.NaN) * 1024;
	return {rss: bytes('VmRSS'), files: bytes('RssFile'), peak: bytes('VmHWM')};
}
