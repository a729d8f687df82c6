/**
 * The configuration from its files.
 */
import {readFile} from 'node:fs/promises';
import {configurationFile, type Environment} from '../state-folder/locations.ts';
import {orIfMissing} from '../state-folder/missing-file.ts';
import {type Configuration, ConfigurationError} from './configuration.ts';
import type {KnownValues} from './keys.ts';
import {parseConfiguration} from './parse-configuration.ts';

/** For everybody on this machine; a person's own file wins over it key by key. */
const systemFile = '/etc/lvstop/config.toml';

/** Where the configuration is. */
export interface ConfigurationPlace {
	/** The one file to read, which has to be there; null is the usual files, which need not be. */
	readonly file: string | null;
	readonly environment: Environment;
	/** Another place for the file of the whole machine. */
	readonly system?: string;
}

async function readText(file: string, needed: boolean): Promise<string> {
	try {
		const text = readFile(file, 'utf8');
		return await (needed ? text : orIfMissing(text, ''));
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new ConfigurationError(`the configuration cannot be read: ${reason}`);
	}
}

/**
 * Reads what the files say.
 * @throws {ConfigurationError}
 */
export async function readConfiguration(
	{file, environment, system = systemFile}: ConfigurationPlace,
	known: KnownValues,
): Promise<Configuration> {
	if (file !== null) {
		return parseConfiguration(file, await readText(file, true), known);
	}

	const own = configurationFile(environment);
	return {
		...parseConfiguration(system, await readText(system, false), known),
		...parseConfiguration(own, await readText(own, false), known),
	};
}
