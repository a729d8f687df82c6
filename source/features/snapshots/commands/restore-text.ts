/**
 * A restore in words: the plan, and its outcome.
 */

import {showCommand} from '../../../director/port/show-command.ts';
import {countOf} from '../../../text/figures.ts';
import {isoTime} from '../../../text/time.ts';
import type {RestorePlan} from '../restore/propose-restore.ts';
import type {RestoreJournal} from '../restore/restore-journal.ts';
import type {RestoreOutcome} from '../restore/restore-outcome.ts';
import {leftInWords, rollbackInWords, unfinishedInWords} from '../restore/restore-words.ts';
import {diffText} from './diff-text.ts';

/** Lines of each kind that are shown before the question; a dry run shows all of them. */
const linesShown = 40;

/** A line for each of the first items, and the number of the others. */
function firstOf<Item>(
	items: readonly Item[],
	most: number,
	{line, noun}: {readonly line: (item: Item) => string; readonly noun: string},
): readonly string[] {
	const lines = items.slice(0, most).map(line);
	const rest = items.length - lines.length;
	return rest > 0
		? [...lines, `  and ${countOf(rest, `more ${noun}`)} (--dry-run shows all)`]
		: lines;
}

/** The plan as text: its title with the counts, warnings, the commands. */
export function restorePlanText(
	{title, warnings, steps}: RestorePlan,
	{inFull}: {readonly inFull: boolean},
): string {
	const most = inFull ? Number.POSITIVE_INFINITY : linesShown;
	return [
		title,
		...firstOf(warnings, most, {line: warning => `  warning: ${warning}`, noun: 'warning'}),
		...firstOf(steps, most, {
			line: ({command}) => `  ${showCommand(command)}`,
			noun: 'command',
		}),
		'',
	].join('\n');
}

/** The commands that end an unfinished restore. */
export const waysOut =
	'  lvstop restore --finish     runs the rest\n' +
	'  lvstop restore --roll-back  goes back to the previous rules\n' +
	'  lvstop restore --forget     leaves everything as it is\n';

/** An unfinished restore, with the ways to end it. */
export function unfinishedText({name, user, startedAt}: RestoreJournal): string {
	const began = isoTime(startedAt);
	return `${unfinishedInWords({name, user, began})}:\n${waysOut}`;
}

type Failed = Extract<RestoreOutcome, {result: 'failed'}>;

/** Why a restore failed, what is still missing, and whether it was rolled back. */
export function failedText(outcome: Failed): string {
	const {reason, left, rollback} = outcome;
	const leftText = left ? diffText(left, linesShown) : '';
	const ways = rollback?.result === 'done' ? '' : waysOut;
	return `failed: ${reason}\n${leftInWords(left)}\n${leftText}${rollbackInWords(outcome)}\n${ways}`;
}
