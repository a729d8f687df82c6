/**
 * `lvstop diff FILE [FILE] [--keep-weights] [--service ID] [--json]`
 */

import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import type {Settings} from '../../../director/reading/reading.ts';
import {diffRules} from '../../../ipvs/diff.ts';
import {createKnownLines, type KnownLines} from '../../../ipvs/parse/known-lines.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import {UsageError} from '../../../program/options.ts';
import {changeCounts, changedRows, describeCounts} from '../restore/change-counts.ts';
import {chosenRules, targetRules} from '../restore/target-rules.ts';
import {diffJson} from './diff-json.ts';
import {diffText} from './diff-text.ts';
import {settingsNotes} from './settings-notes.ts';
import {
	checkChosen,
	choiceFrom,
	idsOf,
	readNamedRules,
	readRulesOfDirector,
	type SnapshotSubcommandContext,
} from './snapshot-context.ts';

/** How it is used. */
export const diffUsage = 'diff FILE [FILE] [--keep-weights] [--service ID] [--json]';

/** One side of a comparison. */
interface Side {
	readonly rules: RuleSet;
	readonly settings: Settings | null;
}

async function fileSide(
	word: string,
	context: SnapshotSubcommandContext,
	known: KnownLines,
): Promise<Side> {
	const {rules, about} = await readNamedRules(word, context, known);
	return {rules, settings: about?.settings ?? null};
}

/**
 * Tells what a restore of the file would change on the director; or, given two files, what leads from
 * the first to the second. Exit code 0 where the rules are the same, 1 where not; timeouts and sync
 * daemons are only told of.
 * @throws {UsageError}
 * @throws {SubcommandError}
 */
export async function diffSubcommand(context: SnapshotSubcommandContext): Promise<ExitCode> {
	const {words, options, write, writeError, color} = context;
	const [first, second, ...more] = words;
	if (first === undefined || more.length > 0) {
		throw new UsageError(`usage: lvstop ${diffUsage}`);
	}

	const choice = choiceFrom(options);
	// The files first: a director need not be asked for the sake of a file that cannot be read.
	const known = createKnownLines();
	const named = await fileSide(first, context, known);
	const [before, after] =
		second === undefined
			? [await readRulesOfDirector(context, known), named]
			: [named, await fileSide(second, context, known)];
	checkChosen(choice, idsOf(before.rules), idsOf(after.rules));
	const present = chosenRules(before.rules, choice);
	const diff = diffRules(present, targetRules(present, after.rules, choice));
	const counts = changeCounts(diff);
	write(options.json ? diffJson(diff) : `${diffText(diff, {color})}${describeCounts(counts)}\n`);
	if (second === undefined) {
		writeError(settingsNotes(before.settings, after.settings));
	}

	return changedRows(counts) === 0 ? exitCode.done : exitCode.failed;
}
