/**
 * Carries a plan out: look again, refuse what changed meanwhile, run the commands, look whether the
 * table is as planned.
 */
import type {Outcome, Plan, Step} from '../actions/plan.ts';
import type {RuleSet} from '../ipvs/rule-set.ts';
import type {Clock} from '../port/clock.ts';
import {type CommandResult, type Port, PortError} from '../port/port.ts';
import {showCommand} from '../port/show-command.ts';
import {type IndexedRules, indexRules, rowName, whyNotAs} from './find-row.ts';

/** One command that was run, for the log. */
export interface CarriedOut {
	readonly plan: string;
	readonly step: Step;
	/** Null where the command could not be run to its end. */
	readonly result: CommandResult | null;
	/** Why there is no result. */
	readonly problem: string | null;
}

/** What carrying out needs. */
export interface ApplyContext {
	readonly port: Port;
	readonly clock: Clock;
	/** Whole rules with thresholds, read now. Rejects with a message for a person. */
	readonly readRules: () => Promise<RuleSet>;
	/** Writes a command down; it tells of its own failure elsewhere, and does not reject. */
	readonly log: (carriedOut: CarriedOut) => Promise<void>;
}

/** One look at the whole table. */
interface Look {
	readonly rules: IndexedRules;
	/** Monotonic milliseconds. */
	readonly at: number;
}

/** A look at the table that is older than this is repeated before the next command (milliseconds). */
const freshFor = 1000;

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

async function look({readRules, clock}: ApplyContext): Promise<Look> {
	const rules = indexRules(await readRules());
	return {rules, at: clock.monotonic()};
}

/** The steps that find their row untouched by an earlier step of the same plan. */
function firstTouches(steps: readonly Step[]): Step[] {
	const touched = new Set<string>();
	return steps.filter(({before, after}) => {
		const first = !touched.has(rowName(before));
		touched.add(rowName(after));
		return first;
	});
}

/** Runs one command; the answer is null when it went well, else what failed and what it said. */
async function runStep(plan: Plan, step: Step, context: ApplyContext): Promise<string | null> {
	try {
		const result = await context.port.run(step.command);
		await context.log({plan: plan.title, step, result, problem: null});
		if (result.exitCode === 0) {
			return null;
		}

		const said = result.stderr.trim() || 'it said nothing';
		return `${showCommand(step.command)}: ${said} (exit ${result.exitCode})`;
	} catch (error) {
		const started =
			!(error instanceof PortError) || !['missing', 'forbidden'].includes(error.failure);
		const problem = started
			? `${messageOf(error)}; whether it took effect is not known`
			: messageOf(error);
		await context.log({plan: plan.title, step, result: null, problem});
		return problem;
	}
}

/** What a look after the last command shows that is not as planned. */
function unexpected(steps: readonly Step[], {rules}: Look): string[] {
	const last = new Map(steps.map(step => [rowName(step.after), step.after]));
	return [...last.values()].map(state => whyNotAs(state, rules)).filter(why => why !== null);
}

/**
 * Carries the steps out in their order. Before the first command every row must be as the plan
 * expects; before each further one its row is checked again where the last look is a second old. A
 * failure ends the plan there. After the last command a fresh look must show what was planned.
 */
export async function applyPlan(plan: Plan, context: ApplyContext): Promise<Outcome> {
	let latest: Look;
	try {
		latest = await look(context);
	} catch (error) {
		return {result: 'refused', reason: `the table could not be read: ${messageOf(error)}`};
	}

	const changed = firstTouches(plan.steps)
		.map(({before}) => whyNotAs(before, latest.rules))
		.filter(why => why !== null);
	if (changed.length > 0) {
		return {result: 'refused', reason: `changed meanwhile: ${changed.join('; ')}`};
	}

	let done = 0;
	try {
		for (const step of plan.steps) {
			if (context.clock.monotonic() - latest.at > freshFor) {
				latest = await look(context);
				const why = whyNotAs(step.before, latest.rules);
				if (why !== null) {
					return {result: 'failed', reason: `changed meanwhile: ${why}`, done};
				}
			}

			const failure = await runStep(plan, step, context);
			if (failure !== null) {
				return {result: 'failed', reason: failure, done};
			}

			done += 1;
		}

		const wrong = unexpected(plan.steps, await look(context));
		return wrong.length === 0
			? {result: 'done', steps: done}
			: {result: 'failed', reason: `carried out, but ${wrong.join('; ')}`, done};
	} catch (error) {
		return {result: 'failed', reason: `the table could not be read: ${messageOf(error)}`, done};
	}
}
