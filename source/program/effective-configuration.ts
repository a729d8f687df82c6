/**
 * The effective configuration: each value, and where it comes from.
 */
import type {GivenOptions} from '../commands/option.ts';
import {optionName} from '../commands/option.ts';
import {directorKeys} from '../files/configuration/configuration.ts';
import type {FileValue, Key} from '../files/configuration/key.ts';
import {configurationKeys} from '../files/configuration/keys.ts';
import type {FileSetting, ReadFiles} from '../files/configuration/read-configuration.ts';
import {configurationTables} from '../files/configuration/tables.ts';
import type {Environment} from '../files/locations.ts';
import {knownValues} from './known-values.ts';

/** A value, and where it comes from. */
export interface EffectiveValue {
	/** The key, or the table and the key in it. */
	readonly path: readonly string[];
	/** As it would be written in a file; null if it has none. */
	readonly value: FileValue | null;
	readonly origin: 'default' | 'file' | 'environment' | 'option';
	/** The file, the variable of the environment, or the option; null for a default. */
	readonly from: string | null;
	/** A value that is not set, in words. */
	readonly otherwise: string | null;
}

interface Sources {
	/** The default keys of all commands. */
	readonly keys: Readonly<Record<string, readonly string[]>>;
	readonly given: GivenOptions;
	readonly environment: Environment;
	readonly settings: readonly FileSetting[];
}

/** The options that choose a director; each replaces every configured one. */
const directorOptions: readonly string[] = [...directorKeys, 'demo', 'local'];

/** A value that the command line sets; null if it does not. */
function byOption(
	options: NonNullable<Key['options']>,
	given: GivenOptions,
): Pick<EffectiveValue, 'value' | 'origin' | 'from'> | null {
	const found = Object.entries(options).find(([name]) => given.has(name));
	if (found === undefined) {
		return null;
	}

	const [name, inFile] = found;
	const argument = given.get(name)?.at(-1) ?? '';
	return {value: inFile(argument), origin: 'option', from: `--${optionName(name)}`};
}

function isAt(path: readonly string[], setting: Pick<FileSetting, 'path'>): boolean {
	return path.length === setting.path.length && path.every((name, at) => name === setting.path[at]);
}

function plainValue(
	name: string,
	key: Key,
	{given, environment, settings}: Sources,
): EffectiveValue {
	const head = {path: [name], otherwise: key.otherwise ?? null};
	const option = byOption(key.options ?? {}, given);
	if (option !== null) {
		return {...head, ...option};
	}

	if (name === 'theme' && environment['NO_COLOR']) {
		return {...head, value: 'mono', origin: 'environment', from: 'NO_COLOR'};
	}

	const isOverruled =
		directorKeys.some(own => own === name) && directorOptions.some(other => given.has(other));
	const setting = isOverruled ? undefined : settings.find(one => isAt([name], one));
	return setting === undefined
		? {...head, value: key.usual, origin: 'default', from: null}
		: {...head, value: setting.value, origin: 'file', from: setting.file};
}

/** The values of a table: those of the files, those of the command line, and the defaults. */
function tableValues(
	name: string,
	view: string,
	{given, settings, keys}: Sources,
): readonly EffectiveValue[] {
	const table = configurationTables(knownValues)[name];
	const usual = name === 'keys' ? keys : (table?.usual ?? {});
	const option = table?.option;
	const found = new Map<string, EffectiveValue>();
	const put = (key: string, value: Omit<EffectiveValue, 'path' | 'otherwise'>): void => {
		found.set(key, {path: [name, key], otherwise: null, ...value});
	};
	for (const [key, value] of Object.entries(usual)) {
		put(key, {value, origin: 'default', from: null});
	}

	for (const {path, value, file} of settings) {
		if (path[0] === name && path[1] !== undefined) {
			put(path[1], {value, origin: 'file', from: file});
		}
	}

	const argument = option === undefined ? undefined : given.get(option)?.at(-1);
	if (argument !== undefined && option !== undefined) {
		put(view, {value: argument, origin: 'option', from: `--${optionName(option)}`});
	}

	return [...found.values()];
}

/** Every value in the order of the tables of keys; plain ones first, as TOML needs it. */
export function effectiveValues(
	given: GivenOptions,
	environment: Environment,
	{settings}: Pick<ReadFiles, 'settings'>,
	keys: Readonly<Record<string, readonly string[]>>,
): readonly EffectiveValue[] {
	const sources = {given, environment, settings, keys};
	const all = Object.entries(configurationKeys(knownValues)).map(([name, key]) =>
		plainValue(name, key, sources),
	);
	// A theme is either a name or a table.
	const isThemeNamed = all.some(
		({path: [name], origin}) => name === 'theme' && origin !== 'default',
	);
	const hasOwnTheme = settings.some(({path}) => path[0] === 'theme' && path.length > 1);
	const plain = all.filter(({path: [name]}) => name !== 'theme' || isThemeNamed || !hasOwnTheme);
	const view = plain.find(({path: [name]}) => name === 'view')?.value;
	return [
		...plain,
		...Object.keys(configurationTables(knownValues))
			.filter(name => name !== 'theme' || !isThemeNamed)
			.flatMap(name => tableValues(name, String(view), sources)),
	];
}
