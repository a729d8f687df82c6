/**
 * The CPU time of child processes, independent of other programs on the machine.
 */
import {readdirSync, readFileSync} from 'node:fs';

/** The kernel's unit of times in /proc/PID/stat, the same on every Linux that Node runs on. */
const ticksPerSecond = 100;

interface ProcessTime {
	readonly pid: number;
	readonly parent: number;
	/** The time of the process and its ended children, in user mode and in the kernel. */
	readonly ticks: number;
}

/** The fields after the program's name in parentheses, which may contain blanks. */
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
		// The process has ended meanwhile.
		return [];
	}
}

/** The CPU seconds of all descendants of this process so far, including ended ones. */
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

/** The CPU seconds of the ended children of this process, including their own children. */
export function endedChildrenCpuTime(): number {
	const stat = readFileSync('/proc/self/stat', 'utf8');
	const [user = 0, system = 0] = statFields(stat).slice(13, 15);
	return (user + system) / ticksPerSecond;
}
