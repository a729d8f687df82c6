/**
 * The CPU time of what a process has started: what other programs of the machine take meanwhile is not in it.
 */
import {readdirSync, readFileSync} from 'node:fs';

/** The kernel's unit of times in /proc/PID/stat, the same on every Linux that Node runs on. */
const ticksPerSecond = 100;

interface ProcessTime {
	readonly pid: number;
	readonly parent: number;
	/** Own and ended children's time, as user and in the kernel. */
	readonly ticks: number;
}

/** What follows the program's name in parentheses, which may hold blanks. */
function statFields(stat: string): readonly number[] {
	return stat
		.slice(stat.lastIndexOf(')') + 2)
		.split(' ')
		.map(Number);
}

function readProcess(pid: string): readonly ProcessTime[] {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = statFields(stat);
		const [, parent = 0] = fields;
		const ticks = fields.slice(11, 15).reduce((sum, count) => sum + count, 0);
		return [{pid: Number(pid), parent, ticks}];
	} catch {
		// It has ended meanwhile.
		return [];
	}
}

/** Seconds that all descendants of this process have taken until now, those that have ended included. */
export function descendantsCpuTime(): number {
	const processes = readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.flatMap(readProcess);
	const family = new Set([process.pid]);
	for (let size = 0; size < family.size; ) {
		size = family.size;
		for (const {pid, parent} of processes) {
			if (family.has(parent)) {
				family.add(pid);
			}
		}
	}

	const ticks = processes
		.filter(({pid}) => family.has(pid) && pid !== process.pid)
		.reduce((sum, entry) => sum + entry.ticks, 0);
	return ticks / ticksPerSecond;
}

/** Seconds that the children of this process have taken that have ended, their own children included. */
export function endedChildrenCpuTime(): number {
	const stat = readFileSync('/proc/self/stat', 'utf8');
	const [user = 0, system = 0] = statFields(stat).slice(13, 15);
	return (user + system) / ticksPerSecond;
}
