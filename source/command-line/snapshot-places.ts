/**
 * Where the rules of a director are saved, and where restores are written down.
 */
import {randomUUID} from 'node:crypto';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {batchEntry} from '../snapshots/batch-log.ts';
import {appendToLog, logEntry} from '../state-folder/command-log.ts';
import {hostFolder, snapshotFolder} from '../state-folder/locations.ts';
import {userName} from '../state-folder/user.ts';
import type {Options} from './options.ts';
import type {Program} from './program.ts';
import type {Session} from './session.ts';
import type {SnapshotSubcommandContext} from './snapshot-context.ts';

/**
 * The folders of this director. In a demonstration they are temporary ones, anew at each run, which come
 * into being when something is written.
 */
export function snapshotPlaces(
	{environment}: Program,
	{port, clock}: Session,
	{demo}: Options,
): SnapshotSubcommandContext['snapshots'] {
	const host = port.place;
	const user = userName(environment);
	const state =
		demo === null
			? environment
			: {...environment, XDG_STATE_HOME: join(tmpdir(), `lvstop-demo-${randomUUID()}`)};
	const folder = hostFolder(state, host);
	const stamp = () => ({user, host, time: clock.now()});
	return {
		host,
		user,
		hostFolder: folder,
		snapshotFolder: snapshotFolder(state, host),
		retention: null,
		log: carriedOut => appendToLog(folder, logEntry(carriedOut, stamp())),
		logBatch: batch => appendToLog(folder, batchEntry(batch, stamp())),
	};
}
