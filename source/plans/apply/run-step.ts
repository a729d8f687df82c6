/**
 * Runs one command of a plan, and finds out what it did if it gave no answer.
 */

import {PortError, type PortFailure} from '../../director/port/port.ts';
import {showCommand} from '../../director/port/show-command.ts';
import {briefly} from '../../director/port/standard-error.ts';
import {failureInWords} from '../../director/reading/failures.ts';
import {readWithPatience} from '../../director/reading/patience.ts';
import {reasonOf} from '../../text/reason.ts';
import type {Plan, RowState, Step} from '../plan.ts';
import {whyNotAs} from './compare-states.ts';
import {type ApplyContext, look, whole} from './look.ts';
import {presentState} from './table.ts';

/** Why a command failed, and whether it had an effect; `unknown` if there was no answer. */
export interface Failure {
	readonly reason: string;
	readonly effect: 'none' | 'done' | 'unknown';
	/** Whether the command may still be running. */
	readonly mayRun?: boolean;
}

/** With these failures a command was certainly not run. */
const notStarted: readonly PortFailure[] = ['missing', 'forbidden', 'unreached'];

/** Runs one command; null if it succeeded. */
export async function runStep(
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
		return {reason, effect: 'none'};
	} catch (error) {
		const started = !(error instanceof PortError) || !notStarted.includes(error.failure);
		const reason = started
			? `${reasonOf(error)}; it is not known whether it took effect`
			: reasonOf(error);
		await log({plan: plan.title, step, result: null, problem: reason});
		const mayRun = error instanceof PortError && error.failure === 'timeout';
		return {reason: reasonOf(error), effect: started ? 'unknown' : 'none', mayRun};
	}
}

/** Reads the table to find out whether a command without an answer took effect. */
export async function settle(
	{reason, mayRun}: Failure,
	{plan, step, context}: {readonly plan: Plan; readonly step: Step; readonly context: ApplyContext},
): Promise<Failure> {
	const {before, after} = step;
	const unknown = `${reason}; it is not known whether it took effect`;
	try {
		const {table} = await readWithPatience(context.clock, () => look(plan, context));
		const isAs = (state: RowState) => whyNotAs(state, presentState(table, state)) === null;
		if (isAs(whole(after))) {
			return {reason: `${reason}; it took effect (read again)`, effect: 'done'};
		}

		if (mayRun && isAs(before)) {
			return {reason: `${reason}; it had no effect so far (read again)`, effect: 'unknown'};
		}

		return isAs(before)
			? {reason: `${reason}; it had no effect (read again)`, effect: 'none'}
			: {reason: `${unknown}: somebody else has changed the row`, effect: 'unknown'};
	} catch (error) {
		const why = `the table could not be read: ${failureInWords(error)}`;
		return {reason: `${unknown}: ${why}`, effect: 'unknown'};
	}
}
