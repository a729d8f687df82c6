/**
 * A plan that waits for confirmation: its effects on traffic, and the exact commands.
 */

import {showCommand} from '../../director/port/show-command.ts';
import {changesInWords, groupedWarnings, mostByKey, whyWord} from '../../plans/bulk.ts';
import {type Plan, typedConsent} from '../../plans/plan.ts';
import {escapeControls} from '../../text/escape.ts';
import {fullFigure} from '../../text/figures.ts';
import {bodyHeight} from '../state/layout.ts';
import type {Confirmation, ConsoleState} from '../state/model.ts';
import {clampScroll} from '../table/window-rows.ts';
import {type Piece, piece, widthOf} from '../text/paint.ts';
import {cutText, textWidth, wrapText} from '../text/text.ts';
import {typedPieces} from '../text/typed-pieces.ts';

type PlanText = readonly (readonly Piece[])[];

/** Nobody reads more on a screen; a restore of a whole table can have tens of thousands. */
const shownWarnings = 100;
const shownCommands = 1000;

function moreLine(count: number, noun: string): PlanText {
	return count > 0 ? [[piece(`   … and ${fullFigure(count)} more ${noun}s`, 'dim')]] : [];
}

function warningText({warnings, danger}: Plan, columns: number): PlanText {
	const grouped = groupedWarnings(warnings);
	return [
		...grouped
			.slice(0, shownWarnings)
			.flatMap(warning =>
				wrapText(`! ${escapeControls(warning)}`, columns - 4).map((line, index) => [
					piece(`${index === 0 ? ' ' : '   '}${line}`, danger === 'none' ? 'warn' : 'bad'),
				]),
			),
		...moreLine(grouped.length - shownWarnings, 'warning'),
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

/** The changes of a plan with many commands, in a few lines. */
function summaryText({steps}: Plan, columns: number): PlanText {
	return steps.length <= mostByKey
		? []
		: changesInWords(steps).flatMap(sentence =>
				wrapText(sentence, columns - 4).map((line, index) => [
					piece(`${index === 0 ? '   ' : '     '}${line}`),
				]),
			);
}

interface KeptText {
	readonly columns: number;
	readonly summary: PlanText;
	readonly warnings: PlanText;
	readonly commands: PlanText;
}

const made = new WeakMap<Plan, KeptText>();

/**
 * The warnings and the commands on as many lines as needed, never shortened. A plan can have thousands and is redrawn
 * at every key, so its text is cached.
 */
function keptText(plan: Plan, columns: number): KeptText {
	const kept = made.get(plan);
	if (kept?.columns === columns) {
		return kept;
	}

	const text = {
		columns,
		summary: summaryText(plan, columns),
		warnings: warningText(plan, columns),
		commands: commandText(plan, columns),
	};
	made.set(plan, text);
	return text;
}

/** Everything to read before confirming: warnings, commands, and the text of the feature. */
export function planText({plan, dialog}: Confirmation, state: ConsoleState): PlanText {
	const {summary, warnings, commands} = keptText(plan, state.size.columns);
	return [
		...summary,
		...(dialog?.text?.(state, {warnings, commands}) ?? [...warnings, ...commands]),
	];
}

/** Lines of the dialog besides that text: its title, its choices, and the question. */
const otherLines = 4;

/** A table keeps at least these lines, whatever is shown below it: the titles and the row at the cursor. */
export const leastAbove = 2;

/** The lines of text for which a small screen gives up the rows above that. */
const usualLines = 6;

/**
 * The number of visible lines of that text. They leave a third of the body to the rows, unless the dialog asks for
 * another number.
 */
export function planTextHeight(
	lines: number,
	{dialog}: Pick<Confirmation, 'dialog'>,
	size: ConsoleState['size'],
): number {
	const height = bodyHeight(size);
	const most =
		dialog?.rowsAbove === undefined
			? Math.floor((height * 2) / 3) - 2
			: height - dialog.rowsAbove - otherLines;
	const frame = dialog?.choices === undefined ? 2 : 3;
	const least = Math.min(usualLines, height - leastAbove - frame);
	return Math.max(1, Math.min(lines, Math.max(most, least)));
}

/**
 * The lines of the text that were not on the screen yet and have to be before the plan can be confirmed: up to its last
 * command, or up to the end of the summary that stands for many.
 */
export function unreadLines(prompt: Confirmation, state: ConsoleState): number {
	const {plan, scroll, furthest} = prompt;
	const {summary, commands} = keptText(plan, state.size.columns);
	const last = (plan.steps.length > mostByKey ? summary : commands).at(-1);
	const text = planText(prompt, state);
	const needed = last === undefined ? 0 : text.lastIndexOf(last) + 1;
	const seen = Math.max(scroll, furthest ?? 0) + planTextHeight(text.length, prompt, state.size);
	return Math.max(0, needed - seen);
}

/** The way to answer: none if there are no commands, a key, or a word if traffic would be dropped. */
function answer(prompt: Confirmation, state: ConsoleState): readonly Piece[] {
	const {plan, input} = prompt;
	const {theme} = state;
	if (plan.steps.length === 0) {
		return [piece('  n back')];
	}

	const why = whyWord(plan);
	if (why === null) {
		return [piece(unreadLines(prompt, state) > 0 ? '  ↓ read on, then y' : '  y yes   n no')];
	}

	const reason = plan.danger === 'none' ? '' : ' This drops traffic.';
	return [piece(` ${reason} Type ${typedConsent}: `, 'bad'), ...typedPieces(input, theme)];
}

/** The visible range of the text, in as many words as fit; empty if all of it is visible. */
function placeInText(first: number, height: number, lines: number, room: number): string {
	if (lines <= height) {
		return '';
	}

	const place = `${fullFigure(first + 1)}–${fullFigure(first + height)}`;
	const texts = [
		`   lines ${place} of ${fullFigure(lines)}, ↓ for more`,
		`  ↓ ${place}/${fullFigure(lines)}`,
		'  ↓ more',
	];
	return texts.find(text => textWidth(text) <= room) ?? '';
}

/** The question whether to run the commands, or to dry-run them; or the statement that there are none. */
function questionOf(count: number, isDryRun: boolean): string {
	if (count === 0) {
		return ' No differences.';
	}

	const commands = count === 1 ? 'this command' : `these ${fullFigure(count)} commands`;
	return isDryRun ? ` Dry run of ${commands}?` : ` Run ${commands}?`;
}

/** The dialog: the title, the warnings and commands, and the question. */
export function planLines(prompt: Confirmation, state: ConsoleState): PlanText {
	const {columns} = state.size;
	const {plan} = prompt;
	const text = planText(prompt, state);
	const height = planTextHeight(text.length, prompt, state.size);
	const first = clampScroll(prompt.scroll, text.length, height);
	const count = plan.steps.length;
	const choices = prompt.dialog?.choices?.(state) ?? null;
	const name = escapeControls(plan.title);
	// The change at the end, `4 → 3`, matters more than what is before it.
	const title = cutText(`── ${name}`, columns - 2, /\u2192 \S+$/.test(name) ? 'middle' : 'words');
	const question = questionOf(count, state.dryRun);
	const asked = [piece(question, 'strong'), ...answer(prompt, state)];
	const more = placeInText(first, height, text.length, columns - widthOf(asked));
	return [
		[piece(`${title} ${'─'.repeat(Math.max(0, columns - textWidth(title) - 1))}`, 'warn')],
		...text.slice(first, first + height),
		...(choices === null ? [] : [choices]),
		[...asked, piece(more, 'dim')],
	];
}
