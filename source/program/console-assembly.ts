/**
 * The console with the keys that the operator has chosen.
 */
import {remap} from '../console/keys/remap.ts';
import type {Assembly} from '../console/state/model.ts';
import {type Configuration, ConfigurationError} from '../files/configuration/configuration.ts';
import {assembly} from './features.ts';

type Chosen = Pick<Configuration, 'keys' | 'keyFiles'>;

function remapped({keys = {}, keyFiles = {}}: Chosen) {
	const {problems, ...result} = remap(assembly, keys);
	return {
		...result,
		problems: problems.map(({commands, text}) => {
			const files = new Set(commands.flatMap(command => keyFiles[command] ?? []));
			return `${[...files].join(', ')}: [keys]: ${text}`;
		}),
	};
}

/** Everything that is wrong with the chosen keys, a sentence each. */
export function keyProblems(chosen: Chosen): readonly string[] {
	return remapped(chosen).problems;
}

/**
 * The console with the chosen keys.
 * @throws {ConfigurationError} if one of them cannot be used
 */
export function consoleAssembly(chosen: Chosen): Assembly {
	const {assembly: result, problems} = remapped(chosen);
	const [problem] = problems;
	if (problem !== undefined) {
		throw new ConfigurationError(problem);
	}

	return result;
}

/** The default keys of every command whose keys can be changed. */
export function keysByCommand(): Readonly<Record<string, readonly string[]>> {
	const fixed = new Set(
		assembly.bindings.filter(({isFixed}) => isFixed).map(({command}) => command),
	);
	return Object.fromEntries(
		assembly.bindings
			.filter(({command}) => !fixed.has(command))
			.map(({command, keys}) => [command, keys]),
	);
}
