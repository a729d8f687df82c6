/**
 * Reads the configuration from its files.
 */
import {reasonOf} from '../../text/reason.ts';
import {configurationFile, type Environment} from '../locations.ts';
import {readRegularFileSync} from '../regular-file.ts';
import {type Configuration, ConfigurationError} from './configuration.ts';
import type {KnownValues} from './keys.ts';
import {parseConfiguration} from './parse-configuration.ts';

/** The configuration for all users; each user's own file overrides it key by key. */
const systemFile = '/etc/lvstop/config.toml';

/** The location of the configuration. */
export interface ConfigurationPlace {
	/** The only file to read, which has to exist; null for the default files, which are optional. */
	readonly file: string | null;
	readonly environment: Environment;
	/** Another path for the file for all users. */
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

/** The values of a file, with its path where the operator will ask for it. */
function readFile(file: string, needed: boolean, known: KnownValues): Configuration {
	const said = parseConfiguration(file, readText(file, needed), known);
	return said.readOnly === undefined ? said : {...said, readOnlyFile: file};
}

/**
 * Reads the files synchronously, because nothing else can be done before.
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
