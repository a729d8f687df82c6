/**
 * The common data of all completions: commands, options, and the possible words for each place. It comes from the same
 * tables as the parser of the command line.
 */
import {
	type DescribedOption,
	type DescribedTable,
	optionName,
} from '../../source/commands/option.ts';
import type {LiveKind} from '../../source/program/complete.ts';
import {consoleOptions} from '../../source/program/console-options.ts';
import {generalOptions} from '../../source/program/general-options.ts';
import {subcommands} from '../../source/program/subcommands.ts';

/** The source of the words for a place: a fixed list, lvstop itself, or the shell. */
export interface Source {
	readonly words?: readonly string[];
	readonly live?: LiveKind;
	readonly shell?: 'files' | 'hosts' | 'commands';
}

/** The sources for one place; empty if any text is possible there. */
export type Sources = readonly Source[];

export interface CompletedOption {
	/** As it is typed: `-n`, `--count`. */
	readonly names: readonly string[];
	readonly long: string;
	readonly short: string | null;
	readonly help: string;
	/** Whether an argument follows; `maybe` if it can be left out. */
	readonly argument: 'none' | 'maybe' | 'always';
	readonly sources: Sources;
}

/** A word after a command: its index (0 is the first), and the form of the command that it belongs to. */
export interface Place {
	/** The first word, if it selects the form of the command; null for all forms. */
	readonly first: string | null;
	/** The index; null means every place after the first word. */
	readonly at: number | null;
	readonly sources: Sources;
}

export interface CompletedCommand {
	readonly name: string;
	readonly summary: string;
	/** Its own options, without the general ones. */
	readonly options: readonly CompletedOption[];
	readonly places: readonly Place[];
}

/** The sources for the names of arguments in the help. A test fails if an argument is missing here. */
const argumentSources: Readonly<Record<string, Sources>> = {
	SERVICE: [{live: 'services'}],
	SERVER: [{live: 'servers'}],
	WEIGHT: [{words: ['+1', '-1', '50%', 'x2', '0', '1']}],
	COLUMN: [{live: 'columns'}],
	NAME: [{live: 'snapshots'}],
	FILE: [{shell: 'files'}],
	COMMAND: [{shell: 'commands'}],
	'[USER@]HOST': [{shell: 'hosts'}],
	'NAME|PATH': [{shell: 'files'}],
};

/** Options whose NAME is of something that lvstop does not list. */
const otherNames: readonly string[] = ['container'];

/** Commands that read a FILE, for which a snapshot can be given as well; the other commands write it. */
const readingCommands: readonly string[] = ['diff', 'restore'];

function sourcesOf(key: string, {argument, names}: DescribedOption): Sources {
	if (names !== undefined) {
		return [{words: names}];
	}

	return argument === null || otherNames.includes(key) ? [] : (argumentSources[argument] ?? []);
}

function optionsOf(table: DescribedTable): readonly CompletedOption[] {
	return Object.entries(table).map(([key, option]) => {
		const long = `--${optionName(key)}`;
		const short = option.short === undefined ? null : `-${option.short}`;
		return {
			names: short === null ? [long] : [short, long],
			long,
			short,
			help: option.help,
			argument: option.argument === null ? 'none' : option.bare === undefined ? 'always' : 'maybe',
			sources: sourcesOf(key, option),
		};
	});
}

/** The sources for a word of a usage line, such as `show|delete`, `SERVICE` or `[FILE|-]`. */
function sourcesOfWord(word: string, command: string): Sources {
	const parts = word.replaceAll(/[[\]…]/g, '').split('|');
	const words = parts.filter(part => /^[a-z]/.test(part));
	const named = parts.flatMap(part => argumentSources[part] ?? []);
	const readsFile = parts.includes('FILE') && readingCommands.includes(command);
	return [
		...(words.length === 0 ? [] : [{words}]),
		...(readsFile ? [{live: 'snapshots' as const}] : []),
		...named,
	];
}

function placesOf(name: string, usage: readonly string[]): readonly Place[] {
	return usage.flatMap(line => {
		// Options in a usage line are handled separately.
		const words = line
			.split(' ')
			.slice(1)
			.filter(word => !word.startsWith('-'));
		const firsts = (words[0] ?? '').split('|').filter(word => /^[a-z]/.test(word));
		return words.flatMap((word, at): readonly Place[] => {
			const sources = sourcesOfWord(word, name);
			const place = {at: word.endsWith('…') ? null : at, sources};
			return at === 0 || firsts.length === 0
				? [{first: null, ...place}]
				: firsts.map(first => ({first, ...place}));
		});
	});
}

/** Merges equal places, and removes duplicate sources from each place. */
function merged(places: readonly Place[]): readonly Place[] {
	const found: Place[] = [];
	for (const place of places.filter(({sources}) => sources.length > 0)) {
		const index = found.findIndex(({first, at}) => first === place.first && at === place.at);
		const same = found[index];
		if (same === undefined) {
			found.push(place);
		} else {
			const words = [...same.sources, ...place.sources].flatMap(source => source.words ?? []);
			const others = same.sources.filter(source => source.words === undefined);
			found[index] = {...same, sources: [...(words.length === 0 ? [] : [{words}]), ...others]};
		}
	}

	return found;
}

export const general: readonly CompletedOption[] = optionsOf(generalOptions);

/** The options of lvstop without a command. */
export const ofConsole: readonly CompletedOption[] = optionsOf(consoleOptions);

export const commands: readonly CompletedCommand[] = subcommands.map(
	({name, summary, options, ipvsadmOptions = {}, usage}) => ({
		name,
		summary,
		options: optionsOf({...ipvsadmOptions, ...options}),
		places: merged(placesOf(name, usage)),
	}),
);

/** All options by their names. A name takes an argument either in all commands or in none. */
export const allOptions: readonly CompletedOption[] = [
	...general,
	...ofConsole,
	...commands.flatMap(({options}) => options),
].filter(({long}, index, all) => all.findIndex(other => other.long === long) === index);

/**
 * The letters that take an argument after some commands but not after others, with those commands: `-y` is consent after
 * most, and a threshold after those that take ipvsadm's options.
 */
export const ambiguous: {
	readonly letters: readonly string[];
	readonly commands: readonly string[];
} = (() => {
	const withLetters = commands.map(({name, options}) => ({
		name,
		letters: options.filter(({argument}) => argument !== 'none').flatMap(({short}) => short ?? []),
	}));
	const flags = [...general, ...ofConsole, ...commands.flatMap(({options}) => options)]
		.filter(({argument}) => argument === 'none')
		.flatMap(({short}) => short ?? []);
	const letters = [...new Set(withLetters.flatMap(command => command.letters))].filter(letter =>
		flags.includes(letter),
	);
	return {
		letters,
		commands: withLetters
			.filter(command => letters.some(letter => command.letters.includes(letter)))
			.map(({name}) => name),
	};
})();

/** A text in single quotes that all three shells understand. */
export function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
