/**
 * Watches a director for changes that were not made with lvstop, and writes them into the log.
 */

import type {StateFolder} from '../../commands/session.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import type {Clock} from '../../director/port/clock.ts';
import type {LogEntry} from '../../plans/log/log-entry.ts';
import {reasonOf} from '../../text/reason.ts';
import {type OutsideChange, outsideChanges} from './outside-changes.ts';
import {outsideEntry} from './outside-entry.ts';

/** A change with the moment of the reading that showed it. */
export interface NotedChange extends OutsideChange {
	/** Milliseconds since 1970. */
	readonly time: number;
	/** The reading's own clock, milliseconds. */
	readonly monotonic: number;
}

/** The dependencies of a watch. */
export interface OutsideWatchOptions {
	readonly clock: Clock;
	readonly log: StateFolder['log'];
	/** Whether a plan is being carried out: what is half done is not compared. */
	readonly isBusy: () => boolean;
	readonly onChanges: (changes: readonly NotedChange[]) => void;
	/** Told when the log cannot be read or written; the changes are told all the same. */
	readonly onProblem?: ((reason: string) => void) | undefined;
}

/** A watch of one director. */
export interface OutsideWatch {
	/** Takes in a good reading. */
	see(director: LiveDirector): void;
	/** Tells nothing more. */
	stop(): void;
}

/** A command is in the table a moment before it is in the log, milliseconds. */
const logDelay = 500;

/** Commands that ended so long before a reading are looked at as well: clocks and logs are not exact, milliseconds. */
const slack = 2000;

/** The newest entries of the log that are looked through. */
const entriesRead = 200;

/** Makes a watch that has seen nothing yet. The first reading is what later ones are compared with. */
export function createOutsideWatch(options: OutsideWatchOptions): OutsideWatch {
	const {clock, log, isBusy, onChanges, onProblem} = options;
	let before: LiveDirector | null = null;
	let next: LiveDirector | null = null;
	let isWorking = false;
	let isStopped = false;

	const readLog = async (): Promise<readonly LogEntry[]> => {
		try {
			return (await log.read(entriesRead)).entries;
		} catch (error) {
			onProblem?.(`the log cannot be read: ${reasonOf(error)}`);
			return [];
		}
	};

	const write = async (changes: readonly NotedChange[], host: string) => {
		try {
			for (const change of changes) {
				await log.append(outsideEntry(change, {host, time: change.time}));
			}
		} catch (error) {
			onProblem?.(`a change from outside could not be logged: ${reasonOf(error)}`);
		}
	};

	/** Compares the last reading with the one before. */
	const compare = async (old: LiveDirector, now: LiveDirector): Promise<boolean> => {
		// What was read is shown first.
		await new Promise<void>(resolve => setImmediate(resolve));
		if (outsideChanges(old.services, now.services, []).length === 0) {
			return true;
		}

		await new Promise<void>(resolve => clock.after(logDelay, resolve));
		if (isBusy()) {
			return false;
		}

		const since = old.time - slack;
		const entries = (await readLog()).filter(({time}) => Date.parse(time) >= since);
		const changes = outsideChanges(old.services, now.services, entries).map(
			(change): NotedChange => ({...change, time: now.time, monotonic: now.monotonic}),
		);
		if (changes.length > 0 && !isStopped) {
			// Another lvstop may watch the same director.
			const noted = new Set(entries.flatMap(({outside, plan}) => (outside ? [plan] : [])));
			const isNew = (change: NotedChange) =>
				!noted.has(outsideEntry(change, {host: now.host, time: change.time}).plan);
			await write(changes.filter(isNew), now.host);
			onChanges(changes);
		}

		return true;
	};

	const work = async () => {
		while (next !== null && !isStopped) {
			const now: LiveDirector = next;
			next = null;
			if (!isBusy() && (before === null || (await compare(before, now)))) {
				before = now;
			}
		}
	};

	return {
		see(director) {
			next = director;
			if (!isWorking) {
				isWorking = true;
				void work().finally(() => {
					isWorking = false;
				});
			}
		},
		stop() {
			isStopped = true;
		},
	};
}
