import fc from 'fast-check';
import {expect, it} from 'vitest';
import {paint, paintLine, piece, plainText} from '../../../source/console/text/paint.ts';
import {type Role, type ThemeName, themes} from '../../../source/console/text/theme.ts';

const roles = Object.keys(themes.dark) as Role[];
const pieces = fc.array(
	fc
		.record({
			text: fc.string({unit: fc.constantFrom(' ', 'a', '1')}),
			role: fc.constantFrom(...roles),
		})
		.map(({text, role}) => piece(text, role)),
);

/** Without what only changes looks. */
function texts(line: string): string {
	const [first = '', ...parts] = line.split('\u{1B}[');
	return first + parts.map(part => part.replace(/^\d+m/, '')).join('');
}

it('a line ends with the last thing that can be seen, and has everything before it', () => {
	fc.assert(
		fc.property(
			pieces,
			fc.constantFrom<ThemeName>('dark', 'light', 'high-contrast', 'mono', 'plain'),
			(line, theme) => {
				const whole = texts(paint(theme, line));
				const cut = texts(paintLine(theme, line));
				expect(whole.startsWith(cut)).toBe(true);
				expect(whole.slice(cut.length).trim()).toBe('');
				expect(cut.trimEnd()).toBe(plainText(line));
			},
		),
	);
});

it('the ground of the cursor goes on to the end of the line', () => {
	expect(paintLine('dark', [piece('a    ', 'cursor')])).toBe('\u{1B}[30m\u{1B}[46ma    \u{1B}[0m');
	expect(paintLine('mono', [piece('a    ', 'cursor')])).toBe('\u{1B}[7ma    \u{1B}[0m');
	expect(paintLine('dark', [piece('a', 'dim'), piece('    ', 'dim')])).toBe('\u{1B}[2ma\u{1B}[0m');
});
