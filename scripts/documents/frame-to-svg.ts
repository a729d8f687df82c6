/**
 * Converts a screen with its colours to a picture that any browser shows.
 */
import stringWidth from 'string-width';
import type {TerminalSize} from '../../source/console/state/layout.ts';

const cell = {width: 8.4, height: 18};
const margin = 12;
const ground = '#11151c';
const ink = '#d5dae3';
const colours: Readonly<Record<number, string>> = {
	30: '#11151c',
	31: '#ff6b68',
	32: '#7fd18b',
	33: '#e8c265',
	34: '#6aa6f8',
	35: '#c792ea',
	36: '#6fd3d6',
	37: '#d5dae3',
	90: '#78818f',
};

interface Look {
	readonly ink: string;
	readonly ground: string | null;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly inverse: boolean;
}

const plain: Look = {ink, ground: null, bold: false, dim: false, inverse: false};

function withCode(look: Look, code: number): Look {
	switch (code) {
		case 0:
			return plain;
		case 1:
			return {...look, bold: true};
		case 2:
			return {...look, dim: true};
		case 7:
			return {...look, inverse: true};
		case 22:
			return {...look, bold: false, dim: false};
		case 27:
			return {...look, inverse: false};
		case 39:
			return {...look, ink};
		case 49:
			return {...look, ground: null};
		default: {
			const foreground = colours[code];
			const background = colours[code - 10];
			if (foreground !== undefined) {
				return {...look, ink: foreground};
			}

			return background === undefined ? look : {...look, ground: background};
		}
	}
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function run(text: string, column: number, row: number, look: Look): string {
	const [front, back] = look.inverse ? [look.ground ?? ground, look.ink] : [look.ink, look.ground];
	const width = stringWidth(text) * cell.width;
	const x = (margin + column * cell.width).toFixed(1);
	const y = margin + row * cell.height;
	const rectangle =
		back === null
			? ''
			: `<rect x="${x}" y="${y}" width="${width.toFixed(1)}" height="${cell.height}" fill="${back}"/>`;
	if (text.trim() === '') {
		return rectangle;
	}

	const weight = look.bold ? ' font-weight="bold"' : '';
	const opacity = look.dim ? ' opacity="0.6"' : '';
	return `${rectangle}<text x="${x}" y="${y + 13}" textLength="${width.toFixed(1)}" fill="${front}"${weight}${opacity}>${escapeXml(text)}</text>`;
}

function line(text: string, row: number): string {
	let look = plain;
	let column = 0;
	const parts: string[] = [];
	// biome-ignore lint/suspicious/noControlCharactersInRegex: it has to match escape sequences
	for (const part of text.split(/(\u001B\[[\d;]*m)/)) {
		// biome-ignore lint/suspicious/noControlCharactersInRegex: it has to match escape sequences
		const codes = /^\u001B\[([\d;]*)m$/.exec(part)?.[1];
		if (codes !== undefined) {
			look = codes.split(';').map(Number).reduce(withCode, look);
		} else if (part !== '') {
			parts.push(run(part, column, row, look));
			column += stringWidth(part);
		}
	}

	return parts.join('');
}

/** An SVG of the frame: one text line for each line of the terminal, with the colours of its escape sequences. */
export function frameToSvg(frame: string, {columns, rows}: TerminalSize): string {
	const width = Math.ceil(columns * cell.width + 2 * margin);
	const height = rows * cell.height + 2 * margin;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" xml:space="preserve">
<rect width="100%" height="100%" rx="8" fill="${ground}"/>
${frame.split('\n').map(line).filter(Boolean).join('\n')}
</svg>
`;
}
