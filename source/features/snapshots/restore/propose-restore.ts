/**
 * A restore: from the services as they are seen and the rules that are wanted to a plan.
 */
import type {MissingRow, RuleSet} from '../../../ipvs/rule-set.ts';
import type {Plan, Step} from '../../../plans/plan.ts';
import {type SeenService, type Sysctls, unknownSysctls} from '../../../plans/seen.ts';
import {missingRows, seenRules} from '../../../plans/seen-rules.ts';
import {planOf} from '../../../plans/traffic-effects.ts';
import {type ChangeCounts, describeCounts} from './change-counts.ts';
import {missingInWords, missingOfChoice} from './missing-rows.ts';
import {refuseSteps} from './refuse-steps.ts';
import {restoreSteps} from './restore-steps.ts';
import {chosenRules, type RestoreChoice, targetRules, wholeRestore} from './target-rules.ts';

/** A plan with what a restore has to know beside its steps. */
export interface RestorePlan extends Plan {
	/** How many of the steps, from the first one on, take nothing away. */
	readonly buildingSteps: number;
	/** What the restore starts from, among the services that are chosen. */
	readonly present: RuleSet;
	/** What a fresh reading must show afterwards, among the services that are chosen. */
	readonly target: RuleSet;
	readonly request: Pick<RestoreRequest, 'name' | 'wanted'> & {readonly choice: RestoreChoice};
	readonly counts: ChangeCounts;
}

/** The request. */
export interface RestoreRequest {
	/** The name of the rules for the plan's title: a file name. */
	readonly name: string;
	readonly wanted: RuleSet;
	readonly choice?: RestoreChoice;
	readonly sysctls?: Sysctls;
}

/** The director that is restored. */
export interface RestoredDirector {
	/** All of its rules. */
	readonly rules: RuleSet;
	/** Its rows with their connections, for what the steps do to traffic: as {@link PlanContext} wants them. */
	readonly seen: (steps: readonly Step[]) => readonly SeenService[];
	/** What it has and `rules` lacks; a restore of those services is refused. */
	readonly missing: readonly MissingRow[];
}

/** A plan without steps where nothing differs; or why there is none, a reason a row. */
export type RestoreProposal =
	| {readonly plan: RestorePlan; readonly refused?: undefined}
	| {readonly plan?: undefined; readonly refused: readonly string[]};

/** Proposes the plan of a restore. Refused as a whole if one row cannot be made, or one of what is chosen is missing. */
export function proposeRestoreOf(
	director: RestoredDirector,
	{name, wanted, choice = wholeRestore, sysctls = unknownSysctls}: RestoreRequest,
): RestoreProposal {
	const missing = missingOfChoice(director.missing, choice);
	if (missing.length > 0) {
		return {refused: missingInWords(missing)};
	}

	const present = chosenRules(director.rules, choice);
	const target = targetRules(present, wanted, choice);
	const {building, removing, counts} = restoreSteps(present, target);
	const refused = refuseSteps(building);
	if (refused.length > 0) {
		return {refused};
	}

	const steps: readonly Step[] = [...building, ...removing];
	const context = {services: director.seen(steps), sysctls};
	return {
		plan: {
			...planOf(`restore of ${name}: ${describeCounts(counts)}`, steps, context),
			buildingSteps: building.length,
			present,
			target,
			request: {name, wanted, choice},
			counts,
		},
	};
}

/**
 * Proposes the plan of a restore on the director as a person sees it. Refused as a whole if one row of what is
 * chosen cannot be made or is not known.
 */
export function proposeRestore({
	services,
	...request
}: RestoreRequest & {
	/** Every service of the director. */
	readonly services: readonly SeenService[];
}): RestoreProposal {
	const {rules, unknown} = seenRules(services);
	const director = {rules, seen: () => services, missing: missingRows(unknown)};
	return proposeRestoreOf(director, request);
}
