import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createOutput, printable, printableFrame} from '../../source/commands/output.ts';
import {jsonText} from '../../source/text/escape.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {firstUnsafe, hostileTexts} from '../support/hostile-text.ts';

/** Text as a hostile program would write it, including unpaired surrogates. */
const anyText = fc.string({
	unit: fc.oneof(
		fc.constantFrom(...hostileTexts, '\u{D800}', '\u{DFFF}', '\u{1F600}', '\n', '\t', 'a', '\\'),
		fc.integer({min: 0, max: 0xffff}).map(code => String.fromCharCode(code)),
	),
});

describe('printed output', () => {
	it('has nothing in it that a terminal obeys, whatever the text', () => {
		fc.assert(fc.property(anyText, text => firstUnsafe(printable(text)) === null));
	});

	it('has lines and tabs as they were', () => {
		expect(printable('one\n\ttwo\r\n')).toBe('one\n\ttwo\\x0d\n');
	});

	it('has the looks that were given with it, and no others', () => {
		const pieces = [
			{text: 'new\u{1B}[31m', look: [32]},
			{text: '\n', look: []},
		];
		expect(printable(pieces)).toBe('\u{1B}[32mnew\\x1b[31m\u{1B}[m\n');
	});

	it('goes through the same for standard error', () => {
		const program = fakeProgram();
		const {writeError, write} = createOutput(program);
		write(hostileTexts.join(''));
		writeError(hostileTexts.join(''));
		expect(firstUnsafe(program.out())).toBeNull();
		expect(program.err()).toBe(program.out());
	});
});

describe('a screen', () => {
	it('keeps its colours and nothing else', () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(anyText, fc.constant('\u{1B}[1;31m'))), parts => {
				const shown = printableFrame(parts.join(''));
				const withoutLooks = shown
					.split('\u{1B}[')
					.map((part, index) => (index === 0 ? part : part.replace(/^[\d;]*m/, '')));
				expect(firstUnsafe(withoutLooks.join(''))).toBeNull();
			}),
		);
		expect(printableFrame('\u{1B}[1m\u{1B}[36mKeys\u{1B}[0m\u{1B}[2J')).toBe(
			'\u{1B}[1m\u{1B}[36mKeys\u{1B}[0m\\x1b[2J',
		);
	});
});

describe('JSON', () => {
	it('has the same value and nothing in it that a terminal obeys', () => {
		fc.assert(
			fc.property(fc.jsonValue(), anyText, (value, text) => {
				const written = jsonText({value, [text]: text});
				expect(firstUnsafe(written)).toBeNull();
				expect(written).not.toContain('\n');
				expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify({value, [text]: text})));
			}),
		);
	});

	it('writes characters beyond U+FFFF as a pair', () => {
		expect(jsonText('\u{E0001}\u{9B}\u{1F600}')).toBe('"\\udb40\\udc01\\u009b\u{1F600}"');
	});
});
