/**
 * Where the rules of a director are saved, and where restores are written down.
 */

import type {Session} from '../../../commands/session.ts';
import type {DirectorPlace} from '../../../commands/subcommand.ts';
import {logEntry} from '../../../plans/log/command-log.ts';
import {batchEntry} from '../restore/batch-log.ts';
import type {RestoreContext} from '../restore/run-restore.ts';

/** Folders, retention, log and memory of a director. */
export type SnapshotPlaces = Pick<
	RestoreContext,
	'host' | 'user' | 'hostFolder' | 'snapshotFolder' | 'retention' | 'drains' | 'log' | 'logBatch'
>;

/** Where this director's rules are saved; the folders come into being when something is written. */
export function snapshotPlaces(
	{host, user, hostFolder, snapshotFolder, keepSnapshots}: DirectorPlace,
	{clock, state: memory}: Pick<Session, 'clock' | 'state'>,
): SnapshotPlaces {
	const stamp = () => ({user, host, time: clock.now()});
	return {
		host,
		user,
		hostFolder,
		snapshotFolder,
		retention: keepSnapshots === null ? null : {newest: keepSnapshots},
		drains: memory.drains,
		log: carriedOut => memory.log.append(logEntry(carriedOut, stamp())),
		logBatch: batch => memory.log.append(batchEntry(batch, stamp())),
	};
}
