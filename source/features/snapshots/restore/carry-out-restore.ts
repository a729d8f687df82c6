/**
 * Runs the steps of a restore: a few of them one by one, many in a few processes.
 */

import {failureInWords} from '../../../director/reading/failures.ts';
import {type RulesPlace, readLiveRules} from '../../../director/reading/live-rules.ts';
import {diffRules, type RulesDiff} from '../../../ipvs/diff.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import {applyPlan} from '../../../plans/apply/apply-plan.ts';
import {whyNotAs} from '../../../plans/apply/compare-states.ts';
import type {ApplyContext} from '../../../plans/apply/look.ts';
import {presentState, tableOfRules} from '../../../plans/apply/table.ts';
import type {Step} from '../../../plans/plan.ts';
import type {DrainMemory} from '../../../plans/remembered-drain.ts';
import {applyRemembering} from '../../drain/index.ts';
import type {BatchCarriedOut} from './batch-log.ts';
import {changeCounts, changedRows} from './change-counts.ts';
import type {RestorePlan} from './propose-restore.ts';
import {restoreSteps} from './restore-steps.ts';
import {isSilent, runStream, streamCommand, streamProblem} from './restore-stream.ts';
import {chosenRules} from './target-rules.ts';
import {isSavedExactly} from './verify-by-save-text.ts';

/** The dependencies of running a plan. */
export interface CarryOutContext extends ApplyContext, RulesPlace {
	/** Keeps the weights of drained servers. */
	readonly drains: DrainMemory;
	/** Logs a batch. If it rejects, the restore continues and its outcome has a warning. */
	readonly logBatch: (batch: BatchCarriedOut) => Promise<void>;
	readonly signal?: AbortSignal | undefined;
}

/** The outcome of the steps. */
export type CarriedOutcome =
	| {readonly result: 'done'; readonly warnings: readonly string[]}
	| {readonly result: 'refused'; readonly reason: string}
	| {readonly result: 'failed'; readonly reason: string; readonly warnings: readonly string[]};

/**
 * Up to this many steps are run one by one, so that the failing one and its error are known. A process for each costs
 * about forty times as much as a line of a stream (docs/decisions/restore.md).
 */
export const stepByStepLimit = 20;

const notAsPlanned = 'all commands ran, but the rules are not as planned';

/** Whether there are no differences left. */
export function isEmptyDiff(diff: RulesDiff): boolean {
	return changedRows(changeCounts(diff)) === 0;
}

type PlaceToRead = RulesPlace & {readonly signal?: AbortSignal | undefined};

/** The present rules of the whole director, most of which are expected to be the plan's target. */
async function readAsPlanned({target}: RestorePlan, context: PlaceToRead): Promise<RuleSet> {
	const place = {...context, alike: target};
	const {rules} = await readLiveRules(place, {compare: false, signal: context.signal});
	return rules;
}

/** The plan of what is still to be done. Rejects if the director cannot be read. */
async function remainingPlan(plan: RestorePlan, context: CarryOutContext): Promise<RestorePlan> {
	// The kernel itself reports thresholds too, and its rows need not be parsed.
	if (!context.kernel && (await isSavedExactly(plan, context))) {
		return {...plan, steps: [], buildingSteps: 0};
	}

	const rules = await readAsPlanned(plan, context);
	const {building, removing} = restoreSteps(chosenRules(rules, plan.request.choice), plan.target);
	return {...plan, steps: [...building, ...removing], buildingSteps: building.length};
}

/** The remaining differences to the plan's target. Rejects if the director cannot be read. */
export async function remainingDifference(
	plan: RestorePlan,
	context: PlaceToRead,
): Promise<RulesDiff> {
	const rules = await readAsPlanned(plan, context);
	return diffRules(chosenRules(rules, plan.request.choice), plan.target);
}

