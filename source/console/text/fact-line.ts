/**
 * Facts as lines of a label and a value.
 */
import {type Piece, piece} from './paint.ts';
import {fitText, wrapText} from './text.ts';
import type {Role} from './theme.ts';

export interface Fact {
	readonly label: string;
	/** A line break begins a new line where the fact is wrapped. */
	readonly value: string;
	readonly role?: Role;
}

/** Cells of the labels in the details of a row. */
const labelWidth = 17;

/** A label, and behind it the value; the values of lines below each other begin at the same cell. */
export function factLine(label: string, value: Piece): readonly Piece[] {
	return [piece(` ${fitText(label, labelWidth)}`, 'dim'), value];
}

/** How wide lines of facts are, in cells: the labels, and what there is for label and value together. */
export interface FactWidths {
	readonly label: number;
	readonly line: number;
}

/** A fact on as many lines as its value takes; the label stands before the first of them. */
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
