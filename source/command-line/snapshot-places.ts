/**
 * Where the rules of a director are saved, and where restores are written down.
 */
import {mkdtemp} from 'node:fs/promises';
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

/** The folders of this director; in a demonstration they are temporary ones, which are lost with it. */
export async function snapshotPlaces(
	{environment}: Program,
	{port, clock}: Session,
	{demo}: Options,
): Promise<SnapshotSubcommandContext['snapshots']> {
	const host = port.place;
	const user = userName(environment);
	const state =
		demo === null
			? environment
			: {...environment, XDG_STATE_HOME: await mkdtemp(join(tmpdir(), 'lvstop-demo-'))};
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
