/**
 * The difference between two rule sets as text, optionally in colour.
 */

import type {StyledText} from '../../../commands/output.ts';
import type {RulesDiff} from '../../../ipvs/diff.ts';
import {countOf} from '../../../text/figures.ts';
import {diffLines, diffLineText, type RowFate} from '../restore/diff-lines.ts';

/** Parameters of the escape sequence Select Graphic Rendition: green, red, yellow. */
const colors: Readonly<Record<RowFate, readonly number[]>> = {
	added: [32],
	removed: [31],
	changed: [33],
	same: [],
};

/** One line for each row that differs; servers are indented under their service. Empty if nothing differs. */
export function diffStyled(diff: RulesDiff): readonly StyledText[] {
	return diffLines(diff).flatMap(line => [
		{text: diffLineText(line), look: colors[line.fate]},
		{text: '\n', look: []},
	]);
}

/**
 * The same without colours.
 * @param most the number of lines; further ones are only counted
 */
export function diffText(diff: RulesDiff, most = Number.POSITIVE_INFINITY): string {
	const lines = diffLines(diff);
	const shown = lines.slice(0, most).map(line => `${diffLineText(line)}\n`);
	const rest = lines.length - shown.length;
	return `${shown.join('')}${rest > 0 ? `  and ${countOf(rest, 'more line')}\n` : ''}`;
}
