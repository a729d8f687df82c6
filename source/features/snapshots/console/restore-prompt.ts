/**
 * A restore that waits for confirmation: its plan, its input, and its options.
 */
import type {Confirmation, Frame} from '../../../console/state/model.ts';
import {confirmationOf, type Showing} from '../../../console/state/plan-dialog.ts';
import {defineTopic} from '../../../console/state/topic.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import {unknownSysctls} from '../../../plans/seen.ts';
import {refuseForVersion} from '../../../plans/validate/refuse-version.ts';
import {proposeRestore, type RestorePlan} from '../restore/propose-restore.ts';
import type {RestoreChoice} from '../restore/target-rules.ts';
import {restoreChoice, restoreCounts, type ShownRestore} from './restore-lines.ts';

export type {ShownRestore} from './restore-lines.ts';

/** The origin of messages about restores. */
export const restoreOrigin = 'restore';

const shown = defineTopic<ShownRestore>('restore');

/** The restore that waits for confirmation; null if there is none. */
export function shownRestore({prompt}: Pick<Frame, 'prompt'>): ShownRestore | null {
	return shown.of(prompt);
}

/** The dialog for a restore. */
export function restorePrompt(
	frame: Frame,
	restore: ShownRestore,
	{carryOut, isOffered = false}: Pick<Showing, 'carryOut'> & {readonly isOffered?: boolean},
): Confirmation {
	return confirmationOf(frame, restore.plan, {
		origin: restoreOrigin,
		topic: shown.topic(restore),
		dialog: {
			text: ({size}, {warnings, commands}) => [
				...restoreCounts(restore, size.columns),
				...warnings,
				...commands,
			],
			choices: () => restoreChoice(restore),
		},
		...(carryOut && {carryOut}),
		...(restore.before === null
			? {}
			: {whenLeft: '; to come back to this restore, type :unfinished-restore'}),
		...(isOffered ? {isOffered: true} : {}),
	});
}

/** The number of reasons on one line. */
const reasonsTold = 3;

/** Why rules cannot be restored, on one line. */
export function refusalInWords(refused: readonly string[]): string {
	const told = refused.slice(0, reasonsTold).join('; ');
	const rest = refused.length - reasonsTold;
	return `these rules cannot be restored: ${told}${rest > 0 ? `; and ${rest} more reasons` : ''}`;
}

/** The rules to restore, and the options. */
export interface Wanted {
	readonly name: string;
	readonly rules: RuleSet;
	readonly choice: RestoreChoice;
}

/** The plan that gives the director, as last read, these rules; or why there is none. */
export function proposeWanted(
	{name, rules, choice}: Wanted,
	{director}: Pick<Frame, 'director'>,
):
	| {readonly plan: RestorePlan; readonly refused?: undefined}
	| {readonly plan?: undefined; readonly refused: string} {
	const {plan, refused} = proposeRestore({
		name,
		wanted: rules,
		services: director.live?.services ?? [],
		choice,
		sysctls: director.facts?.sysctls ?? unknownSysctls,
	});
	if (!plan) {
		return {refused: refusalInWords(refused)};
	}

	const tooOld = refuseForVersion(plan.steps, director.facts?.ipvsadm ?? null);
	return tooOld === null ? {plan} : {refused: tooOld};
}
