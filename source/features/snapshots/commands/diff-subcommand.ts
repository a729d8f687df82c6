/**
 * `lvstop diff`
 */

import type {ExitCode} from '../../../commands/exit-code.ts';
import {flag, type OptionValues, onlyOne, text} from '../../../commands/option.ts';
import {usageOf} from '../../../commands/subcommand.ts';
import {UsageError} from '../../../commands/usage-error.ts';
import {diffRules} from '../../../ipvs/diff.ts';
import {createKnownLines} from '../../../ipvs/parse/known-lines.ts';
import type {Program} from '../../wanted/index.ts';
import {changeCounts, changedRows, describeCounts} from '../restore/change-counts.ts';
import {chosenRules, type RestoreChoice, targetRules} from '../restore/target-rules.ts';
import {comparisonCode, directorSide, namedSide, withoutServices} from './compared-side.ts';
import {diffJson} from './diff-json.ts';
import {diffStyled, diffText} from './diff-text.ts';
import {diffWanted} from './diff-wanted.ts';
import {settingsNotes} from './settings-notes.ts';
import {
	checkChosen,
	choiceFrom,
	choiceOptions,
	defineSnapshotSubcommand,
	idsOf,
	type SnapshotSubcommandContext,
} from './snapshot-context.ts';

const options = {
	...choiceOptions,
	keepalived: text('FILE', 'compare with what this keepalived.conf wants; - is standard input'),
	ldirectord: text('FILE', 'compare with what this ldirectord.cf wants; - is standard input'),
	configId: text('ID', 'lines of keepalived.conf that begin with @: for which machine'),
	json: flag('print the difference as one JSON object'),
};

type DiffContext = SnapshotSubcommandContext<OptionValues<typeof options>>;

const usage = [
	'diff FILE [FILE]',
	'diff --keepalived FILE [FILE]',
	'diff --ldirectord FILE [FILE]',
];

/** Compares saved rules or a listing with the director, or with each other. */
async function diffFiles(
	first: string,
	second: string | undefined,
	choice: RestoreChoice,
	context: DiffContext,
): Promise<ExitCode> {
	const {options, write, writeError, color} = context;
	// Files first: there is no need to read the director if a file cannot be read.
	const known = createKnownLines();
	const named = await namedSide(first, context, known);
	const [before, after] =
		second === undefined
			? [await directorSide(context, choice, known), named]
			: [named, await namedSide(second, context, known)];

	const wanted = after.rules(before.rules([]));
	const there = before.rules(wanted);
	checkChosen(choice, idsOf(there), idsOf(wanted));
	const unread = new Set([...before.unread, ...after.unread]);
	const present = chosenRules(withoutServices(there, unread), choice);
	const diff = diffRules(present, targetRules(present, withoutServices(wanted, unread), choice));
	const counts = changeCounts(diff);
	if (options.json) {
		write(diffJson(diff));
	} else {
		write(color ? diffStyled(diff) : diffText(diff));
		write(`${describeCounts(counts)}\n`);
	}

	writeError([...before.notes, ...after.notes].join(''));
	if (second === undefined) {
		writeError(settingsNotes(before.settings, after.settings));
	}

	return comparisonCode(changedRows(counts) === 0, before.isWhole && after.isWhole);
}

/** The program whose file is compared; null if it is another file. */
function programOf(values: OptionValues<typeof options>): Program | null {
	return onlyOne(['keepalived', 'ldirectord'], key => values[key] !== null);
}

function check(words: readonly string[], values: OptionValues<typeof options>): void {
	const program = programOf(values);
	if (values.configId !== null && program !== 'keepalived') {
		throw new UsageError('--config-id belongs to --keepalived');
	}

	if (program === null ? words.length === 0 : words.length > 1) {
		throw usageOf({usage});
	}
}

async function run(context: DiffContext): Promise<ExitCode> {
	const {words, options} = context;
	const [first, second] = words;
	const program = programOf(options);
	const choice = choiceFrom(options);
	if (program === null) {
		return await diffFiles(first ?? '', second, choice, context);
	}

	const {configId, json} = options;
	const word = options[program] ?? '';
	return await diffWanted({program, word, configId, other: first ?? null, choice, json}, context);
}

/** Shows what a restore of a file would change, or where the table differs from what another program's file wants. */
export const diffSubcommand = defineSnapshotSubcommand(
	{
		name: 'diff',
		usage,
		summary: 'compare the director with saved rules, or with a file of keepalived or ldirectord',
		description: `Shows what a restore of FILE would change on the director. With two files, shows what changes from the first to the
second. FILE is a path, the name of a snapshot, or - for standard input. It can also be what ipvsadm -Ln printed:
then only servers, forwarding and weights are compared.
With --keepalived or --ldirectord, shows where the director differs from what that file wants, and which
differences the program's health checks may have made. With another FILE, that is compared instead of the director.
+ is missing on the director, - is not in the file, ~ differs (director → file).
Exit code 0 if the rules are the same, 1 if they differ, even if health checks may explain it, or if a part of a file
cannot be compared. Different timeouts and sync daemons are only mentioned.`,
		words: {least: 0, most: 2},
		options,
		check,
		examples: [
			{line: 'diff rules.ipvs', does: 'shows what a restore of the file would change'},
			{
				line: 'diff 2026-01-31T12-30-05Z --keep-weights',
				does: 'compares a snapshot with the director, ignoring weights',
			},
			{line: 'diff old.ipvs new.ipvs --json', does: 'compares two files for a program'},
			{
				line: 'diff --keepalived /etc/keepalived/keepalived.conf',
				does: 'shows where the director is not as keepalived wants it, and why that may be right',
			},
			{
				line: 'diff --ldirectord /etc/ha.d/ldirectord.cf --service tcp:10.1.1.1:80',
				does: 'does the same for one service of ldirectord',
			},
		],
	},
	run,
);
