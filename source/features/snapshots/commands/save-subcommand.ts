/**
 * `lvstop save [FILE|-] [--force] [--note TEXT] [--partial]`
 */

import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import {SubcommandError} from '../../../commands/subcommand.ts';
import type {MissingRow} from '../../../ipvs/rule-set.ts';
import {UsageError} from '../../../program/options.ts';
import {type RulesToSave, rulesText, saveRulesFile} from '../files/rules-file.ts';
import {applyRetention, saveSnapshot} from '../files/snapshot-folder.ts';
import {missingInWords, noteWithMissing} from '../restore/missing-rows.ts';
import {savedInWords} from '../restore/restore-words.ts';
import {
	fileFailure,
	readRulesOfDirector,
	type SnapshotSubcommandContext,
} from './snapshot-context.ts';

/** How it is used. */
export const saveUsage = 'save [FILE|-] [--force] [--note TEXT] [--partial]';

/** Saves to the file that was named, or to the snapshot folder; gives the path. */
async function save(
	path: string | undefined,
	toSave: RulesToSave,
	{options, snapshots}: SnapshotSubcommandContext,
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
	{options, writeError}: SnapshotSubcommandContext,
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

/**
 * Saves the rules of the director.
 * @throws {UsageError}
 * @throws {SubcommandError} also where the file is there and may not be replaced
 */
export async function saveSubcommand(context: SnapshotSubcommandContext): Promise<ExitCode> {
	const {words, options, write} = context;
	const [path, ...more] = words;
	if (more.length > 0) {
		throw new UsageError(`usage: lvstop ${saveUsage}`);
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
