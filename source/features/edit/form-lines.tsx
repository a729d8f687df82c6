/**
 * Draws a form: its fields, each with an error or an explanation, and the command that it would run.
 */

import type {ReactNode} from 'react';
import {overlayTitle} from '../../console/screen/overlay-lines.ts';
import {completionLine} from '../../console/screen/prompt-help.ts';
import type {Frame} from '../../console/state/model.ts';
import {windowRows, windowTop} from '../../console/table/window-rows.ts';
import {Lines} from '../../console/text/line.tsx';
import {type Piece, piece, widthOf} from '../../console/text/paint.ts';
import {cutText, fitText, wrapText} from '../../console/text/text.ts';
import {typedPieces} from '../../console/text/typed-pieces.ts';
import {showCommand} from '../../director/port/show-command.ts';
import {escapeControls} from '../../text/escape.ts';
import {type CheckedField, type CheckedForm, checkForm, typedField} from './forms/check-form.ts';
import type {FormContext} from './forms/completions.ts';
import type {ChoiceField} from './forms/field.ts';
import {contextOf, type EditSeen, type Form, openForm} from './forms/form.ts';
import {meaningOf} from './forms/meanings.ts';

type Line = readonly Piece[];

const labelWidth = 18;
/** The remarks beside fields are aligned in a column if values are at most this wide. */
const valueWidth = 16;
/** Up to this many choices are all shown; of more, only the chosen one. */
const shownChoices = 4;

function choicePieces({choices}: ChoiceField, value: string): Line {
	if (choices.length <= shownChoices) {
		return choices.map(choice =>
			choice.value === value
				? piece(`[${choice.label}]`, 'strong')
				: piece(` ${choice.label} `, 'dim'),
		);
	}

	const label = choices.find(choice => choice.value === value)?.label ?? value;
	return [piece('‹ ', 'dim'), piece(label, 'strong'), piece(' ›', 'dim')];
}

function valuePieces(
	{field, value, isFocused}: CheckedField,
	{position}: Form,
	{theme, size}: Pick<Frame, 'theme' | 'size'>,
): Line {
	switch (field.kind) {
		case 'text':
			return isFocused
				? typedPieces({text: value, position}, theme, size.columns - labelWidth - 4)
				: [piece(escapeControls(value), 'strong')];
		case 'choice':
			return choicePieces(field, value);
		case 'toggle':
			return [piece(value === 'yes' ? '[x]' : '[ ]', 'strong')];
	}
}

/** The remark beside a field. */
function remark({field, value, fault}: CheckedField): Piece {
	if (fault !== null) {
		return piece(escapeControls(fault), 'bad');
	}

	switch (field.kind) {
		case 'text': {
			const isEmpty = value.trim() === '';
			const words = isEmpty ? field.note : (field.words?.(value.trim()) ?? field.note);
			return piece(isEmpty && field.empty !== null ? field.empty : words, 'dim');
		}

		case 'choice':
			return piece(field.choices.find(choice => choice.value === value)?.note ?? '', 'dim');
		case 'toggle':
			return piece(field.note, 'dim');
	}
}

/** The line of a field, and whether its remark had to be cut. */
interface FieldLine {
	readonly line: Line;
	readonly isCut: boolean;
}

function fieldLine(checked: CheckedField, form: Form, state: Frame): FieldLine {
	const label = ` ${checked.isFocused ? '>' : ' '} ${checked.field.label}`;
	const value = valuePieces(checked, form, state);
	const gap = ' '.repeat(Math.max(2, valueWidth - widthOf(value)));
	const room = state.size.columns - labelWidth - 1 - widthOf(value) - gap.length;
	const {text, role} = remark(checked);
	const fitting = cutText(text, Math.max(0, room), 'words');
	const line = [
		piece(fitText(label, labelWidth), checked.isFocused ? 'cursor' : 'dim'),
		piece(' '),
		...value,
		piece(gap),
		piece(fitting, role),
	];
	return {line, isCut: fitting !== text};
}

/**
 * The remark of the focused field in full, on this many lines, if it was cut beside the field; blank if there is no
 * room.
 */
function remarkInFull(
	field: CheckedField | undefined,
	isCut: boolean,
	room: number,
	columns: number,
): readonly Line[] {
	// An error of this field is shown in full below, as the reason why there is no command.
	const {text, role} = field?.fault === null && isCut ? remark(field) : piece('');
	const lines = wrapText(text, columns - 4);
	return Array.from({length: room}, (_, index) => {
		const line = room < lines.length ? '' : (lines[index - room + lines.length] ?? '');
		return [piece(`   ${line}`, role)];
	});
}

