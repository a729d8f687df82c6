/**
 * The parts of the process that commands use, so that a test can replace them.
 */

import type {SignalSource} from '../console/screen/process-controls.ts';
import type {TerminalSize} from '../console/state/layout.ts';
import {type Look, type ThemeChoice, type ThemeName, themes} from '../console/text/theme.ts';
import type {Clock} from '../director/port/clock.ts';
import type {Environment} from '../files/locations.ts';
import type {Output} from './output.ts';

export interface Program {
	readonly stdin: NodeJS.ReadStream;
	readonly output: Output;
	readonly environment: Environment;
	readonly signals: SignalSource;
	readonly clock: Clock;
}

/** The line width if the output is not a terminal and COLUMNS is not set, in cells. */
const usualColumns = 120;

/** The screen size of a terminal that does not report it, such as `docker exec -t` and serial lines, which say 0×0. */
const usualScreen: TerminalSize = {columns: 80, rows: 24};

function fromEnvironment(text: string | undefined): number | null {
	const number = Number.parseInt(text ?? '', 10);
	return number > 0 ? number : null;
}

/** The size that the terminal reports; null without a terminal, or if it does not know. */
function told(stdout: NodeJS.WriteStream, side: 'columns' | 'rows'): number | null {
	return stdout.isTTY && stdout[side] > 0 ? stdout[side] : null;
}

/** The width of printed lines in cells. */
export function outputColumns({output, environment}: Program): number {
	const {stdout} = output.streams;
	const usual = stdout.isTTY ? usualScreen.columns : usualColumns;
	return told(stdout, 'columns') ?? fromEnvironment(environment['COLUMNS']) ?? usual;
}

/** The size of a printed screen: the terminal's size, or COLUMNS and LINES. */
export function screenSize({output, environment}: Program): TerminalSize {
	const {stdout} = output.streams;
	return {
		columns:
			told(stdout, 'columns') ?? fromEnvironment(environment['COLUMNS']) ?? usualScreen.columns,
		rows: told(stdout, 'rows') ?? fromEnvironment(environment['LINES']) ?? usualScreen.rows,
	};
}

/** Whether COLORFGBG says that the terminal has a light background. */
function isLight(environment: Environment): boolean {
	const background = /;(\d+)$/.exec(environment['COLORFGBG'] ?? '')?.[1];
	// The sixteen colours: 7 is white, 8 dark grey, and the bright ones follow.
	return background !== undefined && (background === '7' || (+background > 8 && +background < 16));
}

/** The choice of colours in the configuration. */
export interface ThemeRequest {
	/** False if colours are disabled by an option. */
	readonly color: boolean;
	/** Null for what suits the terminal. */
	readonly theme: ThemeName | null;
	/** The operator's own looks by role. */
	readonly looks: Readonly<Record<string, Look>>;
}

/** Whether the colours depend on the background of the terminal. */
export function suitsBackground({output, environment}: Program, request: ThemeRequest): boolean {
	const hasColours = request.color && !environment['NO_COLOR'];
	return Boolean(output.streams.stdout.isTTY) && hasColours && request.theme === null;
}

/**
 * The theme of the screen: no styles outside a terminal, and only bold and inverse if colours are disabled.
 * @param hasLightGround what the terminal itself says of its background, if it was asked
 */
export function themeFor(
	{output, environment}: Program,
	{color, theme, looks}: ThemeRequest,
	hasLightGround = isLight(environment),
): ThemeChoice {
	if (!output.streams.stdout.isTTY) {
		return 'plain';
	}

	if (!color || environment['NO_COLOR']) {
		return 'mono';
	}

	const base = theme ?? (hasLightGround ? 'light' : 'dark');
	return Object.keys(looks).length === 0 ? base : {...themes[base], ...looks};
}
