/**
 * What the commands get of the process that they run in, so that a test can give something else.
 */

import type {SignalSource} from '../console/screen/process-controls.ts';
import type {TerminalSize, ThemeName} from '../console/state/console-state.ts';
import type {Clock} from '../director/port/clock.ts';
import type {Environment} from '../files/locations.ts';

export interface Program {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
	readonly environment: Environment;
	readonly signals: SignalSource;
	readonly clock: Clock;
}

/** Cells of a line where the output is no terminal and COLUMNS does not say. */
const usualColumns = 120;

function fromEnvironment(text: string | undefined): number | null {
	const number = Number.parseInt(text ?? '', 10);
	return number > 0 ? number : null;
}

/** How wide printed lines may be. */
export function outputColumns({stdout, environment}: Program): number {
	return stdout.isTTY ? stdout.columns : (fromEnvironment(environment['COLUMNS']) ?? usualColumns);
}

/** How large a screen is that is printed instead of shown: the terminal's size, or what COLUMNS and LINES say. */
export function screenSize({stdout, environment}: Program): TerminalSize {
	return stdout.isTTY
		? {columns: stdout.columns, rows: stdout.rows}
		: {
				columns: fromEnvironment(environment['COLUMNS']) ?? 80,
				rows: fromEnvironment(environment['LINES']) ?? 24,
			};
}

/** The colours of the screen: none at all outside a terminal, and only bold and inverse where no colour is wanted. */
export function themeFor(
	{stdout, environment}: Program,
	{color, theme}: {readonly color: boolean; readonly theme: ThemeName},
): ThemeName {
	if (!stdout.isTTY) {
		return 'plain';
	}

	return color && !environment['NO_COLOR'] ? theme : 'mono';
}
