/**
 * Identifies the process of a journal. The process number is not enough: after a power cut another process has it, and
 * in two containers that share a folder both restores may be process 1. A process is identified by the boot of its
 * machine, its PID namespace, its number there and its start time.
 */
import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {join} from 'node:path';

/** The identity of a process; null for what could not be read. */
export interface ProcessIdentity {
	readonly pid: number;
	/** `/proc/sys/kernel/random/boot_id` */
	readonly boot: string | null;
	/** The target of `/proc/PID/ns/pid`, as `pid:[4026531836]`. */
	readonly namespace: string | null;
	/** Clock ticks from the boot to its start: field 22 of `/proc/PID/stat`, the same in every namespace. */
	readonly started: string | null;
}

/** The known identity of the process of a journal. Journals of lvstop 0.1.0 have only its number. */
export type NamedProcess = Pick<ProcessIdentity, 'pid'> & Partial<ProcessIdentity>;

/** `gone` is certain; `unseen` means it is in a PID namespace that is not visible from here. */
export type ProcessState = 'self' | 'alive' | 'gone' | 'unseen';

const procFolder = '/proc';

/** The text of a file, or null if it cannot be read. */
function textOf(path: string): string | null {
	try {
		return readFileSync(path, 'utf8').trim();
	} catch {
		return null;
	}
}

function startOf(proc: string, pid: number | string): string | null {
	// The name of the program is in brackets, and may itself contain blanks and brackets.
	const text = textOf(join(proc, String(pid), 'stat'));
	return text?.slice(text.lastIndexOf(')') + 2).split(' ')[22 - 3] ?? null;
}

/** The identity of this process. */
export function ownIdentity(proc = procFolder, pid = process.pid): ProcessIdentity {
	let namespace: string | null = null;
	try {
		namespace = readlinkSync(join(proc, 'self/ns/pid'));
	} catch {
		// Not Linux, or no /proc: only the number is known.
	}

	return {
		pid,
		boot: textOf(join(proc, 'sys/kernel/random/boot_id')),
		namespace,
		started: startOf(proc, 'self'),
	};
}

/** Whether the process of a journal still exists. */
export function processState(
	named: NamedProcess,
	own: ProcessIdentity = ownIdentity(),
	proc = procFolder,
): ProcessState {
	if (differs(named.boot, own.boot)) {
		return 'gone';
	}

	if (differs(named.namespace, own.namespace)) {
		return isBelow(named, proc) ? 'alive' : 'unseen';
	}

	if (named.pid === own.pid) {
		return differs(named.started, own.started) ? 'gone' : 'self';
	}

	if (!isThere(named.pid)) {
		return 'gone';
	}

	return differs(named.started, startOf(proc, named.pid)) ? 'gone' : 'alive';
}

/** Whether both values are known and differ. */
function differs(one: string | null | undefined, other: string | null): boolean {
	return one != null && other !== null && one !== other;
}

function isThere(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		// A process of another user may not be signalled, but it exists.
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/**
 * Whether a process of a nested namespace exists, which has another number here: the last number of `NSpid` in its
 * status is the one in its namespace (Linux 4.1 and later).
 */
function isBelow({pid, started}: NamedProcess, proc: string): boolean {
	let entries: readonly string[];
	try {
		entries = readdirSync(proc);
	} catch {
		return false;
	}

	return entries
		.filter(name => /^\d+$/.test(name))
		.some(name => {
			const numbers = /^NSpid:\s*(.*)$/m.exec(textOf(join(proc, name, 'status')) ?? '')?.[1];
			const own = numbers?.split(/\s+/) ?? [];
			return own.length > 1 && own.at(-1) === String(pid) && startOf(proc, name) === started;
		});
}
