/**
 * Where the rules of a director are saved, and where restores are written down.
 */

import type {Session} from '../../../director/session.ts';
import {hostFolder, snapshotFolder} from '../../../files/locations.ts';
import {userName} from '../../../files/user.ts';
import {logEntry} from '../../../plans/log/command-log.ts';
import type {Options} from '../../../program/options.ts';
import type {Program} from '../../../program/program.ts';
import {batchEntry} from '../restore/batch-log.ts';
import type {RestoreContext} from '../restore/run-restore.ts';

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
