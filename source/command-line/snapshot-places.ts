/**
 * Where the rules of a director are saved, and where restores are written down.
 */
import {batchEntry} from '../snapshots/batch-log.ts';
import type {RestoreContext} from '../snapshots/run-restore.ts';
import {logEntry} from '../state-folder/command-log.ts';
import {hostFolder, snapshotFolder} from '../state-folder/locations.ts';
import {userName} from '../state-folder/user.ts';
import type {Options} from './options.ts';
import type {Program} from './program.ts';
import type {Session} from './session.ts';

/** Folders, retention, log and memory of a director. */
export type SnapshotPlaces = Pick<
	RestoreContext,
	'host' | 'user' | 'hostFolder' | 'snapshotFolder' | 'retention' | 'drains' | 'log' | 'logBatch'
>;

/** The folders of this director, which come into being when something is written. */
export function snapshotPlaces(
	{environment}: Program,
	{port, clock, state: memory}: Session,
	{keepSnapshots}: Pick<Options, 'keepSnapshots'>,
): SnapshotPlaces {
	const host = port.place;
	const user = userName(environment);
	const stamp = () => ({user, host, time: clock.now()});
	return {
		host,
		user,
		hostFolder: hostFolder(environment, host),
		snapshotFolder: snapshotFolder(environment, host),
		retention: keepSnapshots === null ? null : {newest: keepSnapshots},
		drains: memory.drains,
		log: carriedOut => memory.log.append(logEntry(carriedOut, stamp())),
		logBatch: batch => memory.log.append(batchEntry(batch, stamp())),
	};
}
