/**
 * The subcommands about saved rules as a person or a script would run them, on any director that a port
 * leads to.
 */
import {join} from 'node:path';
import type {Clock} from '../../source/director/port/clock.ts';
import type {Port} from '../../source/director/port/port.ts';
import {createSession} from '../../source/director/session.ts';
import type {
	SnapshotOptions,
	SnapshotSubcommandContext,
} from '../../source/features/snapshots/commands/snapshot-context.ts';
import {
	runSnapshotSubcommand,
	type snapshotSubcommands,
} from '../../source/features/snapshots/commands/snapshot-subcommands.ts';
import type {Retention} from '../../source/features/snapshots/files/snapshot-folder.ts';
import {batchEntry} from '../../source/features/snapshots/restore/batch-log.ts';
import {drainsIn, openStateFolder} from '../../source/files/state-folder.ts';
import {appendToLog, logEntry} from '../../source/plans/log/command-log.ts';
import {UsageError} from '../../source/program/options.ts';
import {type Ended, usualOptions} from './run-subcommand.ts';

/** What a test may say about one run. */
export interface SnapshotRunOptions extends Partial<SnapshotOptions> {
	/** The answer at the terminal; nobody is there where it is not given. */
	readonly answer?: string;
	readonly input?: string;
	readonly color?: boolean;
	readonly retention?: Retention;
}

/** Where subcommands are run. */
export interface SnapshotPlace {
	readonly port: Port;
	readonly clock: Clock;
	/** Holds the director's folder `lb1` and its snapshots. */
	readonly folder: string;
}

const usual: SnapshotOptions = {
	...usualOptions,
	force: false,
	note: null,
	keepWeights: false,
	rollbackOnError: false,
	service: [],
	unfinished: null,
};

function snapshotsOf(
	{folder, clock}: SnapshotPlace,
	retention: Retention,
): SnapshotSubcommandContext['snapshots'] {
	const stamp = {user: 'ann', host: 'lb1', time: clock.now()};
	const hostFolder = join(folder, 'lb1');
	return {
		host: 'lb1',
		user: 'ann',
		hostFolder,
		snapshotFolder: join(folder, 'snapshots', 'lb1'),
		retention,
		drains: drainsIn(hostFolder),
		log: carriedOut => appendToLog(hostFolder, logEntry(carriedOut, stamp)),
		logBatch: batch => appendToLog(hostFolder, batchEntry(batch, stamp)),
	};
}

/** Runs a subcommand in a session of its own. */
export async function runSnapshot(
	place: SnapshotPlace,
	name: keyof typeof snapshotSubcommands,
	words: readonly string[],
	{answer, input = '', color = false, retention = null, ...options}: SnapshotRunOptions = {},
): Promise<Ended> {
	const {port, clock} = place;
	const snapshots = snapshotsOf(place, retention);
	let out = '';
	let err = '';
	try {
		const code = await runSnapshotSubcommand(name, {
			words,
			options: {...usual, ...options},
			session: createSession({
				port,
				clock,
				isNear: false,
				state: openStateFolder(snapshots.hostFolder),
				snapshotFolder: snapshots.snapshotFolder,
				user: 'ann',
			}),
			write: text => {
				out += text;
			},
			writeError: text => {
				err += text;
			},
			ask: answer === undefined ? null : async () => answer,
			signal: new AbortController().signal,
			snapshots,
			readInput: async () => input,
			color,
		});
		return {code, out, err};
	} catch (error) {
		if (error instanceof UsageError) {
			return {code: 2, out, err: error.message};
		}

		throw error;
	}
}
