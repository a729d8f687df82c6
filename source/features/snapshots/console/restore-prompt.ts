/**
 * A restore that waits for confirmation: its plan, its input, and its options.
 */
import type {Confirmation, Frame} from '../../../console/state/model.ts';
import {confirmationOf, type Showing} from '../../../console/state/plan-dialog.ts';
import {defineTopic} from '../../../console/state/topic.ts';
import {type Piece, piece} from '../../../console/text/paint.ts';
import {textWidth, wrapText} from '../../../console/text/text.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import type {ServiceId} from '../../../ipvs/service.ts';
import {unknownSysctls} from '../../../plans/known-row.ts';
import {refuseForVersion} from '../../../plans/validate/refuse-version.ts';
import {countOf} from '../../../text/figures.ts';
import {describeCounts} from '../restore/change-counts.ts';
import {proposeRestore, type RestorePlan} from '../restore/propose-restore.ts';
import type {RulesBefore} from '../restore/restore-outcome.ts';
import type {RestoreChoice} from '../restore/target-rules.ts';

/** A restore that waits for confirmation, with its input, so that it can be made again with other options. */
export interface ShownRestore {
	readonly plan: RestorePlan;
	/** The services of the rows that were marked when it was asked for; null if nothing was marked. */
	readonly marked: ReadonlySet<ServiceId> | null;
	/** If it ends an unfinished restore: the rules before that. There are no options then. */
	readonly before: RulesBefore | null;
	/** The snapshot whose restore this one undoes; null if it does not undo a restore. */
	readonly takesBack: string | null;
}

/** Cells of a dialog's title line beside the title. */
const titleFrame = 6;

/** The number of changes, above the commands. If there is room, the title has it. */
function restoreCounts({plan}: ShownRestore, columns: number): readonly (readonly Piece[])[] {
	return textWidth(plan.title) <= columns - titleFrame
		? []
		: wrapText(describeCounts(plan.counts), columns - 4).map(line => [piece(`   ${line}`)]);
}

/** The chosen options, with their keys. */
function restoreChoice(
	{plan, marked, before, takesBack}: ShownRestore,
	{keyOf}: Pick<Frame, 'keyOf'>,
): readonly Piece[] {
	if (before !== null || takesBack !== null) {
		return [piece('   brings the director to exactly these rules', 'dim')];
	}

	const {keepWeights, only} = plan.request.choice;
	const weights = keepWeights ? 'kept as they are' : 'as in the file';
	const services = only === null ? 'all' : `only the ${countOf(only.size, 'marked one')}`;
	return [
		piece('   live weights: ', 'dim'),
		piece(weights),
		piece(' (', 'dim'),
		piece(keyOf('keep-weights'), 'key'),
		piece(')   services: ', 'dim'),
		piece(services),
		...(marked === null
			? []
			: [piece(' (', 'dim'), piece(keyOf('only-marked'), 'key'), piece(')', 'dim')]),
	];
}

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
			choices: state => restoreChoice(restore, state),
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
