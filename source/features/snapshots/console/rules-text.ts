/**
 * Saved rules, and differences between rules, as lines to scroll through.
 */

import {type Piece, piece} from '../../../console/text/paint.ts';
import {wrapText} from '../../../console/text/text.ts';
import type {Role} from '../../../console/text/theme.ts';
import {escapeControls} from '../../../text/escape.ts';
import {type DiffLine, diffLineText, type RowFate} from '../restore/diff-lines.ts';

type Text = readonly (readonly Piece[])[];

const roles: Readonly<Record<RowFate, Role>> = {
	added: 'good',
	removed: 'bad',
	changed: 'warn',
	same: 'text',
};

function wrapped(text: string, role: Role, columns: number): Text {
	return wrapText(escapeControls(text), columns - 6).map((line, index) => [
		piece(`${index === 0 ? ' ' : '     '}${line}`, role),
	]);
}

const made = new WeakMap<readonly unknown[], {readonly columns: number; readonly text: Text}>();

/** Caches lines: there can be tens of thousands, and they are drawn again at every key. */
function kept(lines: readonly unknown[], columns: number, make: () => Text): Text {
	const known = made.get(lines);
	if (known?.columns === columns) {
		return known.text;
	}

	const text = make();
	made.set(lines, {columns, text});
	return text;
}

/** The lines of a file of rules. */
export function rulesLines(lines: readonly string[], columns: number): Text {
	return kept(lines, columns, () => lines.flatMap(line => wrapped(line, 'text', columns)));
}

/** The number of differences, and the differences: added rows are green, removed ones red. */
export function differenceLines(
	{counts, lines}: {readonly counts: string; readonly lines: readonly DiffLine[]},
	columns: number,
): Text {
	return kept(lines, columns, () => [
		...wrapped(counts, 'strong', columns),
		...lines.flatMap(line => wrapped(diffLineText(line), roles[line.fate], columns)),
	]);
}
