/**
 * What was asked for, on the command line and in the configuration.
 */
import type {Configuration} from '../files/configuration/configuration.ts';
import {readConfiguration} from '../files/configuration/read-configuration.ts';
import type {Environment} from '../files/locations.ts';
import type {KnownNames, Options} from './options.ts';
import {parseOptions} from './parse-options.ts';

/** Options, and where they come from as far as a person will ask. */
export interface AskedOptions extends Options {
	/** What asks for a console that changes nothing, in words; null where nothing does. */
	readonly readOnlyBy?: string | null;
}

/** Who asks for read-only: the command line, by itself, or else the configuration. */
function readOnlyBy(
	commandLine: Options,
	both: Options,
	{readOnlyFile}: Configuration,
): string | null {
	if (commandLine.readOnly) {
		return 'the option --read-only';
	}

	return both.readOnly ? `the key read-only in ${readOnlyFile}` : null;
}

/**
 * Reads the command line, and the configuration where it is needed: help and version need none.
 * @throws {UsageError}
 * @throws {ConfigurationError}
 */
export function askedOptions(
	words: readonly string[],
	known: KnownNames,
	environment: Environment,
): AskedOptions {
	const commandLine = parseOptions(words, known);
	if (commandLine.mode === 'help' || commandLine.mode === 'version') {
		return commandLine;
	}

	const configured = readConfiguration({file: commandLine.config, environment}, known);
	const both = parseOptions(words, known, configured);
	return {...both, readOnlyBy: readOnlyBy(commandLine, both, configured)};
}
