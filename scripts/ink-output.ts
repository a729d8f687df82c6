/**
 * Draws a frame from the texts of a screen. Ink's own class makes an object for every cell of every frame, which is most
 * of the time of a key on a large terminal. This one keeps the lines that were drawn in the last frame, and takes a line
 * apart only if something is drawn over it. The build puts it in the place of Ink's (docs/decisions/few-objects.md).
 */
import {
	type StyledChar,
	styledCharsFromTokens,
	styledCharsToString,
	tokenize,
} from '@alcalzone/ansi-tokenize';
import stringWidth from 'string-width';

/** Changes the text of a line; Ink makes one of the styles of a `<Text>`. */
type Transformer = (line: string, index: number) => string;

interface Write {
	readonly kind: 'write';
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly transformers: readonly Transformer[];
}

/** An area outside of which nothing is drawn, in cells; the ends are the first cells outside. */
interface Clip {
	readonly x1?: number | undefined;
	readonly x2?: number | undefined;
	readonly y1?: number | undefined;
	readonly y2?: number | undefined;
}

type Operation = Write | {readonly kind: 'clip'; readonly clip: Clip} | {readonly kind: 'unclip'};

/** A line of text that begins and ends without a style. */
interface Line {
	readonly text: string;
	/** The number of its cells. */
	readonly width: number;
}

/** A line at its place in a row. */
interface Part extends Line {
	readonly x: number;
}

/** A row of the screen: texts that do not overlap, or cells. */
interface Row {
	parts: readonly Part[];
	cells: Cell[] | null;
}

/** A cell; the second cell of a wide character is empty. */
type Cell = StyledChar;

const blank: Cell = {type: 'char', value: ' ', fullWidth: false, styles: []};

/** Characters without a cell of their own. */
const invisible = /^\p{Default_Ignorable_Code_Point}+$/u;

function cellsOf(text: string): readonly Cell[] {
	return styledCharsFromTokens(tokenize(text)).filter(({value}) => !invisible.test(value));
}

function cellWidth({value}: Cell): number {
	return Math.max(1, stringWidth(value));
}

function asLine(cells: readonly Cell[]): Line {
	return {
		text: styledCharsToString([...cells]),
		width: cells.reduce((width, cell) => width + cellWidth(cell), 0),
	};
}

/** Splits a text at its ends of lines; a style goes on in the next line. */
function splitLines(text: string): readonly Line[] {
	const lines: Cell[][] = [[]];
	for (const cell of cellsOf(text)) {
		if (cell.value === '\n') {
			lines.push([]);
		} else {
			lines.at(-1)?.push(cell);
		}
	}

	return lines.map(asLine);
}

/** The lines of the texts that were drawn in this frame and in the last one. */
let drawn = new Map<string, readonly Line[]>();
let drawnBefore = new Map<string, readonly Line[]>();

function linesOf(text: string): readonly Line[] {
	const lines = drawn.get(text) ?? drawnBefore.get(text) ?? splitLines(text);
	drawn.set(text, lines);
	return lines;
}

/** Forgets the texts that are no longer on the screen. */
function endFrame(): void {
	drawnBefore = drawn;
	drawn = new Map();
}

function within(outer: Clip | undefined, inner: Clip): Clip {
	const tighter = (
		one: number | undefined,
		other: number | undefined,
		choose: (...values: number[]) => number,
	) => (one === undefined || other === undefined ? (one ?? other) : choose(one, other));
	return {
		x1: tighter(outer?.x1, inner.x1, Math.max),
		x2: tighter(outer?.x2, inner.x2, Math.min),
		y1: tighter(outer?.y1, inner.y1, Math.max),
		y2: tighter(outer?.y2, inner.y2, Math.min),
	};
}

/** The part of a line between two cells. Half of a wide character becomes a blank of the same style. */
function slice(line: Line, from: number, to: number): Line {
	const kept: Cell[] = [];
	let end = 0;
	for (const cell of cellsOf(line.text)) {
		const start = end;
		end += cellWidth(cell);
		if (end <= from || start >= to) {
			continue;
		}

		if (start >= from && end <= to) {
			kept.push(cell);
		} else {
			const seen = Math.min(end, to) - Math.max(start, from);
			kept.push(...Array.from({length: seen}, () => ({...cell, value: ' ', fullWidth: false})));
		}
	}

	return asLine(kept);
}

