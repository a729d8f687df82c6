/**
 * What is remembered of one director beyond the program: the log of commands, and what was drained from
 * which weight.
 */

import {
	type DrainKey,
	forgetDrain,
	readDrains,
	rememberDrain,
} from '../features/drain/drain-memory.ts';
import type {RememberedDrain} from '../features/drain/remembered-drain.ts';
import {appendToLog, logFile, readLog} from '../plans/log/command-log.ts';
import type {CommandLog, LogEntry} from '../plans/log/log-entry.ts';

/** The drains that are remembered. Each call rejects with the file system's error. */
export interface DrainMemory {
	/** Oldest first. */
	read(): Promise<readonly RememberedDrain[]>;
	/** Takes the place of an earlier drain of the same server. */
	remember(drain: RememberedDrain): Promise<void>;
	/** Also where nothing is remembered. */
	forget(drain: DrainKey): Promise<void>;
}

/** Everything that is remembered. */
export interface StateFolder {
	readonly drains: DrainMemory;
	readonly log: {
		/** The path of the file that it is written to; null where it is kept only in memory. */
		readonly file: string | null;
		/** This and reading reject with the file system's error. */
		append(entry: LogEntry): Promise<void>;
		/** All of it, or at least so many of the newest entries. */
		read(least?: number): Promise<CommandLog>;
	};
}

/** The drains in the director's folder, which comes into being when something is remembered. */
export function drainsIn(folder: string): DrainMemory {
	return {
		read: () => readDrains(folder),
		remember: drain => rememberDrain(folder, drain),
		forget: drain => forgetDrain(folder, drain),
	};
}

/** The director's folder; it comes into being when something is written. */
export function openStateFolder(folder: string): StateFolder {
	return {
		drains: drainsIn(folder),
		log: {
			file: logFile(folder),
			append: entry => appendToLog(folder, entry),
			read: least => readLog(folder, least),
		},
	};
}

/** Remembers only as long as the program runs: what a made up director did must not stand in real files. */
export function createPassingMemory(): StateFolder {
	const drains = new Map<string, RememberedDrain>();
	const entries: LogEntry[] = [];
	const nameOf = ({service, server}: DrainKey) => `${service} ${server}`;
	return {
		drains: {
			read: async () => [...drains.values()].sort((one, other) => one.since - other.since),
			async remember(drain) {
				drains.set(nameOf(drain), drain);
			},
			async forget(drain) {
				drains.delete(nameOf(drain));
			},
		},
		log: {
			file: null,
			async append(entry) {
				entries.push(entry);
			},
			read: async () => ({entries: [...entries], unreadable: 0}),
		},
	};
}
