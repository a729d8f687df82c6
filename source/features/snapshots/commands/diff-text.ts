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

/** Gives the remark below the line of a server, or null. */
export type Remark = (service: string, server: string) => string | null;

/**
 * One line for each row that differs; servers are indented under their service and may have a remark below. Empty if
 * nothing differs.
 */
export function diffStyled(diff: RulesDiff, remark: Remark = () => null): readonly StyledText[] {
	let service = '';
	return diffLines(diff).flatMap(line => {
		service = line.row === 'service' ? line.id : service;
		const said = line.row === 'server' ? remark(service, line.id) : null;
		return [
			{text: diffLineText(line), look: colors[line.fate]},
			{text: said === null ? '\n' : `\n      ${said}\n`, look: []},
		];
	});
}

/** The same pieces without their colours. */
export function plainText(pieces: readonly StyledText[]): string {
	return pieces.map(({text}) => text).join('');
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