function overlaps(parts: readonly Part[], {x, width}: Part): boolean {
	return parts.some(part => x < part.x + part.width && part.x < x + width);
}

/** Draws over the cells of a row. A wide character that is cut in half becomes blank. */
function drawOver(cells: Cell[], {x, text}: Part): void {
	const cut = (at: number) => {
		const cell = cells[at];
		if (cell !== undefined) {
			cells[at] = {...cell, value: ' ', fullWidth: false};
		}
	};
	if (cells[x]?.value === '') {
		cut(x - 1);
	}

	let at = x;
	for (const cell of cellsOf(text)) {
		cells[at] = cell;
		const end = at + cellWidth(cell);
		// Left of the screen there is no first half that the second one could belong to.
		const rest = at < 0 ? ' ' : '';
		for (at += 1; at < end; at += 1) {
			cells[at] = {...cell, value: rest, fullWidth: false};
		}
	}

	if (cells[at]?.value === '') {
		cut(at);
	}
}

/** Collects what is drawn, and gives the text of the frame. It has the methods that Ink calls. */
export default class Output {
	readonly width: number;
	readonly height: number;
	readonly #operations: Operation[] = [];

	constructor({width, height}: {readonly width: number; readonly height: number}) {
		this.width = width;
		this.height = height;
	}

	write(
		x: number,
		y: number,
		text: string,
		{transformers}: {readonly transformers: readonly Transformer[]},
	): void {
		if (text !== '') {
			this.#operations.push({kind: 'write', x, y, text, transformers});
		}
	}

	clip(clip: Clip): void {
		this.#operations.push({kind: 'clip', clip});
	}

	unclip(): void {
		this.#operations.push({kind: 'unclip'});
	}

	get(): {readonly output: string; readonly height: number} {
		const rows = Array.from({length: this.height}, (): Row => ({parts: [], cells: null}));
		const clips: Clip[] = [];
		for (const operation of this.#operations) {
			switch (operation.kind) {
				case 'clip':
					clips.push(within(clips.at(-1), operation.clip));
					break;
				case 'unclip':
					clips.pop();
					break;
				default:
					this.#draw(rows, operation, clips.at(-1) ?? {});
			}
		}

		const output = rows.map(row => this.#textOf(row)).join('\n');
		endFrame();
		return {output, height: rows.length};
	}

	#draw(rows: readonly Row[], {x, y, text, transformers}: Write, clip: Clip): void {
		const {x1 = -Infinity, x2 = Infinity, y1 = -Infinity, y2 = Infinity} = clip;
		for (const [index, {text: lineText, width}] of linesOf(text).entries()) {
			const row = rows[y + index];
			if (row === undefined || y + index < y1 || y + index >= y2 || x1 >= x2) {
				continue;
			}

			const isWhole = x >= x1 && x + width <= x2;
			const seen = isWhole ? lineText : slice({text: lineText, width}, x1 - x, x2 - x).text;
			const changed = transformers.reduce((line, change) => change(line, index), seen);
			const [line] = linesOf(changed);
			if (line !== undefined && line.width > 0) {
				this.#put(row, {...line, x: Math.max(x, x1)});
			}
		}
	}

	#put(row: Row, part: Part): void {
		if (row.cells === null && part.x >= 0 && !overlaps(row.parts, part)) {
			row.parts = [...row.parts, part];
			return;
		}

		if (row.cells === null) {
			const cells = Array.from({length: this.width}, () => blank);
			for (const earlier of row.parts) {
				drawOver(cells, earlier);
			}

			row.cells = cells;
		}

		drawOver(row.cells, part);
	}

	#textOf({parts, cells}: Row): string {
		if (cells !== null) {
			return styledCharsToString(cells).trimEnd();
		}

		let text = '';
		let end = 0;
		for (const part of parts.toSorted((one, other) => one.x - other.x)) {
			text += ' '.repeat(part.x - end) + part.text;
			end = part.x + part.width;
		}

		return text.trimEnd();
	}
}
