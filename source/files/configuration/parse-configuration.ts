/**
 * Parses a configuration file.
 */

import {parse, TomlError} from 'smol-toml';
import {nearestName} from '../../text/nearest-name.ts';
import {storedValue} from '../stored.ts';
import {type Configuration, ConfigurationError} from './configuration.ts';
import {configurationKeys, type KnownValues} from './keys.ts';

/** A value as shown in a message. */
function shown(value: unknown): string {
	return typeof value === 'object' ? 'that' : (JSON.stringify(value) ?? String(value));
}

function parseToml(file: string, text: string): Readonly<Record<string, unknown>> {
	try {
		return parse(text);
	} catch (error) {
		if (error instanceof TomlError) {
			// The first line has the reason; the lines below quote the position.
			const [reason = ''] = error.message.split('\n');
			throw new ConfigurationError(`${file}:${error.line}: ${reason}`);
		}

		throw error;
	}
}

/**
 * Parses the text of a file.
 * @throws {ConfigurationError} naming the file, the line or the key, and what is allowed
 */
export function parseConfiguration(file: string, text: string, known: KnownValues): Configuration {
	const keys = configurationKeys(known);
	let configuration: Configuration = {};
	for (const [name, value] of Object.entries(parseToml(file, text))) {
		const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
		if (key === undefined) {
			const names = Object.keys(keys);
			const nearest = nearestName(name, names);
			const hint =
				nearest === null ? `the keys are: ${names.join(', ')}` : `did you mean ${nearest}?`;
			throw new ConfigurationError(`${file}: unknown key ${name}; ${hint}`);
		}

		const said = storedValue(key.schema, value);
		if (said.problem !== undefined) {
			throw new ConfigurationError(`${file}: ${name} must be ${key.takes}, not ${shown(value)}`);
		}

		configuration = {...configuration, ...said.value};
	}

	return configuration;
}
