/**
 * A poller on a constant director, and its reports.
 */

import type {LiveDirector, PollState, WithRates} from '../../../source/director/polling/live.ts';
import {createPoller, type Needs} from '../../../source/director/polling/poller.ts';
import {counterNames} from '../../../source/ipvs/counters.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {
	perCpuStats,
	type SteadyDirector,
	steadyDirector,
	steadyReader,
	trueRates,
} from './steady-director.ts';

/** Polls a director; time passes by `clock.pass`. */
export function watch(
	changes: Partial<SteadyDirector>,
	{
		interval = 2000,
		probe = false,
		needs = {},
	}: {interval?: number; probe?: boolean; needs?: Partial<Needs>} = {},
) {
	const clock = createManualClock();
	const director = steadyDirector(changes);
	const states: PollState[] = [];
	const poller = createPoller({
		reader: steadyReader(director, clock),
		clock,
		interval,
		onState: state => states.push(state),
		probe: probe ? async () => perCpuStats(director, clock.monotonic()) : undefined,
	});
	poller.want(needs);
	poller.start();
	return {
		clock,
		director,
		poller,
		states,
		/** The last state. */
		last: () => states.at(-1) ?? {director: null, stale: null, readingSince: null, stretched: null},
		/** Every director that was reported, each once. */
		directors: () => [
			...new Set(states.flatMap(({director: shown}) => (shown === null ? [] : [shown]))),
		],
	};
}

/** The director of a state that has one. */
export function shownBy({director}: PollState): LiveDirector {
	if (director === null) {
		throw new Error('nothing is shown');
	}

	return director;
}

/** The rows of a director, the service first. */
export function rowsOf(director: LiveDirector): readonly WithRates[] {
	return director.services.flatMap(service => [service, ...service.servers]);
}

/** For this many readings and milliseconds, rates may be unknown while nothing decides them. */
const learning = {readings: 14, time: 30_000};

/**
 * The largest relative error of all rates of all readings. A rate may be unknown at first; the result is infinite if
 * one is unknown later.
 */
export function worstErrorOf(shown: readonly LiveDirector[], director: SteadyDirector): number {
	const [first] = shown;
	const errors = shown.flatMap((one, at) => {
		const age = one.monotonic - (first?.monotonic ?? 0);
		const isLate = at > learning.readings && age > learning.time;
		return rowErrors(one, director).filter(error => isLate || Number.isFinite(error));
	});
	return Math.max(0, ...errors);
}

/** The largest relative error of all rates; infinite if one is unknown. */
export function worstError(shown: LiveDirector, director: SteadyDirector): number {
	return Math.max(...rowErrors(shown, director));
}

function rowErrors(
	shown: LiveDirector,
	{connectionRate, servers}: SteadyDirector,
): readonly number[] {
	return rowsOf(shown).flatMap(({rates}, row) => {
		const truth = trueRates(connectionRate * (row === 0 ? servers : 1));
		return counterNames.map(name =>
			rates === null ? Number.POSITIVE_INFINITY : Math.abs(rates[name] / truth[name] - 1),
		);
	});
}
