/**
 * A restore that waits for an answer: its plan, what it was made from, and what can be chosen.
 */

import {confirmationOf} from '../../../console/state/confirmation.ts';
import {serviceOfRowId} from '../../../console/state/console-row.ts';
import type {ConsoleState} from '../../../console/state/console-state.ts';
import type {Confirmation} from '../../../console/state/prompt.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import type {ServiceId} from '../../../ipvs/service.ts';
import {unknownSysctls} from '../../../plans/seen.ts';
import {proposeRestore, type RestorePlan} from '../restore/propose-restore.ts';
import type {RulesBefore} from '../restore/restore-outcome.ts';
import type {RestoreChoice} from '../restore/target-rules.ts';

/** What a restore was made for, so that it can be made anew with another choice. */
export interface RestorePurpose {
	readonly kind: 'restore';
	readonly plan: RestorePlan;
	/** The services of marked rows when it was asked for; null where nothing was marked. */
	readonly marked: ReadonlySet<ServiceId> | null;
	/** Where an unfinished restore comes to its end: the rules before it. Nothing can be chosen then. */
	readonly before: RulesBefore | null;
	/** The snapshot whose restore takes back an earlier one; null where nothing is taken back. */
	readonly takesBack: string | null;
}

/** Where messages about restores come from. */
export const restoreOrigin = 'restore';

/** The services that have a marked server; null where nothing is marked. */
export function markedServices({
	marked,
}: Pick<ConsoleState, 'marked'>): ReadonlySet<ServiceId> | null {
	return marked.size === 0 ? null : new Set([...marked].map(serviceOfRowId));
}

/** The dialog for a restore. */
export function restorePrompt(
	state: Pick<ConsoleState, 'facts'>,
	purpose: RestorePurpose,
	isOffered = false,
): Confirmation {
	return confirmationOf(state, purpose.plan, {
		origin: restoreOrigin,
		purpose,
		...(isOffered ? {isOffered: true} : {}),
	});
}

/** How many reasons are told on one line. */
const reasonsTold = 3;

/** Why rules cannot be restored, on one line. */
export function refusalInWords(refused: readonly string[]): string {
	const told = refused.slice(0, reasonsTold).join('; ');
	const rest = refused.length - reasonsTold;
	return `these rules cannot be restored: ${told}${rest > 0 ? `; and ${rest} reasons more` : ''}`;
}

/** What is to be restored, and how. */
export interface Wanted {
	readonly name: string;
	readonly rules: RuleSet;
	readonly choice: RestoreChoice;
}

/** The plan that makes the director, as it was read last, have these rules; or why there is none. */
export function proposeWanted(
	{name, rules, choice}: Wanted,
	{poll, facts}: Pick<ConsoleState, 'poll' | 'facts'>,
):
	| {readonly plan: RestorePlan; readonly refused?: undefined}
	| {readonly plan?: undefined; readonly refused: string} {
	const {plan, refused} = proposeRestore({
		name,
		wanted: rules,
		services: poll.director?.services ?? [],
		choice,
		sysctls: facts?.sysctls ?? unknownSysctls,
	});
	return plan ? {plan} : {refused: refusalInWords(refused)};
}
