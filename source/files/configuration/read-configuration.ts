/**
 * Reads the configuration from its files.
 */
import {reasonOf} from '../../text/reason.ts';
import {configurationFile, type Environment} from '../locations.ts';
import {readRegularFileSync} from '../regular-file.ts';
import {type Configuration, ConfigurationError} from './configuration.ts';
import type {KnownValues} from './key.ts';
import {configurationKeys} from './keys.ts';
import {
	choosesDirector,
	parseConfiguration,
	type Setting,
	settingOf,
} from './parse-configuration.ts';
import {configurationTables} from './tables.ts';

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

/** A value and the file that it comes from. */
export interface FileSetting extends Setting {
	readonly file: string;
}

/** Everything that the files say. */
export interface ReadFiles {
	/** The files in the order of their importance, the least important first, and whether each is there. */
	readonly files: readonly {readonly path: string; readonly isThere: boolean}[];
	/** The values that count: the last one of each key. */
	readonly settings: readonly FileSetting[];
	readonly problems: readonly string[];
}

/** The text of a file; null if it is not there and need not be. */
function readText(file: string, needed: boolean): string | null {
	try {
		return readRegularFileSync(file, 'configuration');
	} catch (error) {
		if (!needed && error instanceof Error && 'code' in error && error.code === 'ENOENT') {
			return null;
		}

		throw error;
	}
}

function readFile(file: string, needed: boolean, known: KnownValues) {
	let text: string | null;
	try {
		text = readText(file, needed);
	} catch (error) {
		const problems = [`the configuration cannot be read: ${reasonOf(error)}`];
		return {path: file, isThere: true, settings: [], problems};
	}

	const {settings, problems} = parseConfiguration(file, text ?? '', known);
	return {
		path: file,
		isThere: text !== null,
		settings: settings.map(setting => ({...setting, file})),
		problems,
	};
}

function isSame(one: Setting, other: Setting): boolean {
	return JSON.stringify(one.path) === JSON.stringify(other.path);
}

/** Whether a value of a more important file takes the place of another. */
function replaces(later: Setting, earlier: Setting): boolean {
	const isOtherTheme =
		later.path.length === 1 && later.path[0] === 'theme' && earlier.path[0] === 'theme';
	return (
		isSame(later, earlier) || isOtherTheme || (choosesDirector(later) && choosesDirector(earlier))
	);
}

/** Gives a plain value such as `sort = "active"` to the view that opens first, and a theme to its table. */
function resolvePlain(
	settings: readonly FileSetting[],
	known: KnownValues,
): {readonly settings: readonly FileSetting[]; readonly problems: readonly string[]} {
	const tables = configurationTables(known);
	const view =
		settings.reduce<string | undefined>((found, {says}) => says.view ?? found, undefined) ??
		String(configurationKeys(known)['view']?.usual);
	// The theme of one file and the looks of another are one table.
	const hasOwnTheme = settings.some(({path}) => path.length === 2 && path[0] === 'theme');
	const problems: string[] = [];
	const resolved = settings.flatMap((setting): readonly FileSetting[] => {
		const {path, value, file} = setting;
		const [name = ''] = path;
		const table = path.length === 1 ? tables[name] : undefined;
		if (name === 'theme' && path.length === 1 && hasOwnTheme) {
			return [{...setting, path: ['theme', 'base']}];
		}

		if (!table?.isByView) {
			return [setting];
		}

		const said = settingOf([name, view], value, known);
		if (said !== null) {
			return [{...said, file}];
		}

		const takes = table.key(view)?.takes;
		problems.push(
			takes === undefined
				? `${file}: ${name} is for the view that opens first, and ${view} has none; use [${name}]`
				: `${file}: ${name} of the view ${view} must be ${takes}, not ${JSON.stringify(value)}`,
		);
		return [];
	});
	// A plain value of one file and a table of another can be about the same view.
	return {settings: lastOfEach(resolved), problems};
}

/** The settings without those that a later one replaces. */
function lastOfEach(settings: readonly FileSetting[]): readonly FileSetting[] {
	return settings.filter(
		(setting, index) => !settings.slice(index + 1).some(later => replaces(later, setting)),
	);
}

/** Reads the files synchronously, because nothing else can be done before. Wrong values are reported and left out. */
export function readFiles(
	{file, environment, system = systemFile}: ConfigurationPlace,
	known: KnownValues,
): ReadFiles {
	const read =
		file === null
			? [readFile(system, false, known), readFile(configurationFile(environment), false, known)]
			: [readFile(file, true, known)];
	const {settings, problems} = resolvePlain(lastOfEach(read.flatMap(one => one.settings)), known);
	return {
		files: read.map(({path, isThere}) => ({path, isThere})),
		settings,
		problems: [...read.flatMap(one => one.problems), ...problems],
	};
}

/** Adds a value to others; those of a table are added to the table. */
function merged(one: Configuration, other: Configuration): Configuration {
	const tables = Object.entries(other).filter(([, value]) => typeof value === 'object');
	const before: Readonly<Record<string, unknown>> = {...one};
	return {
		...one,
		...other,
		...Object.fromEntries(
			tables.map(([name, value]) => [name, {...(before[name] as object | undefined), ...value}]),
		),
	};
}

/** The meaning of a value, with its file if the operator will ask for that. */
function withFile({says, file}: FileSetting): Configuration {
	if (says.keys !== undefined) {
		const keyFiles = Object.keys(says.keys).map(command => [command, file]);
		return {...says, keyFiles: Object.fromEntries(keyFiles)};
	}

	return says.readOnly === undefined ? says : {...says, readOnlyFile: file};
}

/** The meaning of all values together. */
export function configurationOf({settings}: Pick<ReadFiles, 'settings'>): Configuration {
	return settings.reduce<Configuration>((all, setting) => merged(all, withFile(setting)), {});
}

/**
 * Reads the configuration.
 * @throws {ConfigurationError} for the first mistake
 */
export function readConfiguration(place: ConfigurationPlace, known: KnownValues): Configuration {
	const read = readFiles(place, known);
	const [problem] = read.problems;
	if (problem !== undefined) {
		throw new ConfigurationError(problem);
	}

	return configurationOf(read);
}
