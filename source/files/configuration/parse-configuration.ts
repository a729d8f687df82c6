/**
 * Parses a configuration file.
 */

import {parse, TomlError} from 'smol-toml';
import {nearestName} from '../../text/nearest-name.ts';
import {storedValue} from '../stored.ts';
import {type Configuration, directorKeys} from './configuration.ts';
import type {FileValue, Key, KeyTable, KnownValues} from './key.ts';
import {configurationKeys} from './keys.ts';
import {configurationTables} from './tables.ts';

/** A valid value of a file. */
export interface Setting {
	/** The key, or the table and the key in it. */
	readonly path: readonly string[];
	readonly value: FileValue;
	/** Its meaning. */
	readonly says: Configuration;
}

export interface ParsedConfiguration {
	/** The valid values, in the order of the file. */
	readonly settings: readonly Setting[];
	/** Everything that is wrong, a sentence each, naming the file and the key or the line. */
	readonly problems: readonly string[];
}

/** A value as shown in a message. */
function shown(value: unknown): string {
	return typeof value === 'object' ? 'that' : (JSON.stringify(value) ?? String(value));
}

/** The nearest of the allowed names, or all of them. */
function hint(name: string, names: readonly string[]): string {
	const nearest = nearestName(name, names);
	return nearest === null ? `the keys are: ${names.join(', ')}` : `did you mean ${nearest}?`;
}

/** Reads one value with the schema of its key. */
function readValue(
	path: readonly string[],
	value: unknown,
	{takes, schema, explain}: Pick<Key, 'takes' | 'schema' | 'explain'>,
): Setting | string {
	const said = storedValue(schema, value);
	if (said.problem === undefined) {
		// The schema accepts nothing but what a file can have.
		return {path, value: value as FileValue, says: said.value};
	}

	const name = path.join('.');
	const why = explain?.(value) ?? null;
	return why === null ? `${name} must be ${takes}, not ${shown(value)}` : `${name}: ${why}`;
}

function readTable(
	name: string,
	content: Readonly<Record<string, unknown>>,
	table: KeyTable,
): readonly (Setting | string)[] {
	return Object.entries(content).map(([inner, value]) => {
		const key = table.key(inner);
		return key === null
			? table.complaint === undefined
				? `unknown key ${inner} in [${name}]; ${hint(inner, table.known)}`
				: `${inner} in [${name}] ${table.complaint}`
			: readValue([name, inner], value, key);
	});
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		// A date or a time of TOML.
		!(value instanceof Date)
	);
}

/** Whether a value chooses the director. */
export function choosesDirector({path: [name]}: Pick<Setting, 'path'>): boolean {
	return directorKeys.some(key => key === name);
}

/** The complaint about a file that chooses two directors; empty if there is none. */
function secondDirector(settings: readonly Setting[]): readonly string[] {
	const [one, other] = settings.filter(choosesDirector);
	return one === undefined || other === undefined
		? []
		: [`only one of ${one.path[0]} and ${other.path[0]} can be used`];
}

function readEntries(
	content: Readonly<Record<string, unknown>>,
	known: KnownValues,
): readonly (Setting | string)[] {
	const keys = configurationKeys(known);
	const tables = configurationTables(known);
	return Object.entries(content).flatMap(([name, value]): readonly (Setting | string)[] => {
		const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
		const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
		if (table !== undefined && isTable(value)) {
			return readTable(name, value, table);
		}

		if (key !== undefined) {
			return [readValue([name], value, key)];
		}

		if (table === undefined) {
			return [`unknown key ${name}; ${hint(name, [...Object.keys(keys), ...Object.keys(tables)])}`];
		}

		// Which view opens first is known only when all files have been read.
		return table.isByView && typeof value === 'string'
			? [{path: [name], value, says: {}}]
			: [`${name} must be a table, not ${shown(value)}`];
	});
}

/** Parses the text of a file. Never throws for what is in the text. */
export function parseConfiguration(
	file: string,
	text: string,
	known: KnownValues,
): ParsedConfiguration {
	let content: Readonly<Record<string, unknown>>;
	try {
		content = parse(text);
	} catch (error) {
		if (error instanceof TomlError) {
			// The first line has the reason; the lines below quote the position.
			const [reason = ''] = error.message.split('\n');
			return {settings: [], problems: [`${file}:${error.line}: ${reason}`]};
		}

		throw error;
	}

	const read = readEntries(content, known);
	const settings = read.filter(entry => typeof entry !== 'string');
	const problems = [
		...read.filter(entry => typeof entry === 'string'),
		...secondDirector(settings),
	];
	return {settings, problems: problems.map(problem => `${file}: ${problem}`)};
}

/** The value of one key, for what the command line sets; null if it is not valid there. */
export function settingOf(
	path: readonly string[],
	value: FileValue,
	known: KnownValues,
): Setting | null {
	const [name = '', inner] = path;
	const key =
		inner === undefined
			? configurationKeys(known)[name]
			: configurationTables(known)[name]?.key(inner);
	const said = key === undefined || key === null ? null : readValue(path, value, key);
	return typeof said === 'string' ? null : said;
}
