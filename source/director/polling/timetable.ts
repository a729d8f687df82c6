/**
 * Plans the readings of a poller: turns come at a regular interval, and a slow director gets time to rest.
 */
import type {Clock} from '../port/clock.ts';
import type {TimeSpan} from '../reading/reading.ts';
import type {RefreshPeriod} from './refresh-period.ts';
import {type LastCounters, nextTick, type Tick} from './schedule.ts';

/** Remembers past readings and plans the next one. */
export interface Timetable {
	interval: number;
	/** Readings further apart than this (milliseconds) say nothing about the present rates. */
	readonly longestGap: number;
	/** Whether there are counters to compare the next ones with. */
	readonly hasCounters: boolean;
	/** The next tick; in the past if it is overdue. */
	next(refreshPeriod: RefreshPeriod): Tick;
	/** A reading now, out of turn. */
	now(refreshPeriod: RefreshPeriod): Tick;
	/** Marks the next turn as used. */
	take(): void;
	/** Restarts the turns, one interval from now. */
	restart(): void;
	/** Records a finished reading, with or without counters. */
	finished(tick: Tick, started: number, countersSpan: TimeSpan | null): void;
}

const shortestGap = 12_000;

/** A reading that begins within this time of its turn is punctual, milliseconds. */
const punctual = 100;

/** Creates a timetable whose turns begin now. */
export function createTimetable(clock: Clock, interval: number): Timetable {
	let turn = clock.monotonic();
	let restedAt = turn;
	let pace = 0;
	let last: LastCounters | null = null;

	const gap = () => Math.max(shortestGap, 2.5 * table.interval);

	const comparable = () =>
		last !== null && clock.monotonic() - last.span.to <= gap() ? last : null;

	const tickAt = (time: number, leeway: number, refreshPeriod: RefreshPeriod) =>
		nextTick({turn: time, interval: table.interval, leeway, refreshPeriod, last: comparable()});

	const table: Timetable = {
		interval,
		get longestGap() {
			return gap();
		},
		get hasCounters() {
			return comparable() !== null;
		},
		next: refreshPeriod =>
			tickAt(Math.max(turn, restedAt), Math.max(table.interval, pace) / 2, refreshPeriod),
		now: refreshPeriod => tickAt(clock.monotonic(), 0, refreshPeriod),
		take() {
			turn += table.interval;
		},
		restart() {
			turn = clock.monotonic() + table.interval;
		},
		finished(tick, started, span) {
			const ended = clock.monotonic();
			// At least as much time without a reading as with one: the director has other work.
			pace = 2 * (ended - started);
			restedAt = started + pace;
			while (turn <= ended) {
				turn += table.interval;
			}

			if (span) {
				last = {span, started, planned: started - tick.at > punctual ? started : tick.at};
			}
		},
	};
	return table;
}
