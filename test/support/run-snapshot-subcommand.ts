/**
 * The subcommands for saved rules as an operator or a script would run them, on any director behind a port.
 */

import {join} from 'node:path';
import type {Clock} from '../../source/director/port/clock.ts';
import type {Port} from '../../source/director/port/port.ts';
import {type Ended, type RunOptions, runWords} from './run-subcommand.ts';

/** The options of one run. */
export interface SnapshotRunOptions extends Omit<RunOptions, 'ask' | 'signal'> {
	/** The answer at the terminal; without it there is no terminal. */
	readonly answer?: string;
	readonly keepSnapshots?: number;
}

/** The place to run subcommands in. */
export interface SnapshotPlace {
	readonly port: Port;
	readonly clock: Clock;
	/** Holds the director's folder `lb1` and its snapshots. */
	readonly folder: string;
}

/** Runs a subcommand in a session of its own. */
export function runSnapshot(
	{port, clock, folder}: SnapshotPlace,
	name: string,
	words: readonly string[],
	{answer, keepSnapshots, ...options}: SnapshotRunOptions = {},
): Promise<Ended> {
	const place = {
		host: 'lb1',
		user: 'ann',
		hostFolder: join(folder, 'lb1'),
		snapshotFolder: join(folder, 'snapshots', 'lb1'),
		keepSnapshots: keepSnapshots ?? null,
	};
	return runWords({port, clock}, place, [name, ...words], {
		...options,
		...(answer === undefined ? {} : {ask: () => answer}),
	});
}
