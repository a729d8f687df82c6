/**
 * What is remembered of one director beyond the program: the log of commands, and what was drained from
 * which weight.
 */

import type {StateFolder} from '../commands/session.ts';
import {
	forgetDrain,
	readDrains,
	rememberDrain,
	unusableDrain,
} from '../features/drain/drain-memory.ts';
import {appendToLog, logFile, readLog} from '../plans/log/command-log.ts';
import type {LogEntry} from '../plans/log/log-entry.ts';
import type {DrainKey, DrainMemory, RememberedDrain} from '../plans/remembered-drain.ts';

/** The drains in the director's folder, which comes into being when something is remembered. */
export function drainsIn(folder: string): DrainMemory {
	return {
		read: () => readDrains(folder),
		unusable: drain => unusableDrain(folder, drain),
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
			unusable: async () => null,
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
