/**
 * Converts screens with their colours to a picture that any browser shows: one screen, or a recording of several. It
 * follows the reader's choice of a light or a dark page.
 */
import type {TerminalSize} from '../../source/console/state/layout.ts';
import {type LinePiece, type Look, linePieces} from './frame-lines.ts';

/** A screen of a recording. */
export interface RecordedFrame {
	readonly frame: string;
	/** A sentence below the screen. */
	readonly caption: string;
	/** How long it is shown, seconds. */
	readonly seconds: number;
}

const cell = {width: 8.4, height: 18};
const margin = 12;

/** Black, red, green, yellow, blue, magenta, cyan, white, bright black; each readable on the ground of its palette. */
const palettes = {
	light: {
		ground: '#fdfdfb',
		edge: '#c9ccd3',
		ink: '#24292f',
		colours: [
			...['#24292f', '#b3261e', '#1a7f37', '#8a5a00'],
			...['#0550ae', '#8250df', '#0b6e79', '#fdfdfb', '#6e7781'],
		],
		/** Black on cyan and the like, as terminals show the row at the cursor. */
		onColour: '#fdfdfb',
	},
	dark: {
		ground: '#11151c',
		edge: '#30363d',
		ink: '#d5dae3',
		colours: [
			...['#11151c', '#ff6b68', '#7fd18b', '#e8c265'],
			...['#6aa6f8', '#c792ea', '#6fd3d6', '#d5dae3', '#78818f'],
		],
		onColour: '#11151c',
	},
} as const;

function rules({
	ground,
	edge,
	ink,
	colours,
	onColour,
}: (typeof palettes)['light' | 'dark']): string {
	const inks = colours.map((colour, index) => `.c${index}{fill:${colour}}`).join('');
	return `.g{fill:${ground};stroke:${edge}}text,.i{fill:${ink}}.n{fill:${onColour}}${inks}`;
}

const style = `${rules(palettes.light)}.b{font-weight:bold}.d{opacity:.65}@media(prefers-color-scheme:dark){${rules(palettes.dark)}}`;

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The classes of the text, and of the rectangle behind it. */
function classesOf({ink, ground, bold, dim, inverse}: Look) {
	const colour = ink === null ? '' : `c${ink}`;
	const back = inverse ? colour || 'i' : ground === null ? null : `c${ground}`;
	const front = back === null ? colour : 'n';
	return {back, front: [front, bold ? 'b' : '', dim ? 'd' : ''].filter(Boolean).join(' ')};
}

function number(value: number): string {
	return String(Math.round(value * 10) / 10);
}

function drawPiece({cell: first, cells, text, look}: LinePiece, row: number): string {
	const {back, front} = classesOf(look);
	const x = number(margin + first * cell.width);
	const y = margin + row * cell.height;
	const width = number(cells * cell.width);
	const rectangle =
		back === null
			? ''
			: `<rect x="${x}" y="${y}" width="${width}" height="${cell.height}" class="${back}"/>`;
	if (text.trim() === '') {
		return rectangle;
	}

	const shown = front === '' ? '' : ` class="${front}"`;
	return `${rectangle}<text x="${x}" y="${y + 13}" textLength="${width}"${shown}>${escapeXml(text)}</text>`;
}

function drawLine(line: string, row: number): string {
	return linePieces(line)
		.map(piece => drawPiece(piece, row))
		.join('');
}

function picture({columns, rows}: TerminalSize, styles: string, content: readonly string[]) {
	const width = Math.ceil(columns * cell.width + 2 * margin);
	const height = rows * cell.height + 2 * margin;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace" font-size="14" xml:space="preserve"><style>${styles}</style>
<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" class="g"/>
${content.filter(line => line !== '').join('\n')}
</svg>
`;
}

/** An SVG of the screen. */
export function frameToSvg(frame: string, size: TerminalSize): string {
	return picture(size, style, frame.split('\n').map(drawLine));
}

/** A line that stands at its row during some of the frames. */
interface LineTime {
	readonly drawing: string;
	readonly from: number;
	/** The frame after the last one that has it. */
	readonly to: number;
}

/** The lines of one row, each with the frames that show it. */
function timesOfRow(drawings: readonly string[]): readonly LineTime[] {
	const times: LineTime[] = [];
	for (const [index, drawing] of drawings.entries()) {
		const last = times.at(-1);
		if (last?.drawing === drawing) {
			times[times.length - 1] = {...last, to: index + 1};
		} else {
			times.push({drawing, from: index, to: index + 1});
		}
	}

	return times.filter(({drawing}) => drawing !== '');
}

/**
 * An SVG that shows the frames one after the other, again and again, each with its caption below. A line that stays the
 * same is drawn once. Readers who want no motion see the frame `still`.
 */
export function recordingToSvg(
	frames: readonly RecordedFrame[],
	{columns, rows}: TerminalSize,
	still: number,
): string {
	const starts = [0];
	for (const {seconds} of frames) {
		starts.push((starts.at(-1) ?? 0) + seconds);
	}

	const whole = starts.at(-1) ?? 0;
	const percent = (frame: number) => `${((100 * (starts[frame] ?? 0)) / whole).toFixed(2)}%`;
	const screens = frames.map(({frame, caption}) => [...frame.split('\n'), '', ` ${caption}`]);
	const height = Math.max(...screens.map(({length}) => length));
	const keyframes = new Map<string, string>();
	const content: string[] = [];
	for (let row = 0; row < height; row += 1) {
		for (const {drawing, from, to} of timesOfRow(
			screens.map(lines => drawLine(lines[row] ?? '', row)),
		)) {
			if (from === 0 && to === frames.length) {
				content.push(drawing);
				continue;
			}

			const name = `f${from}-${to}`;
			const shown = `${percent(from)}{visibility:visible}`;
			const before = from === 0 ? '' : '0%{visibility:hidden}';
			const after = to === frames.length ? '' : `${percent(to)}{visibility:hidden}`;
			const usual = from <= still && still < to ? 'visible' : 'hidden';
			keyframes.set(
				name,
				`@keyframes ${name}{${before}${shown}${after}}.${name}{visibility:${usual};animation:${name} ${number(whole)}s step-end infinite}`,
			);
			content.push(`<g class="${name}">${drawing}</g>`);
		}
	}

	const motion = [...keyframes.values()].join('');
	return picture(
		{columns, rows: rows + 2},
		`${style}${motion}@media(prefers-reduced-motion:reduce){g{animation:none!important}}`,
		content,
	);
}
