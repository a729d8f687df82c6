/**
 * Plans a restore from the director's services and the wanted rules.
 */
import type {MissingRow, RuleSet} from '../../../ipvs/rule-set.ts';
import type {Plan, Step} from '../../../plans/plan.ts';
import {type KnownService, type Sysctls, unknownSysctls} from '../../../plans/seen.ts';
import {knownRules, missingRows} from '../../../plans/seen-rules.ts';
import {planOf} from '../../../plans/traffic-effects.ts';
import {type ChangeCounts, describeCounts} from './change-counts.ts';
import {missingInWords, missingOfChoice} from './missing-rows.ts';
import {refuseSteps} from './refuse-steps.ts';
import {restoreSteps} from './restore-steps.ts';
import {chosenRules, type RestoreChoice, targetRules, wholeRestore} from './target-rules.ts';

/** A plan with the additional data of a restore. */
export interface RestorePlan extends Plan {
	/** The number of steps, counted from the first, that remove nothing. */
	readonly buildingSteps: number;
	/** The rules before the restore, of the chosen services. */
	readonly present: RuleSet;
	/** The rules that a reading must show afterwards, of the chosen services. */
	readonly target: RuleSet;
	readonly request: Pick<RestoreRequest, 'name' | 'wanted'> & {readonly choice: RestoreChoice};
	readonly counts: ChangeCounts;
}

/** The request for a restore. */
export interface RestoreRequest {
	/** The name of the rules for the plan's title: a file name. */
	readonly name: string;
	readonly wanted: RuleSet;
	readonly choice?: RestoreChoice;
	readonly sysctls?: Sysctls;
}

/** The director to restore. */
export interface RestoredDirector {
	/** All of its rules. */
	readonly rules: RuleSet;
	/** Its rows with their connections, for the effects on traffic that {@link PlanContext} needs. */
	readonly seen: (steps: readonly Step[]) => readonly KnownService[];
	/** Rows that it has and `rules` lacks; a restore of those services is refused. */
	readonly missing: readonly MissingRow[];
}

/** A plan, without steps if nothing differs; or why there is none, one reason for each row. */
export type RestoreProposal =
	| {readonly plan: RestorePlan; readonly refused?: undefined}
	| {readonly plan?: undefined; readonly refused: readonly string[]};

/** Plans a restore. It is refused as a whole if one row cannot be created, or if a row of the choice is missing. */
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
 * Plans a restore on the director as the console shows it. It is refused as a whole if one row of the choice cannot be
 * created or is not known.
 */
export function proposeRestore({
	services,
	...request
}: RestoreRequest & {
	/** All services of the director. */
	readonly services: readonly KnownService[];
}): RestoreProposal {
	const {rules, unknown} = knownRules(services);
	const director = {rules, seen: () => services, missing: missingRows(unknown)};
	return proposeRestoreOf(director, request);
}
