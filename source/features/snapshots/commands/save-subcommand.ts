/**
 * `lvstop save`
 */

import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import {flag, type OptionValues, text} from '../../../commands/option.ts';
import {SubcommandError} from '../../../commands/subcommand.ts';
import {UsageError} from '../../../commands/usage-error.ts';
import type {MissingRow} from '../../../ipvs/rule-set.ts';
import {type RulesToSave, rulesText, saveRulesFile} from '../files/rules-file.ts';
import {applyRetention, saveSnapshot} from '../files/snapshot-folder.ts';
import {missingInWords, noteWithMissing} from '../restore/missing-rows.ts';
import {savedInWords} from '../restore/restore-words.ts';
import {
	defineSnapshotSubcommand,
	fileFailure,
	readRulesOfDirector,
	type SnapshotSubcommandContext,
} from './snapshot-context.ts';

const options = {
	force: flag('replace the file if there is one'),
	note: text('TEXT', 'words to keep with the snapshot'),
	partial: flag('save what could be read if not all rules could'),
};

type SaveContext = SnapshotSubcommandContext<OptionValues<typeof options>>;

/** Saves to the file that was named, or to the snapshot folder; gives the path. */
async function save(
	path: string | undefined,
	toSave: RulesToSave,
	{options, snapshots}: SaveContext,
): Promise<string> {
	const {snapshotFolder, retention} = snapshots;
	if (path !== undefined) {
		await saveRulesFile(path, toSave, options.force ? 'replace' : 'keep');
		return path;
	}

	const saved = await saveSnapshot(snapshotFolder, toSave);
	await applyRetention(snapshotFolder, retention, new Set([saved]));
	return saved;
}

/**
 * Refuses to save rules that are not all of them; `--partial` saves the others and says what is missing.
 * @throws {SubcommandError}
 */
function refuseIncomplete(
	missing: readonly MissingRow[],
	{options, writeError}: SaveContext,
): void {
	if (missing.length === 0) {
		return;
	}

	const rows = missingInWords(missing).map(line => `  ${line}`);
	if (!options.partial) {
		throw new SubcommandError(
			exitCode.failed,
			['nothing was saved: not all rules could be read; --partial saves the others', ...rows].join(
				'\n',
			),
		);
	}

	writeError(['lvstop: saved without these rows:', ...rows, ''].join('\n'));
}

async function run(context: SaveContext): Promise<ExitCode> {
	const {words, options, write} = context;
	const [path] = words;
	if (path === '-' && (options.force || options.note !== null)) {
		throw new UsageError('--force and --note are for files; save - prints the rules');
	}

	const {rules, time, settings, missing} = await readRulesOfDirector(context);
	refuseIncomplete(missing, context);
	if (path === '-') {
		write(rulesText(rules));
		return exitCode.done;
	}

	const toSave: RulesToSave = {
		rules,
		time,
		host: context.snapshots.host,
		occasion: 'saved',
		note: noteWithMissing(options.note ?? '', missing),
		settings,
	};
	const saved = await save(path, toSave, context).catch((error: unknown) => {
		const failure = fileFailure(error);
		throw failure instanceof SubcommandError && failure.code === exitCode.refused
			? new SubcommandError(failure.code, `${failure.message}; --force replaces it`)
			: failure;
	});
	write(`${savedInWords(rules, saved)}\n`);
	return exitCode.done;
}

/** Saves the rules of the director. */
export const saveSubcommand = defineSnapshotSubcommand(
	{
		name: 'save',
		usage: ['save [FILE|-]'],
		summary: 'save the rules of the director',
		description: `Saves the rules as 'ipvsadm -Sn' writes them, thresholds and weights included: to FILE, to standard output for -, or
under the name of the time into the folder of snapshots, which 'lvstop snapshots' lists.
If not all rules can be read, nothing is saved (exit code 1) unless --partial is given.`,
		words: {least: 0, most: 1},
		options,
		examples: [
			{line: 'save --note "before the upgrade"', does: 'saves a snapshot with a note'},
			{line: 'save rules.ipvs --force', does: 'saves to a file and replaces it'},
			{line: 'save - | ssh lb2 ipvsadm -R', does: 'prints the rules for another program'},
		],
	},
	run,
);
