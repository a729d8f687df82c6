/**
 * Restores in words; the same on the screen and on the command line.
 */

import {basename} from 'node:path';
import type {RulesDiff} from '../../../ipvs/diff.ts';
import {serverCount} from '../../../ipvs/plain-servers.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import type {Plan} from '../../../plans/plan.ts';
import {countOf} from '../../../text/figures.ts';
import {snapshotOfFile} from '../files/snapshot-name.ts';
import {changeCounts, describeCounts} from './change-counts.ts';
import type {RestoreOutcome} from './restore-outcome.ts';

type Failed = Extract<RestoreOutcome, {result: 'failed'}>;

/** `saved 2 services and 10 servers: /where.ipvs` */
export function savedInWords(rules: RuleSet, where: string): string {
	const servers = rules.reduce((sum, entry) => sum + serverCount(entry), 0);
	return `saved ${countOf(rules.length, 'service')} and ${countOf(servers, 'server')}: ${where}`;
}

/** The sentence about the file with the rules before the restore. */
export function beforeInWords(path: string): string {
	return `the previous rules are saved in ${path}`;
}

/** The amount of work left after a failure; null if the table could not be read any more. */
export function leftInWords(left: RulesDiff | null): string {
	return left
		? `still to do: ${describeCounts(changeCounts(left))}`
		: 'the table could not be read, so it is not known what is still to do';
}

/** Whether a failed restore was rolled back, and where the rules before it are. */
export function rollbackInWords({rollback, before}: Pick<Failed, 'rollback' | 'before'>): string {
	if (rollback?.result === 'done') {
		return `rolled back to the previous rules (${before})`;
	}

	const failed = rollback ? `the rollback also failed: ${rollback.reason}; ` : '';
	return `${failed}${beforeInWords(before)}`;
}

/** As {@link beforeInWords} for the console, whose Snapshots view has the file: its name fits on a line. */
export function beforeOnScreen(path: string): string {
	const name = snapshotOfFile(basename(path));
	return name === null ? beforeInWords(path) : `the previous rules are the snapshot ${name}`;
}

/** The outcome of a restore, one sentence each, warnings last. `tellBefore` says where the previous rules are. */
export function restoreInWords(
	{title}: Pick<Plan, 'title'>,
	outcome: RestoreOutcome,
	tellBefore = beforeInWords,
): readonly string[] {
	switch (outcome.result) {
		case 'done':
			return [
				`done: ${title}`,
				...(outcome.before === null ? [] : [tellBefore(outcome.before)]),
				...outcome.warnings,
			];
		case 'refused':
			return [`refused, nothing was changed: ${outcome.reason}`];
		case 'failed':
			return [
				`failed: ${outcome.reason}`,
				leftInWords(outcome.left),
				rollbackInWords(outcome),
				...outcome.warnings,
			];
	}
}

/** The full report at the end of a restore, in whole lines. */
export function restoreReport(plan: Pick<Plan, 'title'>, outcome: RestoreOutcome): string {
	return restoreInWords(plan, outcome)
		.map(sentence => `lvstop: ${sentence}\n`)
		.join('');
}

/** An unfinished restore, as far as messages need it. */
export interface UnfinishedRestore {
	/** The name of the wanted rules. */
	readonly name: string;
	readonly user: string;
	/** When it began: `2026-01-31T12:30:05.000Z`. */
	readonly began: string;
	/** The file of the rules before it. */
	readonly before: string;
}

/** The message at the start about an unfinished restore. */
export function unfinishedInWords({
	name,
	user,
	began,
}: Pick<UnfinishedRestore, 'name' | 'user' | 'began'>): string {
	return `a restore of ${name}, started by ${user} at ${began}, was not finished`;
}

/** The message after it has been forgotten. */
export function forgottenInWords({
	name,
	before,
}: Pick<UnfinishedRestore, 'name' | 'before'>): string {
	return `the restore of ${name} is forgotten; ${beforeInWords(before)}`;
}
