/**
 * The data about a director that is kept between runs: the command log, and the earlier weights of drained servers.
 */

import type {StateFolder} from '../commands/session.ts';
import {
	forgetDrain,
	readDrains,
	rememberDrain,
	unusableDrain,
} from '../features/drain/drain-memory.ts';
import {readChoices, writeChoices} from '../files/remembered-choices.ts';
import {appendToLog, logFile} from '../plans/log/command-log.ts';
import type {LogEntry} from '../plans/log/log-entry.ts';
import {readLog, readLogSince} from '../plans/log/read-log.ts';
import type {DrainKey, DrainMemory, RememberedDrain} from '../plans/remembered-drain.ts';

/** The drains in the director's folder, which is created when something is remembered. */
export function drainsIn(folder: string): DrainMemory {
	return {
		read: () => readDrains(folder),
		unusable: drain => unusableDrain(folder, drain),
		remember: drain => rememberDrain(folder, drain),
		forget: drain => forgetDrain(folder, drain),
	};
}

/** The director's folder, which is created when something is written. */
export function openStateFolder(folder: string): StateFolder {
	return {
		drains: drainsIn(folder),
		choices: {
			read: () => readChoices(folder),
			write: choices => writeChoices(folder, choices),
		},
		log: {
			file: logFile(folder),
			append: entries => appendToLog(folder, entries),
			read: least => readLog(folder, least),
			since: time => readLogSince(folder, time),
		},
	};
}

/** Remembers in memory only: a simulated director must leave no traces in real files. */
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
		choices: {
			read: async () => ({choices: null}),
			async write() {},
		},
		log: {
			file: null,
			async append(more) {
				for (const entry of more) {
					entries.push(entry);
				}
			},
			read: async () => ({entries: [...entries], unreadable: 0}),
			async since(time) {
				const recent = entries.filter(entry => Date.parse(entry.time) >= time);
				return {entries: recent, hasOlder: recent.length < entries.length};
			},
		},
	};
}
