/**
 * The configuration from its files.
 */
import {reasonOf} from '../../text/reason.ts';
import {configurationFile, type Environment} from '../locations.ts';
import {readRegularFileSync} from '../regular-file.ts';
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

function readText(file: string, needed: boolean): string {
	try {
		return readRegularFileSync(file, 'configuration');
	} catch (error) {
		if (!needed && error instanceof Error && 'code' in error && error.code === 'ENOENT') {
			return '';
		}

		const reason = reasonOf(error);
		throw new ConfigurationError(`the configuration cannot be read: ${reason}`);
	}
}

/** What a file says; of what a person will ask about, also which file it was. */
function readFile(file: string, needed: boolean, known: KnownValues): Configuration {
	const said = parseConfiguration(file, readText(file, needed), known);
	return said.readOnly === undefined ? said : {...said, readOnlyFile: file};
}

/**
 * Reads what the files say, before anything else is done: nothing could go on meanwhile.
 * @throws {ConfigurationError}
 */
export function readConfiguration(
	{file, environment, system = systemFile}: ConfigurationPlace,
	known: KnownValues,
): Configuration {
	if (file !== null) {
		return readFile(file, true, known);
	}

	const own = configurationFile(environment);
	return {
		...readFile(system, false, known),
		...readFile(own, false, known),
	};
}
