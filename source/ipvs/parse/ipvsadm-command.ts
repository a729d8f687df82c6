/**
 * Parses the arguments of one ipvsadm command that changes something, as a person types them.
 *
 * The options are those of saved rules, read by the same parsers; only the commands are more.
 */
import {parseIpAddress} from '../address.ts';
import {longestTimeout, type SyncDaemon, type Timeouts} from '../listing.ts';
import type {ServerKey} from '../server.ts';
import type {ServiceKey} from '../service.ts';
import type {Names} from '../service-names.ts';
import {
	meantOption,
	type OptionSpec,
	type Options,
	type OptionTable,
	optionTable,
	readOptions,
} from './options.ts';
import {
	type GivenServer,
	readGivenServer,
	readSavedServerKey,
	serverKeyOptions,
	serverOptions,
	serverValueOptions,
} from './saved-server.ts';
import {
	type GivenService,
	readGivenService,
	readSavedServiceKey,
	serviceKeyOptions,
	serviceValueOptions,
} from './saved-service.ts';
import {readWrittenNumber, unreadable} from './words.ts';

/** A command that lvstop has another way for: it lists, or it replaces or prints the whole table. */
export type OtherCommand = 'list' | 'clear' | 'restore' | 'save' | 'help' | 'version';

/** The parsed command. What an edit leaves out has to be taken from the present row. */
export type IpvsadmCommand =
	| {readonly command: 'add-service' | 'edit-service'; readonly given: GivenService}
	| {readonly command: 'delete-service'; readonly service: ServiceKey}
	| {
			readonly command: 'add-server' | 'edit-server';
			readonly service: ServiceKey;
			readonly given: GivenServer;
	  }
	| {
			readonly command: 'delete-server';
			readonly service: ServiceKey;
			readonly server: ServerKey;
	  }
	/** The counters of one service, or all counters. */
	| {readonly command: 'zero'; readonly service: ServiceKey | null}
	/** Seconds; 0 leaves a timeout as it is. */
	| {readonly command: 'set'; readonly timeouts: Timeouts}
	| {readonly command: 'start-daemon'; readonly daemon: SyncDaemon}
	| {readonly command: 'stop-daemon'; readonly role: SyncDaemon['role']}
	| {readonly command: OtherCommand};

type CommandName = IpvsadmCommand['command'];

const commands: readonly (OptionSpec & {readonly long: CommandName})[] = [
	{long: 'add-service', short: 'A', argument: 'none'},
	{long: 'edit-service', short: 'E', argument: 'none'},
	{long: 'delete-service', short: 'D', argument: 'none'},
	{long: 'add-server', short: 'a', argument: 'none'},
	{long: 'edit-server', short: 'e', argument: 'none'},
	{long: 'delete-server', short: 'd', argument: 'none'},
	{long: 'zero', short: 'Z', argument: 'none'},
	{long: 'set', argument: 'none'},
	{long: 'start-daemon', argument: 'required'},
	{long: 'stop-daemon', argument: 'required'},
	{long: 'list', short: 'L', argument: 'none'},
	{long: 'list', short: 'l', argument: 'none'},
	{long: 'clear', short: 'C', argument: 'none'},
	{long: 'restore', short: 'R', argument: 'none'},
	{long: 'save', short: 'S', argument: 'none'},
	{long: 'help', short: 'h', argument: 'none'},
	{long: 'version', short: 'v', argument: 'none'},
];

/** The options that describe a sync daemon. */
export const daemonOptions: readonly OptionSpec[] = [
	{long: 'mcast-interface', argument: 'required'},
	{long: 'syncid', argument: 'required'},
	{long: 'sync-maxlen', argument: 'required'},
	{long: 'mcast-group', argument: 'required'},
	{long: 'mcast-port', argument: 'required'},
	{long: 'mcast-ttl', argument: 'required'},
];

const serviceTable = optionTable([...serviceKeyOptions, ...serviceValueOptions]);
const serviceKeyTable = optionTable(serviceKeyOptions);
const serverKeyTable = optionTable([...serviceKeyOptions, ...serverKeyOptions]);
const daemonTable = optionTable(daemonOptions);
const noOptions = optionTable([]);

/** The options of -L that are not also options of a rule. */
const listingOptions: readonly OptionSpec[] = [
	{long: 'connection', short: 'c', argument: 'none'},
	{long: 'numeric', short: 'n', argument: 'none'},
	...['timeout', 'daemon', 'stats', 'rate', 'thresholds', 'persistent-conn', 'tun-info'].map(
		(long): OptionSpec => ({long, argument: 'none'}),
	),
	...['exact', 'sort', 'nosort'].map((long): OptionSpec => ({long, argument: 'none'})),
];

/** The purpose of options, and the commands that take them. */
const purposes = [
	[serviceKeyOptions, 'names a service: it goes with commands for services and servers'],
	[serviceValueOptions, 'describes a service: it goes with add-service and edit-service'],
	[serverKeyOptions, 'names a server: it goes with add-server, edit-server and delete-server'],
	[serverValueOptions, 'describes a server: it goes with add-server and edit-server'],
	[daemonOptions, 'describes a sync daemon: it goes with start-daemon'],
	[listingOptions, 'is about listing: it goes with list'],
] as const;

