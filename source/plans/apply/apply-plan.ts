/**
 * Runs a plan: reads again, refuses if a row has changed, runs the commands, and checks whether the table is as
 * planned.
 */

import {failureInWords} from '../../director/reading/failures.ts';
import {readWithPatience} from '../../director/reading/patience.ts';
import {fullFigure} from '../../text/figures.ts';
import {reasonOf} from '../../text/reason.ts';
import type {Outcome, Plan, RowState, Step} from '../plan.ts';
import {rowName, whyNotAs} from './compare-states.ts';
import {type ApplyContext, type CarriedOut, type Look, look, whole} from './look.ts';
import {refuseOldIpvsadm} from './refuse-old-ipvsadm.ts';
import {type Failure, runStep, settle} from './run-step.ts';
import {presentState, put, type Table, whyUnknown} from './table.ts';

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
	return [...states.values()].map(whole);
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
 * Runs the steps in order. A command without an answer ends the plan as well, after the table was read again to see
 * whether it took effect. Before the first command every row must be as the plan expects, and ipvsadm must know every
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
	const failed = ({reason, effect}: Failure): Outcome => ({
		result: 'failed',
		reason,
		done,
		...(effect === 'unknown' ? {} : {nextUntouched: true}),
		warnings: [...warnings],
	});
	try {
		for (const step of plan.steps) {
			if (context.stop?.aborted) {
				const reason = `stopped before command ${fullFigure(done + 1)} of ${fullFigure(plan.steps.length)}, as you asked`;
				return done === 0 ? {result: 'refused', reason} : failed({reason, effect: 'none'});
			}

			if (context.clock.monotonic() - latest.at > latest.freshFor) {
				latest = await look(plan, context);
				const why = whyNotAs(step.before, presentState(latest.table, step.before));
				if (why !== null) {
					const reason = `changed in the meantime: ${why}`;
					return done === 0 ? {result: 'refused', reason} : failed({reason, effect: 'none'});
				}
			}

			const first = await runStep(plan, step, {port: context.port, log});
			const isOpen = first?.effect === 'unknown';
			const failure = isOpen ? await settle(first, {plan, step, context}) : first;
			if (failure?.effect === 'done') {
				done += 1;
				if (done < plan.steps.length) {
					return failed(failure);
				}

				// All of them were run after all; the last reading decides.
				warnings.add(failure.reason);
				break;
			}

			if (failure !== null) {
				return failed(failure);
			}

			done += 1;
			context.onStep?.(done);
		}

		const {table} = await readWithPatience(context.clock, () => look(plan, context));
		const wrong = plannedStates(plan.steps, planned)
			.map(state => whyNotAs(state, presentState(table, state)))
			.filter(why => why !== null);
		return wrong.length === 0
			? {result: 'done', steps: done, warnings: [...warnings]}
			: failed({reason: `all commands ran, but ${wrong.join('; ')}`, effect: 'none'});
	} catch (error) {
		return failed({
			reason: `the table could not be read: ${failureInWords(error)}`,
			effect: 'none',
		});
	}
}
