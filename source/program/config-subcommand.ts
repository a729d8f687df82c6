/**
 * `lvstop config`: prints the effective configuration, and where each value comes from.
 */
import {type ExitCode, exitCode} from '../commands/exit-code.ts';
import {flag, type OptionTable} from '../commands/option.ts';
import type {Program} from '../commands/program.ts';
import {
	type Subcommand,
	type SubcommandDefinition,
	type SubcommandLine,
	usageOf,
} from '../commands/subcommand.ts';
import {tomlLine} from '../files/configuration/configuration-text.ts';
import {configurationKeys} from '../files/configuration/keys.ts';
import {
	configurationOf,
	type ReadFiles,
	readFiles,
} from '../files/configuration/read-configuration.ts';
import {configurationTables} from '../files/configuration/tables.ts';
import {escapeControls, jsonText} from '../text/escape.ts';
import {consoleOptions, readConsole} from './console-options.ts';
import {type EffectiveValue, effectiveValues} from './effective-configuration.ts';
import {readGeneral} from './general-options.ts';
import {knownValues} from './known-values.ts';

/** The options of lvstop that a file can set too. */
const configurable: readonly string[] = [
	...Object.values(configurationKeys(knownValues)).flatMap(({options}) =>
		Object.keys(options ?? {}),
	),
	...Object.values(configurationTables(knownValues)).flatMap(({option}) => option ?? []),
];

const options: OptionTable = {
	...Object.fromEntries(
		Object.entries(consoleOptions).filter(([name]) => configurable.includes(name)),
	),
	json: flag('print one JSON object'),
};

const definition: SubcommandDefinition<OptionTable> = {
	name: 'config',
	usage: ['config'],
	summary: 'print the effective configuration, and where each value comes from',
	description: `Prints every value of the configuration. A comment says where it comes from: the default, a file, a variable of the
environment, or an option of this command line. The output is itself a valid configuration file. Wrong keys and values
are reported on standard error and left out; the exit code is then 2, as it is when lvstop refuses to start.`,
	words: {least: 0, most: 0},
	options,
	examples: [
		{line: 'config', does: 'print the configuration'},
		{line: 'config --json', does: 'print it as one JSON object'},
		{
			line: 'config --interval 5 --sort active',
			does: 'print a configuration file with these values',
		},
	],
};

/** The column in which the comments begin, if the values are shorter. */
const commentColumn = 34;

function originText({origin, from}: EffectiveValue): string {
	switch (origin) {
		case 'default':
			return 'default';
		case 'file':
			return escapeControls(from ?? '');
		case 'environment':
			return `${from} in the environment`;
		case 'option':
			return `option ${from}`;
	}
}

function valueLine(effective: EffectiveValue): string {
	const {path, value, otherwise} = effective;
	const name = path.at(-1) ?? '';
	const text = value === null ? `# ${name}: ${otherwise ?? 'not set'}` : tomlLine(name, value);
	return `${text.padEnd(commentColumn - 2)}  # ${originText(effective)}`;
}

function configurationText(
	{files}: Pick<ReadFiles, 'files'>,
	values: readonly EffectiveValue[],
): string {
	const read = files.map(
		({path, isThere}) => `# ${escapeControls(path)}${isThere ? '' : ' (not there)'}`,
	);
	const plain = values.filter(({path}) => path.length === 1);
	const tables = Map.groupBy(
		values.filter(({path}) => path.length > 1),
		({path}) => path[0] ?? '',
	);
	return [
		'# The effective configuration of lvstop. It was read from these files; the last one wins:',
		...read,
		'',
		...plain.map(valueLine),
		...[...tables].flatMap(([name, entries]) => ['', `[${name}]`, ...entries.map(valueLine)]),
	]
		.map(line => `${line}\n`)
		.join('');
}

function configurationJson(
	{files, problems}: ReadFiles,
	values: readonly EffectiveValue[],
): string {
	const object = {
		files: files.map(({path, isThere}) => ({path, read: isThere})),
		values: values.map(({path, value, origin, from}) => ({
			key: path.join('.'),
			path,
			value,
			origin,
			from,
		})),
		problems,
	};
	return `${jsonText(object)}\n`;
}

/**
 * Refuses options that lvstop itself would refuse.
 * @throws {UsageError}
 */
function requireValid({given}: SubcommandLine, read: ReadFiles): void {
	const configuration = configurationOf(read);
	readGeneral(given, configuration);
	readConsole(new Map([...given].filter(([name]) => name !== 'json')), configuration);
}

/** @throws {UsageError} */
function requireNoWords({words}: SubcommandLine): void {
	if (words.length > 0) {
		throw usageOf(definition);
	}
}

async function printConfiguration(
	line: SubcommandLine,
	{environment, output}: Program,
): Promise<ExitCode> {
	requireNoWords(line);
	const {given} = line;
	const read = readFiles({file: given.get('config')?.at(-1) ?? null, environment}, knownValues);
	requireValid(line, read);
	// Loaded lazily: the keys are those of the console, which other subcommands do without.
	const {keyProblems, keysByCommand} = await import('./console-assembly.ts');
	const problems = [...read.problems, ...keyProblems(configurationOf(read))];
	const values = effectiveValues(given, environment, read, keysByCommand());
	output.write(
		given.has('json')
			? configurationJson({...read, problems}, values)
			: configurationText(read, values),
	);
	for (const problem of problems) {
		output.writeError(`lvstop: ${problem}\n`);
	}

	return problems.length === 0 ? exitCode.done : exitCode.usage;
}

export const configSubcommand: Subcommand = {
	...definition,
	answer: printConfiguration,
	prepare(line) {
		requireNoWords(line);
		return async () => exitCode.usage;
	},
};