/** The form as far as the meanings of its fields differ. */
export const formGroups: Readonly<Record<Form['subject']['kind'], string>> = {
	'add-service': 'service',
	'copy-service': 'service',
	'edit-service': 'service',
	'add-server': 'server',
	'edit-server': 'server',
	timeouts: 'timeouts',
	'sync-daemons': 'daemon',
};

/** From this width on, what a field means fits on one line. */
const wideEnough = 100;

/** The meaning of the focused field. It has the same number of lines for every field, so that nothing jumps. */
function meaningLines({subject, focus}: Form, columns: number): readonly Line[] {
	const lines = wrapText(meaningOf(formGroups[subject.kind], focus), columns - 4);
	const room = columns >= wideEnough ? 1 : 2;
	return Array.from({length: room}, (_, index) => {
		const text = index === room - 1 ? lines.slice(index).join(' ') : (lines[index] ?? '');
		return [piece(`   ${cutText(text, columns - 4, 'words')}`, 'dim')];
	});
}

/** The commands of the plan, or why there are none. */
function resultLines({proposal, isWrong}: CheckedForm, columns: number): readonly Line[] {
	const {plan} = proposal;
	if (plan === undefined) {
		return wrapText(escapeControls(proposal.refused), columns - 4).map(line => [
			piece(`   ${line}`, isWrong ? 'bad' : 'dim'),
		]);
	}

	return plan.steps.flatMap(({command}) =>
		wrapText(escapeControls(showCommand(command)), columns - 8).map((line, index) => [
			piece(`${index === 0 ? '   ' : '       '}${line}`, 'strong'),
		]),
	);
}

/** The usual height of the result in lines, reserved so that the fields do not jump while typing. */
const usualResult = 3;

/** The same on a screen on which every line counts. */
const shortResult = 2;
const shortHeight = 12;

/** The part below the fields: a separator, and the result of the form. */
function resultPart(checked: CheckedForm, columns: number, height: number): readonly Line[] {
	const title = checked.proposal.plan === undefined ? '── no command' : '── would run';
	const result = resultLines(checked, columns).slice(0, Math.max(1, height - 4));
	const usual = height < shortHeight ? shortResult : usualResult;
	const missing = Array.from({length: Math.max(0, usual - result.length)}, () => []);
	return [
		[piece(`${title} ${'─'.repeat(Math.max(0, columns - title.length - 2))}`, 'dim')],
		...result,
		...missing,
	];
}

/**
 * The whole form on exactly `height` lines. The fields scroll if there is no room for all; the focused one is always
 * visible. While its plan is shown, the plan's dialog shows the commands.
 */
function formLines(
	form: Form,
	state: Frame,
	context: FormContext,
	height: number,
): readonly Line[] {
	const {columns} = state.size;
	const checked = checkForm(form, context);
	const result = state.prompt === null ? resultPart(checked, columns, height) : [];
	const meaning = state.prompt === null ? meaningLines(form, columns) : [];
	const room = Math.max(1, height - 1 - meaning.length - result.length);
	const count = checked.fields.length;
	const cursor = checked.fields.findIndex(({isFocused}) => isFocused);
	const top = windowTop({count, cursor, height: room, top: 0});
	const fields = windowRows(checked.fields, top, room).map(field => fieldLine(field, form, state));
	const isCut = fields[cursor - top]?.isCut === true;
	const extent = {scroll: top, lines: count, height: room};
	return [
		overlayTitle(checked.title, columns, extent),
		...fields.map(({line}) => line),
		...remarkInFull(checked.fields[cursor], isCut, room - fields.length, columns),
		...meaning,
		...result,
	];
}

/** The body of the open form, on `height` lines. */
export function formBody(seen: EditSeen, height: number): ReactNode {
	const form = openForm(seen);
	return form === null ? null : (
		<Lines theme={seen.theme} lines={formLines(form, seen, contextOf(seen), height)} />
	);
}

/** The possibilities of the focused field, once something was typed in it; null if the keys are more useful. */
export function formHelp(seen: EditSeen): readonly Piece[] | null {
	const typed = typedField(seen);
	if (typed === null || typed.before === '' || typed.field.complete === undefined) {
		return null;
	}

	const {form, before, completions} = typed;
	const isDone = form.cycle === undefined && completions.items.some(({text}) => text === before);
	return isDone ? null : completionLine(form.cycle, completions, seen.size.columns);
}
