/**
 * Saved rules for the console: the folder of snapshots, files, and restores, using one session.
 */

import {homedir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import type {Session} from '../../../commands/session.ts';
import {failureInWords} from '../../../director/reading/failures.ts';
import {readLiveRules} from '../../../director/reading/live-rules.ts';
import {openReader, type ReaderPlace} from '../../../director/reading/open-reader.ts';
import type {MissingRow} from '../../../ipvs/rule-set.ts';
import {isoTime} from '../../../text/time.ts';
import {findRulesFile} from '../commands/find-rules-file.ts';
import type {SnapshotPlaces} from '../commands/snapshot-places.ts';
import {RulesFileError, readRulesFile, saveRulesFile} from '../files/rules-file.ts';
import {
	applyRetention,
	deleteSnapshot,
	listSnapshots,
	noteSnapshot,
	renameSnapshot,
	type Snapshot,
	saveSnapshot,
} from '../files/snapshot-folder.ts';
import {snapshotOfFile, timeOfName} from '../files/snapshot-name.ts';
import {missingInWords} from '../restore/missing-rows.ts';
import {readJournal, removeJournal} from '../restore/restore-journal.ts';
import {restoreReport} from '../restore/restore-words.ts';
import {restoredDirector} from '../restore/restored-director.ts';
import {runRestore} from '../restore/run-restore.ts';
import {findUnfinished, proposeWayOut} from '../restore/unfinished-restore.ts';
import type {SavedSnapshot, SnapshotDeps} from './snapshot-deps.ts';

function savedSnapshot({name, path, time, about}: Snapshot): SavedSnapshot {
	return {
		name,
		isNamed: timeOfName(name) === null,
		path,
		time,
		host: about?.host ?? null,
		occasion: about?.occasion ?? null,
		note: about?.note ?? '',
		services: about?.services ?? null,
		servers: about?.servers ?? null,
	};
}

/** Why nothing was saved: an incomplete save would be mistaken for a complete one. */
function notComplete(missing: readonly MissingRow[]): string {
	const why = missingInWords(missing).join('; ');
	return `some rules could not be read: ${why}; use lvstop save --partial to save the others`;
}

/** Expands `~/` in a path typed in the console, where no shell does it. */
function typedPath(word: string): string {
	return word.startsWith('~/') ? join(homedir(), word.slice(2)) : word;
}

/** The console's actions on saved rules. */
export function consoleSnapshots(
	{port, clock, kernel, underWay}: ReaderPlace & Pick<Session, 'underWay'>,
	places: SnapshotPlaces,
): SnapshotDeps {
	const {host, hostFolder, snapshotFolder, retention} = places;
	// A separate reader: the poller's reader caches what the poller has read.
	const reader = openReader({port, clock, kernel}, {remembers: false});

	const readLive = () =>
		readLiveRules({port, clock, kernel}, {settings: true}).catch((error: unknown) => {
			throw new Error(failureInWords(error), {cause: error});
		});

	/** The snapshot as it is in the folder now: its note may have changed since it was listed. */
	async function present({name}: SavedSnapshot): Promise<Snapshot> {
		const found = (await listSnapshots(snapshotFolder)).find(snapshot => snapshot.name === name);
		if (found === undefined) {
			throw new Error(`no snapshot ${name} in ${snapshotFolder} any more`);
		}

		return found;
	}

	return {
		async list() {
			return (await listSnapshots(snapshotFolder)).map(savedSnapshot);
		},
		async read(word) {
			const path = await findRulesFile(typedPath(word), snapshotFolder);
			const name = dirname(path) === snapshotFolder ? snapshotOfFile(basename(path)) : null;
			return {name: name ?? path, ...(await readRulesFile(path, {clock}))};
		},
		async save({file, note, replace}) {
			const {rules, time, settings, missing} = await readLive();
			if (missing.length > 0) {
				throw new Error(notComplete(missing));
			}

			const toSave = {rules, time, host, occasion: 'saved', note, settings} as const;
			if (file === null) {
				const path = await saveSnapshot(snapshotFolder, toSave);
				await applyRetention(snapshotFolder, retention, new Set([path]));
				return {path, rules};
			}

			const path = typedPath(file);
			try {
				await saveRulesFile(path, toSave, replace ? 'replace' : 'keep');
				return {path, rules};
			} catch (error) {
				if (error instanceof RulesFileError && error.problem === 'exists') {
					return {exists: path};
				}

				throw error;
			}
		},
		async rename(snapshot, name) {
			await renameSnapshot(snapshotFolder, await present(snapshot), name);
		},
		async note(snapshot, note) {
			await noteSnapshot(await present(snapshot), note);
		},
		async remove({path}) {
			if ((await readJournal(hostFolder))?.before === path) {
				throw new Error(
					`${path} is needed to roll back an unfinished restore; finish or forget that restore first`,
				);
			}

			await deleteSnapshot({path});
		},
		restore: (plan, before) =>
			underWay.during(
				plan.title,
				() =>
					runRestore(
						{plan, shown: null, rollbackOnError: false, ...(before ? {before} : {})},
						{...places, port, clock, kernel, reader},
					),
				outcome => restoreReport(plan, outcome),
			),
		async unfinished() {
			const journal = await findUnfinished(hostFolder);
			return (
				journal && {
					name: journal.name,
					user: journal.user,
					began: isoTime(journal.startedAt),
					before: journal.before,
				}
			);
		},
		async wayOut(way) {
			const journal = await findUnfinished(hostFolder);
			if (journal === null) {
				throw new Error('no restore was interrupted');
			}

			return await proposeWayOut(journal, way, restoredDirector(await readLive()), {clock});
		},
		forget: () => removeJournal(hostFolder),
	};
}