/** The command and the words after it; a bundle (`-et V`) has both in one word. */
function splitCommand(words: readonly string[]): {
	readonly command: CommandName;
	/** The argument that a long command has behind `=`; null without one. */
	readonly attached: string | null;
	readonly rest: readonly string[];
} {
	const [first, ...rest] = words;
	if (first === undefined || !/^-./.test(first)) {
		return unreadable(
			`a command comes first, such as -e or --edit-server${first === undefined ? '' : `, not ${first}`}`,
		);
	}

	if (!first.startsWith('--')) {
		const letter = first.slice(1, 2);
		const found = commands.find(({short}) => short === letter);
		return found === undefined
			? unreadable(`unknown command -${letter}`)
			: {
					command: found.long,
					attached: null,
					rest: first.length > 2 ? [`-${first.slice(2)}`, ...rest] : rest,
				};
	}

	const equals = first.indexOf('=');
	const name = first.slice(2, equals === -1 ? undefined : equals);
	const attached = equals === -1 ? null : first.slice(equals + 1);
	const found = commands.find(({long}) => long === name);
	if (found === undefined) {
		const names = commands.map(({long}) => long);
		return unreadable(`unknown command --${name}${meantOption(`--${name}`, names)}`);
	}

	return attached !== null && found.argument === 'none'
		? unreadable(`--${name} takes no argument`)
		: {command: found.long, attached, rest};
}

function readTimeouts(words: readonly string[]): Timeouts {
	const [tcp, tcpFin, udp, ...others] = words;
	if (tcp === undefined || tcpFin === undefined || udp === undefined || others.length > 0) {
		return unreadable(
			'three timeouts are needed, in seconds: tcp tcpfin udp; 0 leaves one as it is',
		);
	}

	const read = (word: string, name: string) =>
		readWrittenNumber(word, `the timeout ${name}`, longestTimeout);
	return {tcp: read(tcp, 'tcp'), tcpFin: read(tcpFin, 'tcpfin'), udp: read(udp, 'udp')};
}

function readRole(word: string | undefined): SyncDaemon['role'] {
	return word === 'master' || word === 'backup'
		? word
		: unreadable(`a sync daemon is master or backup${word === undefined ? '' : `, not ${word}`}`);
}

function readDaemon(role: SyncDaemon['role'], options: Options): SyncDaemon {
	const number = (name: string, largest: number, least: number) => {
		const word = options.get(name);
		return word == null ? null : readWrittenNumber(word, `--${name}`, largest, least);
	};
	const group = options.get('mcast-group') ?? null;
	return {
		role,
		interface: options.get('mcast-interface') ?? unreadable('no --mcast-interface'),
		syncId: number('syncid', 255, 0) ?? 0,
		maxLength: number('sync-maxlen', 65_507, 1),
		group:
			group === null ? null : (parseIpAddress(group) ?? unreadable(`not an IP address: ${group}`)),
		port: number('mcast-port', 65_535, 1),
		ttl: number('mcast-ttl', 255, 1),
	};
}

function stopDaemon(role: SyncDaemon['role'], options: Options): IpvsadmCommand {
	return options.size === 0
		? {command: 'stop-daemon', role}
		: unreadable('the kernel stops a sync daemon by its role alone: leave the options out');
}

/** Why a command does not take an option, in the names of ipvsadm's commands: `lvstop edit service` has the same ones. */
function whyNotWith(name: CommandName, option: string, suggested: readonly string[]): string {
	const found = purposes.findLast(([specs]) => optionTable(specs).has(option));
	if (found !== undefined) {
		return `${option} ${found[1]}, not with ${name}`;
	}

	const other = optionTable(commands).get(option)?.long;
	return other !== undefined
		? `only one command at a time: ${name} or ${other}`
		: `unknown option ${option}${meantOption(option, suggested)}`;
}

/** The context of a typed command. */
export interface TypedCommand {
	/** The meaning of names. A name that is not among them is refused. */
	readonly names: Names;
	/** Long options that do not belong to ipvsadm but may have been meant by an unknown one. */
	readonly otherOptions: readonly string[];
}

/**
 * Parses the words after `ipvsadm`.
 * @throws {UnreadableLine} with what is wrong
 */
export function readIpvsadmCommand(
	words: readonly string[],
	{names: given, otherOptions}: TypedCommand,
): IpvsadmCommand {
	const {command, attached, rest} = splitCommand(words);
	const names: Names = {...given, advice: ''};
	const optionsOf = (typed: readonly string[], table: OptionTable) => {
		const suggested = [...[...table.values()].map(({long}) => long), ...otherOptions];
		return readOptions(typed, table, option => whyNotWith(command, option, suggested));
	};
	switch (command) {
		case 'add-service':
		case 'edit-service':
			return {command, given: readGivenService(optionsOf(rest, serviceTable), names, false)};
		case 'delete-service':
			return {
				command,
				service: readSavedServiceKey(optionsOf(rest, serviceKeyTable), names, false),
			};
		case 'add-server':
		case 'edit-server': {
			const options = optionsOf(rest, serverOptions);
			const service = readSavedServiceKey(options, names, false);
			return {command, service, given: readGivenServer(options, service, names)};
		}

		case 'delete-server': {
			const options = optionsOf(rest, serverKeyTable);
			const service = readSavedServiceKey(options, names, false);
			return {command, service, server: readSavedServerKey(options, service, names)};
		}

		case 'zero': {
			const options = optionsOf(rest, serviceKeyTable);
			return {
				command,
				service: options.size === 0 ? null : readSavedServiceKey(options, names, false),
			};
		}

		case 'set':
			optionsOf(
				rest.filter(word => /^-[^\d]/.test(word)),
				noOptions,
			);
			return {command, timeouts: readTimeouts(rest)};
		case 'start-daemon':
		case 'stop-daemon': {
			const role = readRole(attached ?? rest[0]);
			const options = optionsOf(attached === null ? rest.slice(1) : rest, daemonTable);
			return command === 'stop-daemon'
				? stopDaemon(role, options)
				: {command, daemon: readDaemon(role, options)};
		}

		default:
			return {command};
	}
}
