/**
 * The difference between two rule sets as text, in colours where they are wanted.
 */

import type {RulesDiff} from '../../../ipvs/diff.ts';
import {countOf} from '../../../text/figures.ts';
import {type DiffLine, diffLines, diffLineText, type RowFate} from '../restore/diff-lines.ts';

/** Parameters of the escape sequence Select Graphic Rendition: green, red, yellow. */
const colors: Readonly<Record<RowFate, number | null>> = {
	added: 32,
	removed: 31,
	changed: 33,
	same: null,
};

function lineText(diffLine: DiffLine, color: boolean): string {
	const line = diffLineText(diffLine);
	const code = color ? colors[diffLine.fate] : null;
	return code === null ? `${line}\n` : `\u001B[${code}m${line}\u001B[m\n`;
}

/** How it is to look. */
export interface DiffTextOptions {
	readonly color: boolean;
	/** Lines beyond so many are only counted. */
	readonly most?: number;
}

/** A line a row that differs, its servers indented under a service. Empty where nothing differs. */
export function diffText(
	diff: RulesDiff,
	{color, most = Number.POSITIVE_INFINITY}: DiffTextOptions,
): string {
	const lines = diffLines(diff);
	const shown = lines.slice(0, most).map(line => lineText(line, color));
	const rest = lines.length - shown.length;
	return `${shown.join('')}${rest > 0 ? `  and ${countOf(rest, 'more line')}\n` : ''}`;
}
