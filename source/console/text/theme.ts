/**
 * Colours, as data. Every theme uses only the terminal's own sixteen colours, so that the operator's palette applies;
 * and everything important is also shown by a character.
 */
/** `plain` has no escape sequences at all: for output that is not a terminal. */
export type ThemeName = 'dark' | 'light' | 'high-contrast' | 'mono' | 'plain';

/** The themes that an operator can choose. */
export const themeNames = ['dark', 'light', 'high-contrast', 'mono'] as const;

/** The meaning of a piece of text, which decides its colour. */
export type Role =
	| 'text'
	/** Less important than the rest: units, labels, zeros. */
	| 'dim'
	| 'strong'
	/** The program's name, and titles. */
	| 'title'
	/** The open view among all views. */
	| 'tab'
	/** The row at the cursor. */
	| 'cursor'
	| 'mark'
	/** The title of the sort column. */
	| 'sorted'
	| 'bar'
	| 'good'
	| 'warn'
	/** Only for problems that affect clients. */
	| 'bad'
	/** A key, in hints and help. */
	| 'key'
	/** The insertion point. */
	| 'insertion';

/** Select Graphic Rendition parameters; empty for the terminal's default style. */
export type Look = readonly number[];

export type Theme = Readonly<Record<Role, Look>>;

/** A theme by its name, or one of the operator's own. */
export type ThemeChoice = ThemeName | Theme;

/** The colour of the cursor's row is used for nothing else. */
const dark: Theme = {
	text: [],
	dim: [2],
	strong: [1],
	title: [1],
	tab: [1, 4],
	cursor: [30, 46],
	mark: [1, 33],
	sorted: [1, 4],
	bar: [94],
	good: [32],
	warn: [33],
	bad: [1, 31],
	key: [1],
	insertion: [7],
};

const light: Theme = {
	...dark,
	cursor: [97, 44],
	mark: [1, 35],
	bar: [36],
	warn: [35],
};

/** No dim text, and only the brightest colours, for bad eyes and bad screens. */
const highContrast: Theme = {
	...dark,
	dim: [],
	cursor: [1, 7],
	mark: [1, 93],
	bar: [1, 96],
	good: [1, 92],
	warn: [1, 93],
	bad: [1, 97, 41],
	key: [1, 4],
};

const mono: Theme = {
	text: [],
	dim: [2],
	strong: [1],
	title: [1],
	tab: [1],
	cursor: [7],
	mark: [1],
	sorted: [4],
	bar: [],
	good: [],
	warn: [1],
	bad: [1],
	key: [1],
	insertion: [7],
};

const plain: Theme = {
	text: [],
	dim: [],
	strong: [],
	title: [],
	tab: [],
	cursor: [],
	mark: [],
	sorted: [],
	bar: [],
	good: [],
	warn: [],
	bad: [],
	key: [],
	insertion: [],
};

export const themes: Readonly<Record<ThemeName, Theme>> = {
	dark,
	light,
	'high-contrast': highContrast,
	mono,
	plain,
};

/** The parts of the screen that have a look of their own. */
export const roles: readonly string[] = Object.keys(dark);

/** The looks of a chosen theme. */
export function themeOf(choice: ThemeChoice): Theme {
	return typeof choice === 'string' ? themes[choice] : choice;
}
