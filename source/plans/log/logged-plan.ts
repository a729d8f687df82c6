/**
 * Reconstructs an executed plan from its log entries.
 */

import type {Plan, Proposal, Step} from '../plan.ts';
import type {LogEntry} from './log-entry.ts';

/** The entries of the same run of the same plan, in the order of their commands. */
export function entriesOfRun(
	entries: readonly LogEntry[],
	{run, plan, user, host}: LogEntry,
): readonly LogEntry[] {
	return entries.filter(
		other =>
			run !== null &&
			other.run !== null &&
			other.run.begun === run.begun &&
			other.plan === plan &&
			other.user === user &&
			other.host === host,
	);
}

function stepOf({command: [program, ...words], before, after}: LogEntry): Step | null {
	return program === undefined || before === null || after === null
		? null
		: {command: [program, ...words], before, after};
}

/**
 * The plan of an entry, as far as it was run: failed commands have changed nothing and are left out. Refused if that is
 * not certain, or if the log is incomplete.
 */
export function loggedPlan(entries: readonly LogEntry[], entry: LogEntry): Proposal {
	const {plan: title} = entry;
	const run = entriesOfRun(entries, entry);
	if (run.length === 0) {
		return {refused: `the log does not say which commands belong to: ${title}`};
	}

	if (run.some(({run: place}, index) => place?.step !== index + 1)) {
		return {refused: `the part of the log shown here does not have every command of: ${title}`};
	}

	if (run.some(({exitCode}) => exitCode === null)) {
		return {refused: `a command got no answer, so it is not known what this changed: ${title}`};
	}

	const steps = run.filter(({exitCode}) => exitCode === 0).map(stepOf);
	if (!steps.every(step => step !== null)) {
		return {refused: `the log does not have every row changed by: ${title}`};
	}

	const plan: Plan = {title, steps, danger: 'none', warnings: []};
	return steps.length === 0
		? {refused: `nothing was changed, so there is nothing to undo: ${title}`}
		: {plan};
}
