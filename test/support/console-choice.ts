/**
 * The console options of a command line without a subcommand.
 */
import type {Configuration} from '../../source/files/configuration/configuration.ts';
import {parseCommandLine} from '../../source/program/command-line.ts';
import {type ConsoleChoice, readConsole} from '../../source/program/console-options.ts';
import {readGeneral} from '../../source/program/general-options.ts';

/** Its options together with what is configured. */
export function consoleChoice(
	words: readonly string[],
	configuration: Configuration = {},
): ConsoleChoice {
	const {given} = parseCommandLine(words);
	return {...readGeneral(given, configuration), ...readConsole(given, configuration)};
}
