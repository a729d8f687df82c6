/**
 * The processes that this one has started, so that none of them outlives it.
 */
import process from 'node:process';
import {setTimeout} from 'node:timers/promises';

/** The time that a process has after SIGTERM before it gets SIGKILL, milliseconds. */
export const killDelay = 1000;

/** The process groups that were started, each by the id of its leader. */
const groups = new Set<number>();

/** Sends a signal to a whole group; false if it is empty, or may not be signalled. */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
	try {
		return process.kill(-group, signal);
	} catch {
		return false;
	}
}

/**
 * Registers a process that leads a process group.
 * @param ended settles when it has ended or was given up; its children may still be running
 */
export function watchChild(pid: number | undefined, ended: Promise<unknown>): void {
	if (pid === undefined) {
		return;
	}

	groups.add(pid);
	const forget = () => {
		if (!signalGroup(pid, 0)) {
			groups.delete(pid);
		}
	};
	ended.then(forget, forget);
}

/**
 * Ends every process that is still running, with its children: by SIGTERM, and after {@link killDelay} by SIGKILL.
 * Settles when none is left, at the latest shortly after that.
 */
export async function endChildren(): Promise<void> {
	let left = [...groups].filter(group => signalGroup(group, 'SIGTERM'));
	for (let waited = 0; left.length > 0 && waited < killDelay; waited += 20) {
		await setTimeout(20);
		left = left.filter(group => signalGroup(group, 0));
	}

	for (const group of left) {
		signalGroup(group, 'SIGKILL');
	}
}
