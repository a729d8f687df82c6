/**
 * Runs plans with a memory: the weight of a server is stored before its drain, and forgotten when the server has weight
 * again.
 */

import type {Outcome, Plan} from '../../plans/plan.ts';
import {
	type DrainKey,
	type DrainMemory,
	drainsOf,
	endedDrainsOf,
	mayEndDrain,
} from '../../plans/remembered-drain.ts';
import {reasonOf} from '../../text/reason.ts';

/** The dependencies of running a plan with drain memory. */
export interface RememberContext {
	readonly drains: DrainMemory;
	/** Milliseconds since 1970. */
	readonly now: number;
	readonly apply: (plan: Plan) => Promise<Outcome>;
}

function withWarning(outcome: Outcome, warning: string): Outcome {
	return outcome.result === 'refused'
		? outcome
		: {...outcome, warnings: [...outcome.warnings, warning]};
}

/**
 * Remembers the drains of the plan. Returns a function that forgets those of the steps from a given one on, or the
 * reason why it failed.
 */
async function remember(
	plan: Plan,
	{drains: memory, now}: RememberContext,
): Promise<((from: number) => Promise<void>) | string> {
	const drains = drainsOf(plan, now);
	try {
		const earlier = drains.length === 0 ? [] : await memory.read();
		for (const drain of drains) {
			await memory.remember(drain);
		}

		return async from => {
			for (const drain of drainsOf({...plan, steps: plan.steps.slice(from)}, now)) {
				const before = earlier.find(
					({service, server}) => service === drain.service && server === drain.server,
				);
				await (before ? memory.remember(before) : memory.forget(drain));
			}
		};
	} catch (error) {
		const weights = drains.map(({server, weight}) => `${server}: ${weight}`).join(', ');
		return `the weights before the drain could not be remembered (${weights}): ${reasonOf(error)}`;
	}
}

/** Forgets the drains that the plan has ended: few of the thousands of rows that a restore may change. */
async function forgetEnded(plan: Plan, memory: DrainMemory): Promise<void> {
	const remembered = plan.steps.some(mayEndDrain) ? await memory.read() : [];
	if (remembered.length === 0) {
		return;
	}

	const nameOf = ({service, server}: DrainKey) => `${service} ${server}`;
	const ended = new Set(endedDrainsOf(plan).map(nameOf));
	for (const drain of remembered) {
		if (ended.has(nameOf(drain))) {
			await memory.forget(drain);
		}
	}
}

/**
 * The number of steps that were done, and of those that may have been: a command without an answer may have taken
 * effect.
 */
function extentOf(
	{steps}: Plan,
	outcome: Outcome,
): {readonly done: number; readonly tried: number} {
	switch (outcome.result) {
		case 'done':
			return {done: steps.length, tried: steps.length};
		case 'failed':
			return {
				done: outcome.done,
				tried: outcome.nextUntouched ? outcome.done : outcome.done + 1,
			};
		case 'refused':
			return {done: 0, tried: 0};
	}
}

/** Runs a plan. A folder that cannot be written never prevents the plan; the outcome has a warning then. */
export async function applyRemembering(plan: Plan, context: RememberContext): Promise<Outcome> {
	const undo = await remember(plan, context);
	const outcome = await context.apply(plan);
	if (typeof undo === 'string') {
		return withWarning(outcome, undo);
	}

	try {
		const {done, tried} = extentOf(plan, outcome);
		await undo(tried);
		await forgetEnded({...plan, steps: plan.steps.slice(0, done)}, context.drains);
		return outcome;
	} catch (error) {
		return withWarning(outcome, `an ended drain could not be forgotten: ${reasonOf(error)}`);
	}
}
