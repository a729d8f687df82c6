/**
 * What is known of something, as lines of a label and a value.
 */
import {type Piece, piece} from './paint.ts';
import {fitText} from './text.ts';

/** Cells of the labels in the details of a row. */
const labelWidth = 17;

/** A label, and behind it the value; the values of lines below each other begin at the same cell. */
export function factLine(label: string, value: Piece): readonly Piece[] {
	return [piece(` ${fitText(label, labelWidth)}`, 'dim'), value];
}
