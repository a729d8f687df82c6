/**
 * A plan that waits for an answer: what it does to traffic, and exactly the commands that would be run.
 */

import {showCommand} from '../../director/port/show-command.ts';
import {briefingsOf} from '../../features/drain/drain-actions.ts';
import {briefingLines, deletionLines, wishesLine} from '../../features/drain/drain-lines.ts';
import {restoreChoice, restoreCounts} from '../../features/snapshots/console/restore-lines.ts';
import {type Plan, typedConsent} from '../../plans/plan.ts';
import type {ConsoleState} from '../state/console-state.ts';
import {bodyHeight} from '../state/layout.ts';
import type {Confirmation} from '../state/prompt.ts';
import {clampScroll} from '../table/window-rows.ts';
import {fullFigure} from '../text/figures.ts';
import {type Piece, piece, widthOf} from '../text/paint.ts';
import {cutText, escapeControls, textWidth, wrapText} from '../text/text.ts';
import {typedPieces} from '../text/typed-pieces.ts';

type PlanText = readonly (readonly Piece[])[];

/** Nobody reads more on a screen; a restore of a whole table can have tens of thousands. */
const shownWarnings = 100;
const shownCommands = 1000;

function moreLine(count: number, noun: string): PlanText {
	return count > 0 ? [[piece(`   … and ${fullFigure(count)} ${noun}s more`, 'dim')]] : [];
}

function warningText({warnings, danger}: Plan, columns: number): PlanText {
	return [
		...warnings
			.slice(0, shownWarnings)
			.flatMap(warning =>
				wrapText(`! ${escapeControls(warning)}`, columns - 4).map((line, index) => [
					piece(`${index === 0 ? ' ' : '   '}${line}`, danger === 'none' ? 'warn' : 'bad'),
				]),
			),
		...moreLine(warnings.length - shownWarnings, 'warning'),
	];
}

function commandText({steps}: Plan, columns: number): PlanText {
	return [
		...steps
			.slice(0, shownCommands)
			.flatMap(({command}) =>
				wrapText(escapeControls(showCommand(command)), columns - 8).map((line, index) => [
					piece(`${index === 0 ? '   ' : '       '}${line}`, 'strong'),
				]),
			),
		...moreLine(steps.length - shownCommands, 'command'),
	];
}

/** So many lines of commands stand before the procedure of a drain, which alone can fill the dialog. */
const fewCommandLines = 4;

interface KeptText {
	readonly columns: number;
	readonly warnings: PlanText;
	readonly commands: PlanText;
}

const made = new WeakMap<Plan, KeptText>();

/**
 * The warnings and the commands, on as many lines as they take: none is shortened. A plan can have
 * thousands of them and is drawn again at every key, so its text is kept.
 */
function keptText(plan: Plan, columns: number): KeptText {
	const kept = made.get(plan);
	if (kept?.columns === columns) {
		return kept;
	}

	const text = {
		columns,
		warnings: warningText(plan, columns),
		commands: commandText(plan, columns),
	};
	made.set(plan, text);
	return text;
}

/** All that is to be read before an answer: warnings, of a drain how and why, and the commands. */
export function planText({plan, purpose}: Confirmation, state: ConsoleState): PlanText {
	const {columns} = state.size;
	const {warnings, commands} = keptText(plan, columns);
	if (purpose.kind === 'restore') {
		return [...restoreCounts(purpose, columns), ...warnings, ...commands];
	}

	if (purpose.kind === 'drain') {
		const briefings = briefingsOf(state, purpose);
		const briefing = briefingLines(briefings, columns);
		return [
			...warnings,
			...(commands.length <= fewCommandLines
				? [...commands, ...briefing]
				: [...briefing, ...commands]),
			...deletionLines(briefings, columns),
		];
	}

	return [...warnings, ...commands];
}

/** Rows of the table that stay in sight above the dialog of a drain, which has much to say. */
const rowsAboveDrain = 3;

/** How many lines of that text are on the screen: as many as leave a third of the body to the rows. */
export function planTextHeight(
	lines: number,
	{purpose}: Pick<Confirmation, 'purpose'>,
	size: ConsoleState['size'],
): number {
	const body = bodyHeight(size);
	const most =
		purpose.kind === 'drain' ? body - rowsAboveDrain - 4 : Math.floor((body * 2) / 3) - 2;
	return Math.max(1, Math.min(lines, most));
}

/** How to answer: there may be nothing to agree to, else by a key, or by a word where traffic would be dropped. */
function answer(
	{plan, input}: Confirmation,
	{theme}: Pick<ConsoleState, 'theme'>,
): readonly Piece[] {
	if (plan.steps.length === 0) {
		return [piece('  n leave')];
	}

	return plan.danger === 'none'
		? [piece('  y yes   n no')]
		: [piece(`  This drops traffic. Type ${typedConsent}: `, 'bad'), ...typedPieces(input, theme)];
}

/** Which lines of the text are shown, in as many words as there is room for; nothing where all are. */
function placeInText(first: number, height: number, lines: number, room: number): string {
	if (lines <= height) {
		return '';
	}

	const place = `${fullFigure(first + 1)}–${fullFigure(first + height)}`;
	const texts = [
		`   lines ${place} of ${fullFigure(lines)}, ↓ shows more`,
		`  ↓ ${place}/${fullFigure(lines)}`,
		'  ↓ more',
	];
	return texts.find(text => textWidth(text) <= room) ?? '';
}

/** What is asked: whether the commands are to be run, or in a dry run to be passed over; or that there are none. */
function questionOf(count: number, isDryRun: boolean): string {
	if (count === 0) {
		return ' Nothing differs.';
	}

	const commands = count === 1 ? 'this command' : `these ${fullFigure(count)} commands`;
	return isDryRun ? ` Dry run of ${commands}?` : ` Run ${commands}?`;
}

/** The dialog: what is to be done, the warnings and commands, and the question. */
export function planLines(prompt: Confirmation, state: ConsoleState): PlanText {
	const {columns} = state.size;
	const {plan} = prompt;
	const text = planText(prompt, state);
	const height = planTextHeight(text.length, prompt, state.size);
	const first = clampScroll(prompt.scroll, text.length, height);
	const count = plan.steps.length;
	const title = cutText(`── ${escapeControls(plan.title)}`, columns - 2);
	const question = questionOf(count, state.dryRun);
	const asked = [piece(question, 'strong'), ...answer(prompt, state)];
	const more = placeInText(first, height, text.length, columns - widthOf(asked));
	return [
		[piece(`${title} ${'─'.repeat(Math.max(0, columns - textWidth(title) - 1))}`, 'warn')],
		...text.slice(first, first + height),
		...(prompt.purpose.kind === 'drain' ? [wishesLine(prompt.purpose)] : []),
		...(prompt.purpose.kind === 'restore' ? [restoreChoice(prompt.purpose)] : []),
		[...asked, piece(more, 'dim')],
	];
}
