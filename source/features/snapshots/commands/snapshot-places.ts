/**
 * The places where a director's rules are saved and its restores are recorded.
 */

import type {Session} from '../../../commands/session.ts';
import type {DirectorPlace} from '../../../commands/subcommand.ts';
import {logEntry} from '../../../plans/log/command-log.ts';
import {batchEntry} from '../restore/batch-log.ts';
import type {RestoreContext} from '../restore/run-restore.ts';

/** The folders, retention, log and drain memory of a director. */
export type SnapshotPlaces = Pick<
	RestoreContext,
	'host' | 'user' | 'hostFolder' | 'snapshotFolder' | 'retention' | 'drains' | 'log' | 'logBatch'
>;

/** The places for this director's rules. Folders are created when something is written. */
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
		log: carriedOut => memory.log.append([logEntry(carriedOut, stamp())]),
		logBatch: batch => memory.log.append([batchEntry(batch, stamp())]),
	};
}
