/**
 * Watches a director for changes that were not made with lvstop, and logs them.
 */

import type {StateFolder} from '../../commands/session.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import type {Clock} from '../../director/port/clock.ts';
import {reasonOf} from '../../text/reason.ts';
import {outsideChanges} from './outside-changes.ts';
import {outsideEntry} from './outside-entry.ts';
import {type RowChange, rowChanges} from './row-changes.ts';

/** A change with the time of the reading that showed it. */
export interface NotedChange extends RowChange {
	/** Milliseconds since 1970. */
	readonly time: number;
	/** The reading's monotonic time, milliseconds. */
	readonly monotonic: number;
}

/** The dependencies of a watch. */
export interface OutsideWatchOptions {
	readonly clock: Clock;
	readonly log: StateFolder['log'];
	/** Whether a plan is running: an intermediate state is not compared. */
	readonly isBusy: () => boolean;
	readonly onChanges: (changes: readonly NotedChange[]) => void;
	/**
	 * Called with the changes that the log explains: made by this lvstop or another one.
	 * @param since the monotonic time of the reading before, milliseconds
	 */
	readonly onLogged?: (changes: readonly NotedChange[], since: number) => void;
	/** Called at once with all changes between two readings, also those that lvstop made. */
	readonly onDifferences?: (changes: readonly RowChange[], monotonic: number) => void;
	/** Called if the log cannot be read or written. The changes are reported in any case. */
	readonly onProblem?: ((reason: string) => void) | undefined;
}

/** The watch of one director. */
export interface OutsideWatch {
	/** Handles a successful reading. */
	see(director: LiveDirector): void;
	/** Stops reporting. */
	stop(): void;
}

/** Identifies a row within one reading. */
function rowOf({service, server}: RowChange): string {
	return `${service} ${server}`;
}

/** A command changes the table a moment before it is in the log, milliseconds. */
const logDelay = 500;

/**
 * Commands that ended up to this long before a reading are considered too, because clocks and logs are not exact;
 * milliseconds.
 */
const slack = 2000;

/** Creates a watch. The first reading is what later ones are compared with. */
export function createOutsideWatch(options: OutsideWatchOptions): OutsideWatch {
	const {clock, log, isBusy, onChanges, onLogged, onDifferences, onProblem} = options;
	let before: LiveDirector | null = null;
	let next: LiveDirector | null = null;
	let isWorking = false;
	let isStopped = false;

	/** The log since a time, and whether it no longer has the first commands of a plan that ran since then. */
	const readLog = async (since: number) => {
		try {
			const {entries, hasOlder} = await log.since(since);
			return {entries, isCut: !hasOlder && (entries[0]?.run?.step ?? 1) > 1};
		} catch (error) {
			onProblem?.(`the log cannot be read: ${reasonOf(error)}`);
			return {entries: [], isCut: false};
		}
	};

	const write = async (changes: readonly NotedChange[], host: string) => {
		try {
			await log.append(changes.map(change => outsideEntry(change, {host, time: change.time})));
		} catch (error) {
			onProblem?.(`a change from outside could not be logged: ${reasonOf(error)}`);
		}
	};

	/** Compares the last reading with the one before. */
	const compare = async (old: LiveDirector, now: LiveDirector): Promise<boolean> => {
		// What was read is shown first.
		await new Promise<void>(resolve => setImmediate(resolve));
		const differences = rowChanges(old.services, now.services);
		if (differences.length === 0) {
			return true;
		}

		onDifferences?.(differences, now.monotonic);

		await new Promise<void>(resolve => clock.after(logDelay, resolve));
		if (isBusy()) {
			return false;
		}

		const since = old.time - slack;
		const {entries, isCut} = await readLog(since);
		const noted = (change: RowChange): NotedChange => ({
			...change,
			time: now.time,
			monotonic: now.monotonic,
		});
		// Commands that the log no longer has may explain any change.
		const changes = isCut ? [] : outsideChanges(differences, entries).map(noted);
		if (!isStopped) {
			const rows = new Set(changes.map(rowOf));
			const logged = differences.filter(change => !rows.has(rowOf(change)));
			onLogged?.(logged.map(noted), old.monotonic);
		}

		if (changes.length > 0 && !isStopped) {
			// Another lvstop may be watching the same director.
			const known = new Set(entries.flatMap(({outside, plan}) => (outside ? [plan] : [])));
			const isNew = (change: NotedChange) =>
				!known.has(outsideEntry(change, {host: now.host, time: change.time}).plan);
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
