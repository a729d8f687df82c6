/**
 * `lvstop snapshots`: the list, and the actions on single snapshots.
 */

import {agree, consentOptions} from '../../../commands/carry-out.ts';
import {type ExitCode, exitCode} from '../../../commands/exit-code.ts';
import {flag, type OptionValues} from '../../../commands/option.ts';
import {SubcommandError, usageOf} from '../../../commands/subcommand.ts';
import {UsageError} from '../../../commands/usage-error.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import {jsonText} from '../../../text/escape.ts';
import {nearestName} from '../../../text/nearest-name.ts';
import {readRulesFile} from '../files/rules-file.ts';
import {
	deleteSnapshot,
	listSnapshots,
	noteSnapshot,
	renameSnapshot,
	type Snapshot,
} from '../files/snapshot-folder.ts';
import {readJournal} from '../restore/restore-journal.ts';
import {findUnfinished} from '../restore/unfinished-restore.ts';
import {type ListedSnapshot, listedSnapshot, snapshotsText} from './listed-snapshots.ts';
import {unfinishedText} from './restore-text.ts';
import {
	defineSnapshotSubcommand,
	fileFailure,
	readRulesOfDirector,
	type SnapshotSubcommandContext,
} from './snapshot-context.ts';

const options = {
	json: flag('print the list as JSON, one line for each snapshot'),
	...consentOptions,
};

const actions: readonly string[] = ['show', 'delete', 'rename', 'note'];

type SnapshotsContext = SnapshotSubcommandContext<OptionValues<typeof options>>;

/** The live rules, or null if they cannot be read: the list is useful without the distances too. */
async function liveOrNull(context: SnapshotSubcommandContext): Promise<RuleSet | null> {
	try {
		return (await readRulesOfDirector(context)).rules;
	} catch (error) {
		if (error instanceof SubcommandError) {
			context.writeError(`lvstop: cannot compare them with the director: ${error.message}\n`);
			return null;
		}

		throw error;
	}
}

async function list(context: SnapshotsContext): Promise<ExitCode> {
	const {options, snapshots, write, writeError} = context;
	const unfinished = await findUnfinished(snapshots.hostFolder);
	if (unfinished) {
		writeError(`lvstop: ${unfinishedText(unfinished)}`);
	}

	const found = await listSnapshots(snapshots.snapshotFolder);
	for (const {metadataProblem} of found) {
		writeError(metadataProblem === undefined ? '' : `lvstop: ${metadataProblem}\n`);
	}

	const live = found.length > 0 ? await liveOrNull(context) : null;
	const rows: ListedSnapshot[] = [];
	for (const snapshot of found) {
		rows.push(await listedSnapshot(snapshot, live, context));
	}

	if (options.json) {
		write(rows.map(row => `${jsonText(row)}\n`).join(''));
	} else {
		write(rows.length > 0 ? snapshotsText(rows) : `no snapshots in ${snapshots.snapshotFolder}\n`);
	}

	return exitCode.done;
}

/** @throws {SubcommandError} if there is no such snapshot */
async function findSnapshot(
	name: string,
	{snapshots}: SnapshotSubcommandContext,
): Promise<Snapshot> {
	const found = await listSnapshots(snapshots.snapshotFolder);
	const snapshot = found.find(candidate => candidate.name === name.replace(/\.ipvs$/, ''));
	if (!snapshot) {
		throw new SubcommandError(exitCode.usage, `no snapshot ${name} in ${snapshots.snapshotFolder}`);
	}

	return snapshot;
}

async function show(names: readonly string[], context: SnapshotsContext): Promise<void> {
	for (const name of names) {
		const {path} = await findSnapshot(name, context);
		context.write((await readRulesFile(path, context.session)).text);
	}
}

async function remove(names: readonly string[], context: SnapshotsContext): Promise<void> {
	const found: Snapshot[] = [];
	for (const name of names) {
		found.push(await findSnapshot(name, context));
	}

	const journal = await readJournal(context.snapshots.hostFolder);
	if (found.some(({path}) => path === journal?.before)) {
		throw new SubcommandError(
			exitCode.refused,
			`${journal?.before} is needed to roll back an unfinished restore; finish or forget that restore first`,
		);
	}

	context.write(found.map(({path}) => `delete ${path}\n`).join(''));
	if (!context.options.dryRun) {
		await agree(context, 'none');
		for (const snapshot of found) {
			await deleteSnapshot(snapshot);
		}
	}
}

/**
 * Refuses options that do not apply to the action, above all a dry run that would change something.
 * @throws {UsageError}
 */
function refuseOptions(
	action: string | undefined,
	{json, dryRun, yes}: SnapshotsContext['options'],
) {
	if (json && action !== undefined) {
		throw new UsageError('--json is only for the list of snapshots');
	}

	if ((dryRun || yes) && action !== 'delete') {
		throw new UsageError(`${dryRun ? '--dry-run' : '--yes'} is only for snapshots delete`);
	}
}

function unknownAction(action: string): UsageError {
	const nearest = nearestName(action, actions);
	const hint =
		nearest === null
			? `'lvstop snapshots' alone lists the snapshots; the actions are: ${actions.join(', ')}`
			: `did you mean ${nearest}?`;
	return new UsageError(`unknown action '${action}'; ${hint}`);
}

async function run(context: SnapshotsContext): Promise<ExitCode> {
	const [action, name, ...rest] = context.words;
	const {snapshotFolder} = context.snapshots;
	refuseOptions(action, context.options);
	try {
		if (action === undefined) {
			return await list(context);
		}

		if (action === 'show' && name !== undefined) {
			await show([name, ...rest], context);
		} else if (action === 'delete' && name !== undefined) {
			await remove([name, ...rest], context);
		} else if (action === 'rename' && name !== undefined && rest.length === 1) {
			await renameSnapshot(snapshotFolder, await findSnapshot(name, context), rest[0] ?? '');
		} else if (action === 'note' && name !== undefined && rest.length > 0) {
			await noteSnapshot(await findSnapshot(name, context), rest.join(' '));
		} else {
			throw actions.includes(action) ? usageOf(snapshotsSubcommand) : unknownAction(action);
		}

		return exitCode.done;
	} catch (error) {
		throw fileFailure(error);
	}
}

/** Lists the director's snapshots, or changes some of them. */
export const snapshotsSubcommand = defineSnapshotSubcommand(
	{
		name: 'snapshots',
		usage: [
			'snapshots',
			'snapshots show|delete NAME…',
			'snapshots rename NAME NEW-NAME',
			'snapshots note NAME TEXT…',
		],
		summary: 'list, show, rename, note and delete snapshots',
		description: `Lists the snapshots of this director, newest first, and how many rows of each differ from the current rules. Can also
show, delete or rename snapshots, or add a note to one; an empty note removes the note.`,
		words: {least: 0, most: Number.POSITIVE_INFINITY},
		options,
		examples: [
			{line: 'snapshots', does: 'lists the snapshots'},
			{
				line: 'snapshots rename 2026-01-31T12-30-05Z golden',
				does: 'renames a snapshot; a named snapshot is never deleted automatically',
			},
			{line: 'snapshots delete golden --yes', does: 'deletes a snapshot without asking'},
		],
	},
	run,
);
