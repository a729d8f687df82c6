/**
 * The options of the console and of every subcommand.
 */

import {
	flag,
	type GivenOptions,
	oneOf,
	onlyOne,
	readOptions,
	text,
	value,
} from '../commands/option.ts';
import {UsageError} from '../commands/usage-error.ts';
import {parseLook} from '../console/text/parse-look.ts';
import {type Look, type ThemeName, themeNames} from '../console/text/theme.ts';
import {splitWords} from '../director/port/split-words.ts';
import {type Configuration, directorKeys} from '../files/configuration/configuration.ts';
import {sceneNames} from '../simulator/scenes/scenes.ts';
import {reasonOf} from '../text/reason.ts';
import {isSshDestination} from '../text/ssh-destination.ts';
import {type DirectorChoice, sources} from './open-port.ts';

function viaWords(words: string): readonly [string, ...string[]] {
	let split: readonly string[];
	try {
		split = splitWords(words);
	} catch (error) {
		throw new UsageError(`--via: ${reasonOf(error)}`);
	}

	const [first, ...rest] = split;
	if (first === undefined) {
		throw new UsageError('--via needs a command');
	}

	return [first, ...rest];
}

function destination(name: string): string {
	if (!isSshDestination(name)) {
		throw new UsageError(`--host needs [USER@]HOST, not '${name}'`);
	}

	return name;
}

function placeName(name: string, option: string): string {
	// The program that opens the place would take a word with a leading dash for an option.
	if (name === '' || name.startsWith('-')) {
		throw new UsageError(
			`--${option} needs a name${option === 'netns' ? ' or a path' : ''}, not '${name}'`,
		);
	}

	return name;
}

/** The options that select a director, of which at most one can be given. Add a new one here. */
const directorOptions = {
	via: value({
		argument: 'COMMAND',
		help: 'run every command through COMMAND, such as --via sudo',
		usual: null,
		read: viaWords,
		configured: ({via}) => (via === undefined ? undefined : viaWords(via)),
	}),
	host: value({
		argument: '[USER@]HOST',
		help: 'use the director on another host, over ssh',
		usual: null,
		read: destination,
		configured: ({host}) => (host === undefined ? undefined : destination(host)),
	}),
	netns: value({
		argument: 'NAME|PATH',
		help: 'use the director in another network namespace, by its name or its file',
		usual: null,
		read: placeName,
		configured: ({netns}) => (netns === undefined ? undefined : placeName(netns, 'netns')),
	}),
	container: value({
		argument: 'NAME',
		help: 'use the director in the network namespace of a docker or podman container',
		usual: null,
		read: placeName,
		configured: ({container}) =>
			container === undefined ? undefined : placeName(container, 'container'),
	}),
	demo: value({
		argument: '[SCENE]',
		bare: 'nat',
		help: 'use a simulated director with traffic; nothing is real',
		usual: null,
		read: oneOf(sceneNames),
	}),
	local: flag('use the director on this host, even if the configuration names another one'),
};

/** All of these options. */
export const generalOptions = {
	...directorOptions,
	source: value({
		argument: 'NAME',
		help: 'read a local director by netlink or by ipvsadm (auto)',
		usual: 'auto' as const,
		read: oneOf(sources),
		configured: ({source}) => sources.find(name => name === source),
	}),
	readOnly: flag('allow no changes'),
	noReadOnly: flag('allow changes even if the configuration says read-only'),
	config: text('FILE', 'read this file instead of the configuration files'),
	noColor: flag('no colours (NO_COLOR in the environment does the same)'),
	version: flag('print the version and exit', {short: 'V'}),
	help: flag('print this help and exit', {short: 'h'}),
};

/** Their values, from the command line and the configuration. */
export interface General {
	readonly director: DirectorChoice;
	/** The reason why changes are forbidden, in words; null if they are allowed. */
	readonly readOnlyBy: string | null;
	/** False only if `--no-color` was given; environment variables are handled elsewhere. */
	readonly color: boolean;
	/** Null for what suits the terminal. */
	readonly theme: ThemeName | null;
	/** The operator's own looks, by role. */
	readonly looks: Readonly<Record<string, Look>>;
	/** The number of unnamed snapshots without notes to keep; null for all. */
	readonly keepSnapshots: number | null;
}

/** The configuration without what chooses a director. */
function withoutDirector(configuration: Configuration): Configuration {
	const others = Object.entries(configuration).filter(
		([name]) => !directorKeys.some(key => key === name),
	);
	return Object.fromEntries(others);
}

function looksOf({looks = {}}: Configuration): Readonly<Record<string, Look>> {
	return Object.fromEntries(
		Object.entries(looks).map(([role, text]) => [role, parseLook(text) ?? []]),
	);
}

/** The source of the read-only request: the command line, or the configuration. */
function readOnlyBy(
	asked: 'readOnly' | 'noReadOnly' | null,
	{readOnly, readOnlyFile}: Configuration,
): string | null {
	if (asked === 'readOnly') {
		return 'the option --read-only';
	}

	return readOnly && asked === null ? `the key read-only in ${readOnlyFile}` : null;
}

/**
 * Reads the options.
 * @throws {UsageError}
 */
export function readGeneral(given: GivenOptions, configuration: Configuration): General {
	const ways = Object.keys(directorOptions);
	const chosen = onlyOne(ways, way => given.has(way));
	const values = readOptions(
		generalOptions,
		given,
		chosen === null ? configuration : withoutDirector(configuration),
	);
	const isElsewhere = (['via', 'host', 'container', 'demo'] as const).some(
		way => values[way] !== null,
	);
	if (given.has('source') && values.source === 'netlink' && isElsewhere) {
		throw new UsageError('--source netlink is only for a director on this host');
	}

	return {
		// A configured netlink is for when the director is here.
		director: isElsewhere && values.source === 'netlink' ? {...values, source: 'auto'} : values,
		readOnlyBy: readOnlyBy(
			onlyOne(['readOnly', 'noReadOnly'], name => values[name]),
			configuration,
		),
		color: !values.noColor,
		theme: themeNames.find(name => name === configuration.theme) ?? null,
		looks: looksOf(configuration),
		keepSnapshots: configuration.keepSnapshots ?? null,
	};
}
