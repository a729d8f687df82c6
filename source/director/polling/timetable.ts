/**
 * When the readings of a poller are due: their turns come at a steady interval, and a slow director gets rest.
 */
import type {Clock} from '../port/clock.ts';
import type {TimeSpan} from '../reading/reading.ts';
import type {RefreshPeriod} from './refresh-period.ts';
import {type LastCounters, nextTick, type Tick} from './schedule.ts';

/** Remembers when there were readings, and tells when the next one is due. */
export interface Timetable {
	interval: number;
	/** Readings that are further apart than this (milliseconds) say nothing about the rates of now. */
	readonly longestGap: number;
	/** Whether there are counters that the next ones can be compared with. */
	readonly hasCounters: boolean;
	/** The next tick; it is in the past where it is overdue. */
	next(refreshPeriod: RefreshPeriod): Tick;
	/** A reading at this moment, out of turn. */
	now(refreshPeriod: RefreshPeriod): Tick;
	/** The next turn is taken. */
	take(): void;
	/** The turns begin anew, at an interval from now. */
	restart(): void;
	/** Notes a reading that has ended, with counters or without. */
	finished(tick: Tick, started: number, countersSpan: TimeSpan | null): void;
}

const shortestGap = 12_000;

/** A reading that begins within this of its time is punctual, milliseconds. */
const punctual = 100;

/** Makes a timetable whose turns begin now. */
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
