/**
 * Connects the checks of a console with its director.
 */
import type {Session} from '../../../commands/session.ts';
import {readMachineFiles} from '../../../director/machine/read-machine.ts';
import type {LiveDirector} from '../../../director/polling/live.ts';
import {type ChecksWatch, createChecksWatch} from '../checks-watch.ts';
import {readFacts} from '../read-facts.ts';
import {checks} from '../registry.ts';
import {type CheckResult, runChecks, sourcesFor} from '../run-checks.ts';

/** Reads what the checks need, and runs them. ARP probes and the other director are for the command line only. */
export async function checkDirector(
	{port, clock, state}: Pick<Session, 'port' | 'clock' | 'state'>,
	director: LiveDirector,
	signal: AbortSignal,
): Promise<CheckResult> {
	const place = {port, clock, log: state.log, signal, arping: false, peer: null};
	return runChecks(checks, await readFacts(director, sourcesFor(checks, director), place));
}

/** What the console's checks need besides the session. */
export interface ConsoleChecks {
	readonly director: () => LiveDirector | null;
	readonly isOpen: () => boolean;
	readonly onBegin: () => void;
	readonly onResult: (result: CheckResult | {readonly problem: string}) => void;
}

/** The watch of a console, and how it reads the kernel's files for the details of the director. */
export function openChecks(session: Session, console: ConsoleChecks) {
	const {port, clock} = session;
	const watch: ChecksWatch = createChecksWatch({
		...console,
		clock,
		run: (director, signal) => checkDirector(session, director, signal),
	});
	return {watch, readFiles: () => readMachineFiles({port})};
}
