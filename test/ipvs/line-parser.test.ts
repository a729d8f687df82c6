import {describe, expect, test} from 'vitest';
import {
	ParseError,
	type ParserFactory,
	parseStepwise,
	parseText,
	UnreadableLine,
} from '../../source/ipvs/line-parser.ts';

/** Collects its lines; refuses `bad`, and a text without any line. */
const collect: ParserFactory<string[]> = () => {
	const lines: string[] = [];
	return {
		line(text, terminated) {
			if (text === 'bad') {
				throw new UnreadableLine('this one is bad');
			}

			lines.push(terminated ? text : `${text} (cut off)`);
		},
		end() {
			if (lines.length === 0) {
				throw new UnreadableLine('nothing at all');
			}

			return lines;
		},
	};
};

describe('a text', () => {
	test.each([
		['one\ntwo\n', ['one', 'two']],
		['one\n\ntwo\n', ['one', '', 'two']],
		['one\ntwo', ['one', 'two (cut off)']],
		['\n', ['']],
	])('%j is the lines %j', (text, lines) => {
		expect(parseText(collect, text)).toEqual(lines);
	});

	test('yields after every line', () => {
		const steps = parseStepwise(collect, 'one\ntwo\n');
		expect(steps.next().done).toBe(false);
		expect(steps.next().done).toBe(false);
		expect(steps.next()).toEqual({done: true, value: ['one', 'two']});
	});
});

describe('a refusal', () => {
	test('names line and reason', () => {
		expect(() => parseText(collect, 'one\nbad\n')).toThrow(
			new ParseError(2, 'bad', 'this one is bad'),
		);
		expect(new ParseError(2, 'bad', 'this one is bad').message).toBe(
			'line 2: this one is bad: "bad"',
		);
	});

	test('of the whole text has no line', () => {
		expect(() => parseText(collect, '')).toThrow(new ParseError(0, '', 'nothing at all'));
		expect(new ParseError(0, '', 'nothing at all').message).toBe('nothing at all');
	});

	test('shows the beginning of a long line, with control characters escaped', () => {
		const {message} = new ParseError(1, `\u001b[2J${'x'.repeat(300)}`, 'no');
		expect(message).toContain(String.raw`\u001b[2Jxxx`);
		expect(message.length).toBeLessThan(250);
	});

	test('is not made of an error that is no refusal', () => {
		const broken: ParserFactory<null> = () => ({
			line() {
				throw new RangeError('a mistake in the parser');
			},
			end: () => null,
		});
		expect(() => parseText(broken, 'one\n')).toThrow(RangeError);
	});
});
