/**
 * Connects the checks of a console with its director.
 */
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Session} from '../../../commands/session.ts';
import {readMachineFiles} from '../../../director/machine/read-machine.ts';
import type {LiveDirector} from '../../../director/polling/live.ts';
import {type ChecksWatch, createChecksWatch} from '../checks-watch.ts';
import {readFacts} from '../read-facts.ts';
import {checks} from '../registry.ts';
import {type CheckResult, checkSteps, sourcesFor} from '../run-checks.ts';

/** The time that reading the connection table may take, milliseconds: as little as the watch for silent servers takes. */
const budget = 200;

/** Reads what the checks need, and runs them. ARP probes and the other director are for the command line only. */
export async function checkDirector(
	{port, clock, state}: Pick<Session, 'port' | 'clock' | 'state'>,
	director: LiveDirector,
	signal: AbortSignal,
): Promise<CheckResult> {
	const place = {port, clock, log: state.log, signal, arping: false, peer: null, budget};
	const facts = await readFacts(director, sourcesFor(checks, director), place);
	const steps = checkSteps(checks, facts);
	for (;;) {
		// Keys are handled between two checks: on a large director one takes some hundredths of a second.
		await nextTurn();
		signal.throwIfAborted();
		const step = steps.next();
		if (step.done) {
			return step.value;
		}
	}
}

/** The needs of the console's checks besides the session. */
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
