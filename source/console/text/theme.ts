/**
 * Colours, as data. Every theme uses only the terminal's own sixteen colours, so that the operator's palette applies;
 * and everything important is also shown by a character.
 */
/** `plain` has no escape sequences at all: for output that is not a terminal. */
export type ThemeName = 'dark' | 'light' | 'mono' | 'plain';

/** The meaning of a piece of text, which decides its colour. */
export type Role =
	| 'text'
	/** Less important than the rest: units, labels, zeros. */
	| 'dim'
	| 'strong'
	/** The program's name, the open view, titles. */
	| 'title'
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
type Look = readonly number[];

export type Theme = Readonly<Record<Role, Look>>;

const dark: Theme = {
	text: [],
	dim: [2],
	strong: [1],
	title: [1, 36],
	cursor: [30, 46],
	mark: [1, 33],
	sorted: [1, 36],
	bar: [36],
	good: [32],
	warn: [33],
	bad: [1, 31],
	key: [1],
	insertion: [7],
};

const light: Theme = {
	...dark,
	title: [1, 34],
	cursor: [97, 44],
	mark: [1, 35],
	sorted: [1, 34],
	bar: [34],
	warn: [35],
};

const mono: Theme = {
	text: [],
	dim: [2],
	strong: [1],
	title: [1],
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

export const themes: Readonly<Record<ThemeName, Theme>> = {dark, light, mono, plain};
