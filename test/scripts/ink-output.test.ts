import {type StyledChar, styledCharsFromTokens, tokenize} from '@alcalzone/ansi-tokenize';
import fc from 'fast-check';
import {expect, it} from 'vitest';
import Output from '../../scripts/ink-output.ts';
import {cases} from '../support/random-cases.ts';

type InkOutput = typeof Output;

/** Ink does not export the class. */
const ink: {default: InkOutput} = await import(
	new URL('../../node_modules/ink/build/output.js', import.meta.url).href
);

const width = 24;
const height = 5;

type Draw = (output: InstanceType<InkOutput>) => void;

const style = fc.constantFrom(
	...['', '', '\u{1B}[1m', '\u{1B}[2m', '\u{1B}[22m', '\u{1B}[31m', '\u{1B}[39m', '\u{1B}[7m'],
	...['\u{1B}[27m', '\u{1B}[48;5;24m', '\u{1B}[49m', '\u{1B}[38;2;1;2;3m', '\u{1B}[0m'],
);
const word = fc.constantFrom(
	...['10.0.0.8', ' ', '    ', '7', '1.49', '▁▂█', '│', '負', '負荷', 'e\u{301}', '\u{200B}', '👍'],
);
const lineText = fc
	.array(fc.tuple(style, word), {maxLength: 6})
	.map(parts => parts.map(part => part.join('')).join(''));
const text = fc.array(lineText, {minLength: 1, maxLength: 3}).map(lines => lines.join('\n'));

const inverse = (line: string) => `\u{1B}[7m${line}\u{1B}[27m`;
const striped = (line: string, index: number) =>
	index % 2 === 0 ? line : `\u{1B}[1m${line}\u{1B}[22m`;
const transformers = fc.constantFrom([], [], [inverse], [striped], [striped, inverse]);

const write = fc
	.record({
		x: fc.integer({min: -3, max: width}),
		y: fc.integer({min: -1, max: height}),
		text,
		transformers,
	})
	.map(
		(drawn): Draw =>
			output =>
				output.write(drawn.x, drawn.y, drawn.text, drawn),
	);

const bounds = (max: number) =>
	fc
		.tuple(fc.integer({min: 0, max}), fc.integer({min: 0, max}))
		.map(pair => pair.toSorted((a, b) => a - b));
const clip = fc
	.record({
		columns: fc.option(bounds(width), {nil: [undefined, undefined]}),
		rows: fc.option(bounds(height), {nil: [undefined, undefined]}),
	})
	.map(({columns: [x1, x2], rows: [y1, y2]}) => ({x1, x2, y1, y2}));

/** Writes, some of them within an area. */
const drawing = fc
	.array(
		fc.oneof(
			write.map(one => [one]),
			fc
				.tuple(clip, fc.array(write, {maxLength: 3}))
				.map(([area, writes]): Draw[] => [
					output => output.clip(area),
					...writes,
					output => output.unclip(),
				]),
		),
		{maxLength: 6},
	)
	.map(groups => groups.flat());

/** Every cell with its style, in an order that does not depend on the way the style was made. */
function cellsOf(output: string): readonly (readonly string[])[] {
	const cell = ({value, styles}: StyledChar) =>
		[value, ...styles.map(({code}) => code).toSorted()].join('');
	return output.split('\n').map(line => styledCharsFromTokens(tokenize(line)).map(cell));
}

function frameOf(OutputClass: InkOutput, draws: readonly Draw[]) {
	const output = new OutputClass({width, height});
	for (const draw of draws) {
		draw(output);
	}

	const frame = output.get();
	return {cells: cellsOf(frame.output), height: frame.height};
}

it('draws the same frame as Ink, also when most of it was drawn in the last one', () => {
	fc.assert(
		fc.property(drawing, drawing, (first, more) => {
			for (const draws of [first, [...first, ...more], more]) {
				expect(frameOf(Output, draws)).toEqual(frameOf(ink.default, draws));
			}
		}),
		{numRuns: cases(1000)},
	);
});
