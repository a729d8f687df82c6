/**
 * Facts as lines of a label and a value.
 */
import {type Piece, piece} from './paint.ts';
import {fitText, wrapText} from './text.ts';
import type {Role} from './theme.ts';

export interface Fact {
	readonly label: string;
	/** A line break starts a new line if the fact is wrapped. */
	readonly value: string;
	readonly role?: Role;
}

/** The width of the labels in the details of a row, cells. */
const labelWidth = 17;

/** A label followed by the value; the values of consecutive lines are aligned. */
export function factLine(label: string, value: Piece): readonly Piece[] {
	return [piece(` ${fitText(label, labelWidth)}`, 'dim'), value];
}

/** A fact in the details of a row: as {@link factLine}, but its value continues below if it is longer than the line. */
export function factLines(fact: Fact, columns: number): readonly (readonly Piece[])[] {
	return wrappedFact(fact, {label: labelWidth, line: columns});
}

/** The widths of lines of facts, in cells: of the labels, and of the whole line. */
export interface FactWidths {
	readonly label: number;
	readonly line: number;
}

/** A fact on as many lines as its value needs; the label is on the first of them. */
export function wrappedFact(
	{label, value, role = 'text'}: Fact,
	widths: FactWidths,
): readonly (readonly Piece[])[] {
	return value
		.split('\n')
		.flatMap(line => wrapText(line, Math.max(10, widths.line - widths.label - 2)))
		.map((line, index) => [
			piece(` ${fitText(index === 0 ? label : '', widths.label)}`, 'dim'),
			piece(line, role),
		]);
}
