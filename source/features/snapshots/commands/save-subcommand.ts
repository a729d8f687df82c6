/**
 * `lvstop save [FILE|-] [--force] [--note TEXT]`
 */

import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import {SubcommandError} from '../../../commands/subcommand.ts';
import {UsageError} from '../../../program/options.ts';
import {type RulesToSave, rulesText, saveRulesFile} from '../files/rules-file.ts';
import {applyRetention, saveSnapshot} from '../files/snapshot-folder.ts';
import {savedInWords} from '../restore/restore-words.ts';
import {
	fileFailure,
	readRulesOfDirector,
	type SnapshotSubcommandContext,
} from './snapshot-context.ts';

/** How it is used. */
export const saveUsage = 'save [FILE|-] [--force] [--note TEXT]';

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

	const {rules, time, settings} = await readRulesOfDirector(context);
	if (path === '-') {
		write(rulesText(rules));
		return exitCode.done;
	}

	const toSave: RulesToSave = {
		rules,
		time,
		host: context.snapshots.host,
		occasion: 'saved',
		note: options.note ?? '',
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
