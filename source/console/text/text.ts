/**
 * Text in terminal cells: measures it and makes it fit. Control characters are made visible first, so that the width is
 * that of the shown text.
 */
import stringWidth from 'string-width';
import {characters} from '../../text/characters.ts';
import {escapeControls, isPrintableAscii} from '../../text/escape.ts';

/** The width of a text in cells; a wide character such as 負 counts as two. */
export function textWidth(text: string): number {
	return isPrintableAscii(text) ? text.length : stringWidth(text);
}

/** As much of the start of a text as fits into `width` cells. */
function startOf(text: string, width: number): string {
	if (isPrintableAscii(text)) {
		return text.slice(0, Math.max(0, width));
	}

	let used = 0;
	let kept = '';
	for (const character of characters(text)) {
		used += textWidth(character);
		if (used > width) {
			break;
		}

		kept += character;
	}

	return kept;
}

/** As much of the end of a text as fits into `width` cells. */
function endOf(text: string, width: number): string {
	const all = characters(text);
	let used = 0;
	let first = all.length;
	while (first > 0) {
		used += textWidth(all[first - 1] ?? '');
		if (used > width) {
			break;
		}

		first -= 1;
	}

	return all.slice(first).join('');
}

/**
 * Where a text is cut: at its end; after its last whole word, so that no word and no number in a sentence reads like
 * another one; in its middle, because its end matters too; or, for an address, nearer to its start: addresses begin alike
 * and differ at their end, where the port is.
 */
export type Cut = 'end' | 'words' | 'middle' | 'address';

/** The part of a line that whole clauses, or else whole words, must fill; otherwise too much would be lost. */
const leastPart = {clauses: 0.7, words: 0.5};

/** Where a clause ends: not at the comma in a list of numbers. */
const clauseEnds = /;|(?<!\d),|,(?! ?\d)| \(/gu;

/** The whole clauses or words of a text that fit, and `…` after a blank. */
function cutWords(text: string, width: number): string {
	const start = startOf(text, width - 1);
	const ends = [...start.matchAll(clauseEnds)];
	const clauses = start.slice(0, ends.at(-1)?.index ?? 0);
	const words = start.slice(0, Math.max(0, start.lastIndexOf(' '))).replace(/[\s,;:(]+$/u, '');
	const kept = textWidth(clauses) >= width * leastPart.clauses ? clauses : words;
	return textWidth(kept) >= width * leastPart.words ? `${kept} …` : `${start}…`;
}

/** Cuts a text that is too wide, and marks the cut with `…`. */
export function cutText(raw: string, width: number, where: Cut = 'end'): string {
	const text = escapeControls(raw);
	if (textWidth(text) <= width) {
		return text;
	}

	if (width <= 1) {
		return width === 1 ? '…' : '';
	}

	if (where === 'end') {
		return `${startOf(text, width - 1)}…`;
	}

	if (where === 'words') {
		return cutWords(text, width);
	}

	const tail = Math.floor((width - 1) * (where === 'address' ? 2 / 3 : 1 / 2));
	const end = endOf(text, tail);
	return `${startOf(text, width - 1 - tail)}…${end}`;
}

/** A text in exactly `width` cells: cut if it is too wide, filled with blanks if it is too narrow. */
export function fitText(
	text: string,
	width: number,
	align: 'left' | 'right' = 'left',
	cut: Cut = 'end',
): string {
	// Nearly every cell of a table.
	if (text.length <= width && isPrintableAscii(text)) {
		return align === 'left' ? text.padEnd(width) : text.padStart(width);
	}

	const fitting = cutText(text, width, cut);
	const blanks = ' '.repeat(Math.max(0, width - textWidth(fitting)));
	return align === 'left' ? fitting + blanks : blanks + fitting;
}

/** Blanks at which a line may be broken: not those between a number and its unit, as in `300 s` and `6.10 kb/s`. */
const breakable = /(?<!\d) | (?!(?:s|ms|min|h|%|[kMGT]?[bB]\/s|conn\/s)(?![\w/]))/u;

/** A text on as many lines as needed, broken at blanks if possible. */
export function wrapText(raw: string, width: number): readonly string[] {
	const text = escapeControls(raw);
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(breakable)) {
		const extended = line === '' ? word : `${line} ${word}`;
		if (textWidth(extended) <= width) {
			line = extended;
			continue;
		}

		if (line !== '') {
			lines.push(line);
		}

		line = word;
		while (textWidth(line) > width) {
			// A single character can be wider than the line; it gets a line to itself then.
			const start = startOf(line, width) || (characters(line)[0] ?? '');
			if (start === line) {
				break;
			}

			lines.push(start);
			line = line.slice(start.length);
		}
	}

	return [...lines, line];
}
