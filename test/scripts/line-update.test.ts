import {Terminal} from '@xterm/headless';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import lineUpdate from '../../scripts/line-update.ts';
import {cases} from '../support/random-cases.ts';

/** The longest line of the property fills it. */
const columns = 80;

/** Every cell of the first line with its style, and those of the line below, where nothing may be written. */
async function screenAfter(...writes: readonly string[]): Promise<string> {
	const terminal = new Terminal({cols: columns, rows: 3, allowProposedApi: true});
	for (const text of writes) {
		await new Promise<void>(resolve => terminal.write(text, resolve));
	}

	const {active} = terminal.buffer;
	const rows = [0, 1].map(row => {
		const line = active.getLine(row);
		return Array.from({length: columns}, (_, column) => {
			const cell = line?.getCell(column);
			const flags = [cell?.isBold(), cell?.isDim(), cell?.isInverse(), cell?.isUnderline()];
			const colors = [cell?.getFgColorMode(), cell?.getFgColor(), cell?.getBgColorMode()];
			return [cell?.getChars() || ' ', ...flags, ...colors, cell?.getBgColor()].join(',');
		}).join('|');
	});
	terminal.dispose();
	return rows.join('\n');
}

const style = fc.constantFrom(
	...['', '\u{1B}[1m', '\u{1B}[2m', '\u{1B}[22m', '\u{1B}[31m', '\u{1B}[39m', '\u{1B}[7m'],
	...['\u{1B}[27m', '\u{1B}[48;5;24m', '\u{1B}[49m', '\u{1B}[38;2;1;2;3m', '\u{1B}[0m', '\u{1B}[m'],
	...['\u{1B}[1;4;92m', '\u{1B}[24m', '\u{1B}[53m'],
);
const word = fc.constantFrom('10.0.0.8', ' ', '    ', '7', '1.49', '▁▂█', '│', '負', 'e\u{301}');
const line = fc
	.array(fc.tuple(style, word), {maxLength: 10})
	.map(parts => `${parts.map(part => part.join('')).join('')}\u{1B}[0m`);

describe('the update of a line', () => {
	it('leaves the screen as if the line had been written on an empty one', async () => {
		await fc.assert(
			fc.asyncProperty(line, line, async (previous, next) => {
				const update = lineUpdate(previous, next, columns);
				expect(await screenAfter(previous, '\r', update)).toBe(await screenAfter(next));
			}),
			{numRuns: cases(400)},
		);
	});

	it('writes the figures that changed and nothing between them', () => {
		const row = (rate: string, trend: string) =>
			`\u{1B}[1m  10.0.0.8:80\u{1B}[22m  NAT   12   ${rate}   ████▉   49%   \u{1B}[36m${trend}\u{1B}[39m`;
		expect(lineUpdate(row('1.49', '▁▂▃'), row('1.52', '▂▃▄'), 200)).toBe(
			'\u{1B}[29G52\u{1B}[48G\u{1B}[36m▂▃▄\u{1B}[m',
		);
	});

	it('erases what a shorter line no longer covers', () => {
		expect(lineUpdate('10.0.0.8:80  gone', '10.0.0.8:80', 40)).toBe('\u{1B}[12G\u{1B}[K');
	});

	it('writes the whole line if a character in it is not one cell wide', () => {
		expect(lineUpdate('web 負荷', 'web 負', 40)).toBe('\u{1B}[G\u{1B}[Kweb 負');
	});
});
