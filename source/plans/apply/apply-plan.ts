/**
 * Runs a plan: reads again, refuses if a row has changed, runs the commands, and checks whether the table is as
 * planned.
 */

import type {Clock} from '../../director/port/clock.ts';
import {type CommandResult, type Port, PortError} from '../../director/port/port.ts';
import {showCommand} from '../../director/port/show-command.ts';
import {briefly} from '../../director/port/standard-error.ts';
import {failureInWords} from '../../director/reading/failures.ts';
import type {Reader} from '../../director/reading/reading.ts';
import {reasonOf} from '../../text/reason.ts';
import type {Outcome, Plan, RowState, Step} from '../plan.ts';
import {rowName, whyNotAs} from './compare-states.ts';
import {refuseOldIpvsadm} from './refuse-old-ipvsadm.ts';
import {presentState, put, type Table, tableOf, whyUnknown} from './table.ts';

/** One command that was run, for the log. */
export interface CarriedOut {
	readonly plan: string;
	readonly step: Step;
	/** Null if the command could not be run to its end. */
	readonly result: CommandResult | null;
	/** Why there is no result; null if there is. */
	readonly problem: string | null;
}

/** What a caller learns of a running plan, and how it can stop it. */
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
interface Look {
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

async function look(plan: Plan, {reader, clock}: ApplyContext): Promise<Look> {
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

/** The expected table after the steps, the rows that are not as expected, and the rows that are not known. */
function rehearse(
	steps: readonly Step[],
	table: Table,
): {planned: Table; changed: string[]; unknown: string[]} {
	const planned: Table = {
		...table,
		services: new Map(
			[...table.services].map(([id, {rule, servers}]) => [id, {rule, servers: new Map(servers)}]),
		),
		daemons: new Map(table.daemons),
	};
	const changed: string[] = [];
	const unknown: string[] = [];
	for (const {before, after} of steps) {
		const notKnown = whyUnknown(table, before);
		if (notKnown !== null) {
			unknown.push(notKnown);
		}

		const why = notKnown === null ? whyNotAs(before, presentState(planned, before)) : null;
		if (why !== null) {
			changed.push(why);
		}

		put(planned, after);
	}

	return {planned, changed, unknown};
}

/** The planned final state of each row, once. */
function plannedStates(steps: readonly Step[], planned: Table): readonly RowState[] {
	const states = new Map(
		steps.map(({after}) => [rowName(after), presentState(planned, after)] as const),
	);
	return [...states.values()].map(state =>
		state.row === 'service' ? {...state, servers: null} : state,
	);
}

/** Why a command failed, its output, and whether it certainly had no effect. */
interface Failure {
	readonly reason: string;
	readonly untouched: boolean;
}

/** Runs one command; null if it succeeded. */
async function runStep(
	plan: Plan,
	step: Step,
	{port, log}: Pick<ApplyContext, 'port' | 'log'>,
): Promise<Failure | null> {
	try {
		const result = await port.run(step.command);
		await log({plan: plan.title, step, result, problem: null});
		if (result.exitCode === 0) {
			return null;
		}

		const said = briefly(result.stderr) || 'no output';
		const reason = `${showCommand(step.command)}: ${said} (exit ${result.exitCode})`;
		return {reason, untouched: true};
	} catch (error) {
		const started =
			!(error instanceof PortError) || !['missing', 'forbidden'].includes(error.failure);
		const reason = started
			? `${reasonOf(error)}; it is not known whether it took effect`
			: reasonOf(error);
		await log({plan: plan.title, step, result: null, problem: reason});
		return {reason, untouched: !started};
	}
}

/** A log that never rejects; it keeps each different error once. */
function forgivingLog(log: ApplyContext['log']) {
	const warnings = new Set<string>();
	return {
		warnings,
		async log(carriedOut: CarriedOut) {
			try {
				await log(carriedOut);
			} catch (error) {
				warnings.add(`the log of commands could not be written: ${reasonOf(error)}`);
			}
		},
	};
}

/**
 * Runs the steps in order. Before the first command every row must be as the plan expects, and ipvsadm must know every
 * option. Before each further one its row is read again if the last reading is old. A failure ends the plan. After the
 * last command a fresh reading must show the planned state.
 */
export async function applyPlan(plan: Plan, context: ApplyContext): Promise<Outcome> {
	let latest: Look;
	try {
		latest = await look(plan, context);
	} catch (error) {
		return {result: 'refused', reason: `the table could not be read: ${failureInWords(error)}`};
	}

	const {planned, changed, unknown} = rehearse(plan.steps, latest.table);
	const [notKnown] = unknown;
	if (notKnown !== undefined) {
		return {result: 'refused', reason: notKnown};
	}

	if (changed.length > 0) {
		return {result: 'refused', reason: `changed in the meantime: ${changed.join('; ')}`};
	}

	const tooOld = await refuseOldIpvsadm(plan.steps, context.port);
	if (tooOld !== null) {
		return {result: 'refused', reason: tooOld};
	}

	const {log, warnings} = forgivingLog(context.log);
	let done = 0;
	const failed = ({reason, untouched}: Failure): Outcome => ({
		result: 'failed',
		reason,
		done,
		...(untouched ? {nextUntouched: true} : {}),
		warnings: [...warnings],
	});
	try {
		for (const step of plan.steps) {
			if (context.stop?.aborted) {
				const reason = `stopped before command ${done + 1} of ${plan.steps.length}, as you asked`;
				return done === 0 ? {result: 'refused', reason} : failed({reason, untouched: true});
			}

			if (context.clock.monotonic() - latest.at > latest.freshFor) {
				latest = await look(plan, context);
				const why = whyNotAs(step.before, presentState(latest.table, step.before));
				if (why !== null) {
					const reason = `changed in the meantime: ${why}`;
					return done === 0 ? {result: 'refused', reason} : failed({reason, untouched: true});
				}
			}

			const failure = await runStep(plan, step, {port: context.port, log});
			if (failure !== null) {
				return failed(failure);
			}

			done += 1;
			context.onStep?.(done);
		}

		const {table} = await look(plan, context);
		const wrong = plannedStates(plan.steps, planned)
			.map(state => whyNotAs(state, presentState(table, state)))
			.filter(why => why !== null);
		return wrong.length === 0
			? {result: 'done', steps: done, warnings: [...warnings]}
			: failed({reason: `all commands ran, but ${wrong.join('; ')}`, untouched: true});
	} catch (error) {
		return failed({
			reason: `the table could not be read: ${failureInWords(error)}`,
			untouched: true,
		});
	}
}
