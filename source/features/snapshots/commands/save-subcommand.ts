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
	force: flag('replace the file if it exists'),
	note: text('TEXT', 'save a note with the snapshot'),
	partial: flag('save the readable rules if some could not be read'),
};

type SaveContext = SnapshotSubcommandContext<OptionValues<typeof options>>;

/** Saves to the given file, or to the snapshot folder. Returns the path. */
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
 * Refuses to save an incomplete set of rules. `--partial` saves it, with a note of what is missing.
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
			[
				'nothing was saved: some rules could not be read; use --partial to save the others',
				...rows,
			].join('\n'),
		);
	}

	writeError(['lvstop: saved without these rows:', ...rows, ''].join('\n'));
}

async function run(context: SaveContext): Promise<ExitCode> {
	const {words, options, write} = context;
	const [path] = words;
	if (path === '-' && (options.force || options.note !== null)) {
		throw new UsageError('--force and --note are only for files; save - prints the rules');
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
			? new SubcommandError(failure.code, `${failure.message}; use --force to replace it`)
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
		description: `Saves the rules in the format of 'ipvsadm -Sn', with weights and thresholds: to FILE, or to standard output for -.
Without FILE, saves a snapshot named after the current time; 'lvstop snapshots' lists the snapshots.
If some rules cannot be read, saves nothing (exit code 1) unless you give --partial.`,
		words: {least: 0, most: 1},
		options,
		examples: [
			{line: 'save --note "before the upgrade"', does: 'saves a snapshot with a note'},
			{line: 'save rules.ipvs --force', does: 'saves to a file, replacing it if it exists'},
			{line: 'save - | ssh lb2 ipvsadm -R', does: 'prints the rules for another program'},
		],
	},
	run,
);
