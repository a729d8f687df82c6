/**
 * Themes: what each promises, the operator's own, and which one a terminal gets.
 */
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import fc from 'fast-check';
import {parse} from 'smol-toml';
import {describe, expect, it} from 'vitest';
import {suitsBackground, themeFor} from '../../../source/commands/program.ts';
import {paintLine, piece} from '../../../source/console/text/paint.ts';
import {parseLook} from '../../../source/console/text/parse-look.ts';
import {themeNames, themes} from '../../../source/console/text/theme.ts';
import {run} from '../../../source/program/run.ts';
import {fakeProgram} from '../../support/fake-program.ts';
import {keyboard} from '../../support/keyboard.ts';
import {temporaryFolder} from '../../support/temporary-folder.ts';

/** The colours of a look, whether of text or of the ground: 0 to 15. */
const coloursOf = (look: readonly number[]) =>
	look
		.filter(code => code >= 30)
		.map(code => (code >= 90 ? 8 + ((code - 90) % 10) : (code - 30) % 10));

describe.each(themeNames)('the theme %s', name => {
	const theme = themes[name];

	it('does not use one colour for the cursor, bars, titles and the open view at once', () => {
		const parts = [theme.cursor, theme.bar, theme.title, theme.tab, theme.sorted];
		const used = parts.flatMap((look, index) => coloursOf(look).map(colour => ({index, colour})));
		const accents = used.filter(({colour}) => ![0, 7, 15].includes(colour));
		const shared = accents.filter(({colour, index}) =>
			accents.some(other => other.colour === colour && other.index !== index),
		);
		expect(shared).toEqual([]);
	});

	it('shows the cursor on blanks, and the open view and problems by more than nothing', () => {
		expect(paintLine(name, [piece('   ', 'cursor')])).not.toBe('');
		for (const look of [theme.cursor, theme.tab, theme.bad, theme.warn, theme.mark]) {
			expect(look).not.toEqual([]);
		}
	});

	it('has colours only if it is one with colours', () => {
		const hasColours = Object.values(theme).some(look => coloursOf(look).length > 0);
		expect(hasColours).toBe(name !== 'mono');
	});
});

describe('a look', () => {
	it.each([
		['plain', []],
		['bold', [1]],
		['bold underline cyan', [1, 4, 36]],
		['Black on Bright-Yellow', [30, 103]],
		['on red', [41]],
		['inverse', [7]],
		['bright-black', [90]],
		['', null],
		['pink', null],
		['cyan bold', null],
		['red green', null],
		['on', null],
		['red on', null],
		['on red blue', null],
		['plain red', null],
		['\u{1B}[31m', null],
		['constructor', null],
	])('%j is %j', (text, look) => {
		expect(parseLook(text)).toEqual(look);
	});

	it('is never more than styles and the sixteen colours', () => {
		fc.assert(
			fc.property(fc.string(), text => {
				for (const code of parseLook(text) ?? []) {
					expect([1, 2, 4, 7]).toContain(code < 30 ? code : 1);
					expect(code).toBeLessThan(108);
				}
			}),
		);
	});
});

const request = {color: true, theme: null, looks: {}} as const;

function onTerminal(environment: Readonly<Record<string, string>> = {}) {
	const program = fakeProgram(environment);
	program.stdout.isTTY = true;
	return program;
}

describe('the theme of a terminal', () => {
	it.each([
		[undefined, 'dark'],
		['15;0', 'dark'],
		['0;15', 'light'],
		['0;7', 'light'],
		['0;default;15', 'light'],
		['12;8', 'dark'],
		['0;11', 'light'],
		['0;default', 'dark'],
		['0;99', 'dark'],
		['15', 'dark'],
		['nonsense', 'dark'],
	])('with COLORFGBG=%s is %s', (value, theme) => {
		const environment: Record<string, string> = value === undefined ? {} : {COLORFGBG: value};
		expect(themeFor(onTerminal(environment), request)).toBe(theme);
	});

	it('is what the terminal itself says, if it says it', () => {
		expect(themeFor(onTerminal({COLORFGBG: '0;15'}), request, false)).toBe('dark');
		expect(themeFor(onTerminal({COLORFGBG: '15;0'}), request, true)).toBe('light');
		expect(themeFor(onTerminal(), {...request, looks: {cursor: [7]}}, true)).toEqual({
			...themes.light,
			cursor: [7],
		});
		expect(themeFor(onTerminal(), {...request, theme: 'dark'}, true)).toBe('dark');
	});

	it('depends on the background unless a theme is chosen or there are no colours', () => {
		expect(suitsBackground(onTerminal(), request)).toBe(true);
		expect(suitsBackground(onTerminal(), {...request, looks: {cursor: [7]}})).toBe(true);
		expect(suitsBackground(onTerminal(), {...request, theme: 'dark'})).toBe(false);
		expect(suitsBackground(onTerminal(), {...request, color: false})).toBe(false);
		expect(suitsBackground(onTerminal({NO_COLOR: '1'}), request)).toBe(false);
		expect(suitsBackground(fakeProgram(), request)).toBe(false);
	});

	it('is the chosen one, whatever the terminal says', () => {
		const program = onTerminal({COLORFGBG: '0;15'});
		expect(themeFor(program, {...request, theme: 'high-contrast'})).toBe('high-contrast');
		expect(themeFor(program, {...request, looks: {cursor: [7]}})).toEqual({
			...themes.light,
			cursor: [7],
		});
	});

	it('has no colours with NO_COLOR, even if it is the operator’s own', () => {
		const program = onTerminal({NO_COLOR: '1'});
		expect(themeFor(program, {...request, looks: {cursor: [7]}})).toBe('mono');
		expect(themeFor(onTerminal(), {...request, color: false, theme: 'light'})).toBe('mono');
		expect(themeFor(fakeProgram(), {...request, theme: 'light'})).toBe('plain');
	});
});

it('the command for the next theme comes back to the own one', () => {
	const own = {...themes.dark, cursor: [7]};
	const {store, press} = keyboard(null, {theme: own, ownTheme: own});
	const seen = [0, 1, 2, 3, 4].map(() => {
		press(':theme<enter>');
		return store.getState().theme;
	});
	expect(seen).toEqual(['dark', 'light', 'high-contrast', 'mono', own]);
});

describe('lvstop config', () => {
	async function config(text: string, environment: Readonly<Record<string, string>> = {}) {
		const file = join(await temporaryFolder(), 'config.toml');
		await writeFile(file, text);
		const program = fakeProgram(environment);
		const code = await run(program, ['config', '--config', file]);
		return {code, out: program.out(), err: program.err()};
	}

	it('prints a theme as a name or as a table, never as both', async () => {
		expect(parse((await config('theme = "light"\n')).out)).toMatchObject({theme: 'light'});
		const text = '[theme]\nbase = "light"\ncursor = "bold white on blue"\n';
		const {out} = await config(text);
		expect(parse(out)).toMatchObject(parse(text));
		expect((await config(out)).err).toBe('');
		expect(parse((await config(text, {NO_COLOR: '1'})).out)).toMatchObject({theme: 'mono'});
	});

	it('names the nearest part of the screen and what a look may be', async () => {
		const {code, err} = await config('[theme]\ncurser = "bold"\nbad = "pink"\n');
		expect(code).toBe(2);
		expect(err).toContain('unknown key curser in [theme]; did you mean cursor?');
		expect(err).toContain('theme.bad must be a look such as "bold cyan" or "black on white"');
	});
});
