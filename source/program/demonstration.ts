/**
 * Demonstrations: whatever they save is deleted at the end.
 */
import {randomUUID} from 'node:crypto';
import {existsSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Program} from '../commands/program.ts';

/**
 * Removes the folder synchronously: the terminal belongs to the shell again, and what is typed there must not wait.
 * Returns whether the folder existed.
 */
function remove(folder: string): boolean {
	const wasThere = existsSync(folder);
	if (wasThere) {
		rmSync(folder, {recursive: true, force: true});
	}

	return wasThere;
}

/**
 * Runs something with a temporary state folder. It is created when something is written, and removed at the end, also
 * after a failure.
 * @param saysSo whether to tell the operator that the folder was removed: its path may have been printed
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
		// A closing terminal sends several of these signals, and the second must not interrupt this.
		const goOn = () => {};
		program.signals.on('SIGHUP', goOn);
		if (remove(folder) && saysSo) {
			program.output.writeError(
				'lvstop: the demonstration has ended and its snapshots were deleted; files that you named were kept\n',
			);
		}

		program.signals.off('SIGHUP', goOn);
	}
}
