/**
 * `lvstop diff`
 */

import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import {flag, type OptionValues} from '../../../commands/option.ts';
import {SubcommandError} from '../../../commands/subcommand.ts';
import type {Settings} from '../../../director/reading/reading.ts';
import {diffRules} from '../../../ipvs/diff.ts';
import {createKnownLines, type KnownLines} from '../../../ipvs/parse/known-lines.ts';
import type {MissingRow, RuleSet} from '../../../ipvs/rule-set.ts';
import {changeCounts, changedRows, describeCounts} from '../restore/change-counts.ts';
import {missingInWords, missingOfChoice} from '../restore/missing-rows.ts';
import {chosenRules, targetRules} from '../restore/target-rules.ts';
import {diffJson} from './diff-json.ts';
import {diffStyled, diffText} from './diff-text.ts';
import {settingsNotes} from './settings-notes.ts';
import {
	checkChosen,
	choiceFrom,
	choiceOptions,
	defineSnapshotSubcommand,
	idsOf,
	readNamedRules,
	readRulesOfDirector,
	type SnapshotSubcommandContext,
} from './snapshot-context.ts';

const options = {
	...choiceOptions,
	json: flag('print the difference as one JSON object'),
};

/** One side of a comparison. */
interface Side {
	readonly rules: RuleSet;
	/** The rows that the director has and `rules` lacks. */
	readonly missing?: readonly MissingRow[];
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

async function run(
	context: SnapshotSubcommandContext<OptionValues<typeof options>>,
): Promise<ExitCode> {
	const {words, options, write, writeError, color} = context;
	const [first = '', second] = words;

	const choice = choiceFrom(options);
	// Files first: there is no need to read the director if a file cannot be read.
	const known = createKnownLines();
	const named = await fileSide(first, context, known);
	const [before, after] =
		second === undefined
			? [await readRulesOfDirector(context, known), named]
			: [named, await fileSide(second, context, known)];
	const missing = missingOfChoice(before.missing ?? [], choice);
	if (missing.length > 0) {
		throw new SubcommandError(
			exitCode.refused,
			['some rules could not be read:', ...missingInWords(missing).map(line => `  ${line}`)].join(
				'\n',
			),
		);
	}

	checkChosen(choice, idsOf(before.rules), idsOf(after.rules));
	const present = chosenRules(before.rules, choice);
	const diff = diffRules(present, targetRules(present, after.rules, choice));
	const counts = changeCounts(diff);
	if (options.json) {
		write(diffJson(diff));
	} else {
		write(color ? diffStyled(diff) : diffText(diff));
		write(`${describeCounts(counts)}\n`);
	}

	if (second === undefined) {
		writeError(settingsNotes(before.settings, after.settings));
	}

	return changedRows(counts) === 0 ? exitCode.done : exitCode.failed;
}

/** Shows what a restore of a file would change, or the differences between two files. */
export const diffSubcommand = defineSnapshotSubcommand(
	{
		name: 'diff',
		usage: ['diff FILE [FILE]'],
		summary: 'compare saved rules with the director, or with each other',
		description: `Shows what a restore of FILE would change on the director. With two files, shows what changes from the first to the
second. FILE is a path, the name of a snapshot, or - for standard input.
Exit code 0 if the rules are the same, 1 if they differ. Different timeouts and sync daemons are only mentioned.`,
		words: {least: 1, most: 2},
		options,
		examples: [
			{line: 'diff rules.ipvs', does: 'shows what a restore of the file would change'},
			{
				line: 'diff 2026-01-31T12-30-05Z --keep-weights',
				does: 'compares a snapshot with the director, ignoring weights',
			},
			{line: 'diff old.ipvs new.ipvs --json', does: 'compares two files for a program'},
		],
	},
	run,
);
