/**
 * Rewrites a line of the screen with few bytes: only the cells that differ, each run of them at its place. Ink's own
 * function keeps the cells before the first difference and writes the rest of the line again, which is most of it in a
 * table of figures. The build puts this one in its place (docs/decisions/few-bytes.md).
 */
import {isPlain} from './plain-text.ts';

const controlStart = '\u{1B}';
const introducer = `${controlStart}[`;
const eraseToEnd = `${introducer}K`;

/** The parts of a style: a color, a background, and the codes that are on. */
interface Style {
	readonly color: string;
	readonly background: string;
	readonly flags: readonly string[];
}

interface Cells {
	/** One character a cell. */
	readonly text: string;
	/** The codes of each cell's style, in a fixed order: the same style is the same text. */
	readonly styles: readonly string[];
}

const plainStyle: Style = {color: '', background: '', flags: []};

/** The codes that end others: 22 ends bold and dim. */
const endOf: Readonly<Record<string, readonly string[]>> = {
	'22': ['1', '2'],
	'23': ['3'],
	'24': ['4'],
	'27': ['7'],
	'28': ['8'],
	'29': ['9'],
};

/** The style after one code; null if the code is not known here. */
function withCode(style: Style, code: string): Style | null {
	const ended = endOf[code];
	if (ended) {
		return {...style, flags: style.flags.filter(flag => !ended.includes(flag))};
	}

	if (code === '' || code === '0') {
		return plainStyle;
	}

	if (/^[1-4789]$/.test(code)) {
		return {...style, flags: [...new Set([...style.flags, code])].toSorted()};
	}

	if (/^(?:3[0-79]|9[0-7])$/.test(code)) {
		return {...style, color: code === '39' ? '' : code};
	}

	return /^(?:4[0-79]|10[0-7])$/.test(code)
		? {...style, background: code === '49' ? '' : code}
		: null;
}

/** The style after a sequence such as `1;38;5;40`; null if a code in it is not known here. */
function withCodes(before: Style, codes: string): Style | null {
	const list = codes.split(';');
	let style: Style | null = before;
	for (let index = 0; style !== null && index < list.length; index += 1) {
		const code = list[index] ?? '';
		if (code !== '38' && code !== '48') {
			style = withCode(style, code);
			continue;
		}

		const length = list[index + 1] === '5' ? 3 : list[index + 1] === '2' ? 5 : 0;
		if (length === 0 || index + length > list.length) {
			return null;
		}

		const whole = list.slice(index, index + length).join(';');
		style = code === '38' ? {...style, color: whole} : {...style, background: whole};
		index += length - 1;
	}

	return style;
}

/** A change of style, after its first character. */
const sequence = /^\[([\d;]*)m/;

/** The cells of a line; null if it has more than styles and characters of one cell each. */
function cellsOf(line: string): Cells | null {
	const [start = '', ...rest] = line.split(controlStart);
	let text = start;
	const styles: string[] = Array.from({length: start.length}, () => '');
	let style: Style | null = plainStyle;
	for (const part of rest) {
		const match = sequence.exec(part);
		style = match && withCodes(style, match[1] ?? '');
		if (match === null || style === null) {
			return null;
		}

		const code = [...style.flags, style.color, style.background].filter(Boolean).join(';');
		for (let index = match[0].length; index < part.length; index += 1) {
			text += part[index];
			styles.push(code);
		}
	}

	return isPlain(text) ? {text, styles} : null;
}

/** A gap of unchanged cells that is shorter costs less if it is written again. */
const shortGap = 6;

/** The runs of cells that differ, as indexes from (included) to (excluded). */
function* changedRuns(before: Cells, after: Cells): Generator<readonly [from: number, to: number]> {
	const isSame = (index: number) =>
		index < before.text.length
			? before.text[index] === after.text[index] && before.styles[index] === after.styles[index]
			: after.text[index] === ' ' && after.styles[index] === '';
	const {length} = after.text;
	let from = -1;
	let end = -1;
	for (let index = 0; index < length; index += 1) {
		if (isSame(index)) {
			continue;
		}

		if (from !== -1 && index - end >= shortGap) {
			yield [from, end];
			from = -1;
		}

		from = from === -1 ? index : from;
		end = index + 1;
	}

	if (from !== -1) {
		yield [from, end];
	}
}

/** Writes some cells, beginning and ending without a style. */
function painted({text, styles}: Cells, from: number, to: number): string {
	let output = '';
	let style = '';
	for (let index = from; index < to; index += 1) {
		const next = styles[index] ?? '';
		if (next !== style) {
			output += next === '' ? `${introducer}m` : `${introducer}${style === '' ? '' : '0;'}${next}m`;
			style = next;
		}

		output += text[index];
	}

	return style === '' ? output : `${output}${introducer}m`;
}

/**
 * The text that turns a line on the screen into another one. The cursor is anywhere in that line, without a style, and
 * afterwards behind something that was written.
 * @param columns the width of the screen, cells
 */
export default function lineUpdate(
	previous: string,
	next: string,
	columns: number | undefined,
): string {
	const full = `${introducer}G${eraseToEnd}${next}`;
	const before = cellsOf(previous);
	const after = cellsOf(next);
	if (
		!(columns && before && after && before.text.length <= columns && after.text.length <= columns)
	) {
		return full;
	}

	let output = '';
	for (const [from, to] of changedRuns(before, after)) {
		output += `${introducer}${from === 0 ? '' : from + 1}G${painted(after, from, to)}`;
	}

	const {length} = after.text;
	if (length < before.text.length) {
		output += `${introducer}${length + 1}G${eraseToEnd}`;
	}

	return Buffer.byteLength(output) < Buffer.byteLength(full) ? output : full;
}
