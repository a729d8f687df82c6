/**
 * A demonstration: what it saves is gone with it.
 */
import {randomUUID} from 'node:crypto';
import {existsSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Program} from '../commands/program.ts';

/**
 * Removes the folder at one go: the terminal is the shell's again, and what is typed there must not wait for this.
 * The answer is whether there was one.
 */
function remove(folder: string): boolean {
	const wasThere = existsSync(folder);
	if (wasThere) {
		rmSync(folder, {recursive: true, force: true});
	}

	return wasThere;
}

/**
 * Runs something with a folder of state of its own among the temporary files, which comes into being when
 * something is written and is removed at the end, also after a failure.
 * @param saysSo whether to tell the person where something was removed: its path may have been printed
 */
export async function inPassingFolder<Result>(
	program: Program,
	saysSo: boolean,
	work: (program: Program) => Promise<Result>,
): Promise<Result> {
	const folder = join(tmpdir(), `lvstop-demo-${randomUUID()}`);
	const environment = {...program.environment, XDG_STATE_HOME: folder};
	try {
		return await work({...program, environment});
	} finally {
		// A terminal that goes away sends more than one of these, and the second must not end this half-way.
		const goOn = () => {};
		program.signals.on('SIGHUP', goOn);
		if (remove(folder) && saysSo) {
			program.output.writeError(
				'lvstop: the demonstration is over, and the snapshots it has saved are gone; a file that is named stays\n',
			);
		}

		program.signals.off('SIGHUP', goOn);
	}
}