/** Whether a fresh reading shows every row as these steps leave it. */
async function areInPlace(steps: readonly Step[], context: CarryOutContext): Promise<boolean> {
	const {rules} = await readLiveRules(context, {compare: false, signal: context.signal});
	const table = tableOfRules(rules, null);
	return steps
		.map(({after}) => (after.row === 'service' ? {...after, servers: null} : after))
		.every(state => whyNotAs(state, presentState(table, state)) === null);
}

/** The result of the streams. */
interface Streamed {
	/** Null if everything was accepted silently. */
	readonly problem: string | null;
	/** Whether the last process ran to its end, so that it makes sense to look for remaining differences. */
	readonly ended: boolean;
}

/** Adds and changes in one process and removes in another. Nothing is removed before the rest is verified. */
async function runStreams(
	plan: RestorePlan,
	context: CarryOutContext,
	warn: (warning: string) => void,
): Promise<Streamed> {
	let last: Streamed = {problem: null, ended: true};
	const building = plan.steps.slice(0, plan.buildingSteps);
	for (const steps of [building, plan.steps.slice(plan.buildingSteps)]) {
		if (steps.length > 0) {
			const answer = await runStream(context.port, steps, context.signal);
			const batch = {plan: plan.title, command: streamCommand, steps: steps.length, ...answer};
			await context.logBatch(batch).catch((error: unknown) => {
				warn(`the log of commands could not be written: ${failureInWords(error)}`);
			});
			if (!isSilent(answer)) {
				last = {problem: streamProblem(answer), ended: answer.result !== null};
				if (!(last.ended && (await areInPlace(steps, context)))) {
					break;
				}
			}
		}
	}

	return last;
}

async function runOneByOne(plan: RestorePlan, context: CarryOutContext): Promise<CarriedOutcome> {
	const outcome = await applyPlan(plan, context);
	if (outcome.result === 'refused') {
		return outcome;
	}

	const {warnings} = outcome;
	if (outcome.result === 'failed') {
		return {result: 'failed', reason: outcome.reason, warnings};
	}

	return (await remainingPlan(plan, context)).steps.length === 0
		? {result: 'done', warnings}
		: {result: 'failed', reason: notAsPlanned, warnings};
}

/** Runs the plan in streams. If only a little is left afterwards, that is run one by one, for exact errors. */
async function runInStreams(plan: RestorePlan, context: CarryOutContext): Promise<CarriedOutcome> {
	const warnings = new Set<string>();
	const {problem, ended} = await runStreams(plan, context, warning => warnings.add(warning));
	const rest = ended ? await remainingPlan(plan, context) : plan;
	if (rest.steps.length === 0) {
		return {result: 'done', warnings: [...warnings]};
	}

	if (!ended || rest.steps.length > stepByStepLimit) {
		return {result: 'failed', reason: problem ?? notAsPlanned, warnings: [...warnings]};
	}

	const outcome = await runOneByOne(rest, context);
	if (outcome.result === 'refused') {
		return {result: 'failed', reason: outcome.reason, warnings: [...warnings]};
	}

	return {...outcome, warnings: [...warnings, ...outcome.warnings]};
}

async function run(plan: RestorePlan, context: CarryOutContext): Promise<CarriedOutcome> {
	try {
		return await (plan.steps.length > stepByStepLimit
			? runInStreams(plan, context)
			: runOneByOne(plan, context));
	} catch (error) {
		const reason = `the table could not be read: ${failureInWords(error)}`;
		return {result: 'failed', reason, warnings: []};
	}
}

/**
 * Runs a confirmed restore, and verifies its result with a fresh reading. As with every plan, servers whose weight
 * becomes 0 are remembered as drained.
 */
export function carryOutRestore(
	plan: RestorePlan,
	context: CarryOutContext,
): Promise<CarriedOutcome> {
	return applyRemembering(plan, {
		drains: context.drains,
		now: context.clock.now(),
		async apply() {
			const outcome = await run(plan, context);
			switch (outcome.result) {
				case 'done':
					return {...outcome, steps: plan.steps.length};
				case 'failed':
					// What is left shows which of them were run.
					return {...outcome, done: 0};
				case 'refused':
					return outcome;
			}
		},
	});
}
