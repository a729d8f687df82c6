/**
 * What the commands get of the process that they run in, so that a test can give something else.
 */

import type {SignalSource} from '../console/screen/process-controls.ts';
import type {TerminalSize} from '../console/state/layout.ts';
import type {ThemeName} from '../console/text/theme.ts';
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

/** Cells of a line where the output is no terminal and COLUMNS does not say. */
const usualColumns = 120;

/** The screen of a terminal that does not tell its size, as `docker exec -t` and serial lines, which say 0×0. */
const usualScreen: TerminalSize = {columns: 80, rows: 24};

function fromEnvironment(text: string | undefined): number | null {
	const number = Number.parseInt(text ?? '', 10);
	return number > 0 ? number : null;
}

/** What the terminal says of its size; null outside of one, and from one that does not know. */
function told(stdout: NodeJS.WriteStream, side: 'columns' | 'rows'): number | null {
	return stdout.isTTY && stdout[side] > 0 ? stdout[side] : null;
}

/** How wide printed lines may be. */
export function outputColumns({output, environment}: Program): number {
	const {stdout} = output.streams;
	const usual = stdout.isTTY ? usualScreen.columns : usualColumns;
	return told(stdout, 'columns') ?? fromEnvironment(environment['COLUMNS']) ?? usual;
}

/** How large a screen is that is printed instead of shown: the terminal's size, or what COLUMNS and LINES say. */
export function screenSize({output, environment}: Program): TerminalSize {
	const {stdout} = output.streams;
	return {
		columns:
			told(stdout, 'columns') ?? fromEnvironment(environment['COLUMNS']) ?? usualScreen.columns,
		rows: told(stdout, 'rows') ?? fromEnvironment(environment['LINES']) ?? usualScreen.rows,
	};
}

/** The colours of the screen: none at all outside a terminal, and only bold and inverse where no colour is wanted. */
export function themeFor(
	{output, environment}: Program,
	{color, theme}: {readonly color: boolean; readonly theme: ThemeName},
): ThemeName {
	if (!output.streams.stdout.isTTY) {
		return 'plain';
	}

	return color && !environment['NO_COLOR'] ? theme : 'mono';
}
