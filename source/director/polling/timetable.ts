/**
 * Plans the readings of a poller: turns come at a regular interval, and a slow director gets time to rest.
 */
import type {Clock, TimeSpan} from '../port/clock.ts';

import type {RefreshPeriod} from './refresh-period.ts';
import {type LastCounters, nextTick, type Tick} from './schedule.ts';
import {createStretch} from './stretch.ts';

/** Remembers past readings and plans the next one. */
export interface Timetable {
	/** The requested interval, milliseconds. */
	interval: number;
	/** Milliseconds between two readings if they are too slow for the interval; null if the interval is kept. */
	readonly stretched: number | null;
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
	/** Records a finished reading, with or without counters. A failed one says nothing about how slow readings are. */
	finished(tick: Tick, started: number, outcome: ReadingOutcome): void;
}

/** The result of a reading. */
export interface ReadingOutcome {
	readonly failed: boolean;
	/** Whether the director could not be reached. */
	readonly unreached?: boolean;
	/** When its counters were read; null if they were not. */
	readonly countersSpan: TimeSpan | null;
}

const shortestGap = 12_000;

/** A reading that begins within this time of its turn is punctual, milliseconds. */
const punctual = 100;

/** The longest time between two attempts to reach a director, milliseconds, unless the interval is longer. */
const longestWait = 30_000;

/** Creates a timetable whose turns begin now. */
export function createTimetable(clock: Clock, interval: number): Timetable {
	let turn = clock.monotonic();
	let restedAt = turn;
	let pace = 0;
	let last: LastCounters | null = null;
	let asked = interval;
	/** The number of attempts in a row that did not reach the director. */
	let attempts = 0;
	const stretch = createStretch(interval);

	const between = () => stretch.pace ?? asked;

	const gap = () => Math.max(shortestGap, 2.5 * between());

	const comparable = () =>
		last !== null && clock.monotonic() - last.span.to <= gap() ? last : null;

	const tickAt = (time: number, leeway: number, refreshPeriod: RefreshPeriod) =>
		nextTick({turn: time, interval: between(), leeway, refreshPeriod, last: comparable()});

	const table: Timetable = {
		get interval() {
			return asked;
		},
		set interval(milliseconds) {
			asked = milliseconds;
			stretch.ask(milliseconds);
		},
		get stretched() {
			return stretch.pace;
		},
		get longestGap() {
			return gap();
		},
		get hasCounters() {
			return comparable() !== null;
		},
		next: refreshPeriod =>
			tickAt(Math.max(turn, restedAt), Math.max(between(), pace) / 2, refreshPeriod),
		now: refreshPeriod => tickAt(clock.monotonic(), 0, refreshPeriod),
		take() {
			turn += asked;
		},
		restart() {
			turn = clock.monotonic() + asked;
		},
		finished(tick, started, {failed, unreached = false, countersSpan: span}) {
			const ended = clock.monotonic();
			if (!failed) {
				stretch.take(ended - started);
			}

			// At least as much time without a reading as with one, also after one that was slow alone.
			pace = Math.max(stretch.pace ?? 0, 2 * (ended - started));
			restedAt = started + pace;
			attempts = unreached ? attempts + 1 : 0;
			if (attempts > 1) {
				// Twice as long after each one.
				restedAt = Math.max(restedAt, ended + Math.min(asked * 2 ** (attempts - 1), longestWait));
			}

			while (turn <= ended) {
				turn += asked;
			}

			if (span) {
				last = {span, started, planned: started - tick.at > punctual ? started : tick.at};
			}
		},
	};
	return table;
}
