/**
 * Reads the whole table for a plan.
 */

import type {Clock} from '../../director/port/clock.ts';
import type {CommandResult, Port} from '../../director/port/port.ts';
import type {Reader} from '../../director/reading/reading.ts';
import type {Plan, RowState, Step} from '../plan.ts';
import {type Table, tableOf} from './table.ts';

/** One command that was run, for the log. */
export interface CarriedOut {
	readonly plan: string;
	readonly step: Step;
	/** Null if the command could not be run to its end. */
	readonly result: CommandResult | null;
	/** Why there is no result; null if there is. */
	readonly problem: string | null;
}

/** How a caller follows a running plan and can stop it. */
export interface PlanControl {
	/** Gets the number of executed steps after each step. */
	readonly onStep?: (done: number) => void;
	/** Ends the plan before its next command; the running one is never interrupted. */
	readonly stop?: AbortSignal;
}

/** The dependencies of running a plan. */
export interface ApplyContext extends PlanControl {
	readonly port: Port;
	readonly clock: Clock;
	/** A reader that nothing else uses. */
	readonly reader: Reader;
	/** Logs a command. If it rejects, the plan continues and its outcome has a warning. */
	readonly log: (carriedOut: CarriedOut) => Promise<void>;
}

/** One reading of the whole table. */
export interface Look {
	readonly table: Table;
	/** When it was read, and how long it can be used, monotonic milliseconds. */
	readonly at: number;
	readonly freshFor: number;
}

/**
 * The time for which a reading can be used for the next command: a second, or four times its own duration, so that a
 * long plan on a large table does not spend its time reading.
 */
const freshFor = {least: 1000, looks: 4} as const;

function touchesSettings({steps}: Plan): boolean {
	return steps.some(({before}) => ['timeouts', 'daemon', 'no-daemon'].includes(before.row));
}

/**
 * Reads the table, and the settings if the plan changes them.
 * @throws {Error} if the director cannot be read, or without the rights to read all of that
 */
export async function look(plan: Plan, {reader, clock}: ApplyContext): Promise<Look> {
	const start = clock.monotonic();
	const settings = touchesSettings(plan);
	const reading = await reader.read({
		counters: false,
		kernelRates: false,
		persistentConnections: false,
		freshRules: true,
		settings,
	});
	const table = tableOf(reading);
	if (!table) {
		throw new Error(reading.access.missing ?? 'the whole rules are not known');
	}

	if (settings && !table.timeouts) {
		throw new Error('the timeouts and sync daemons are not known');
	}

	const at = clock.monotonic();
	return {table, at, freshFor: Math.max(freshFor.least, freshFor.looks * (at - start))};
}

/** A state without the servers of a service, which other steps may change. */
export function whole(state: RowState): RowState {
	return state.row === 'service' ? {...state, servers: null} : state;
}
