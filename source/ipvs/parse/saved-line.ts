/**
 * One line of saved rules: a service, or a server of one.
 */
import {parseEndpoint} from '../address.ts';
import {type ServerId, type ServerRule, serverId} from '../server.ts';
import {type ServiceId, type ServiceKey, type ServiceRule, serviceId} from '../service.ts';
import type {Names} from '../service-names.ts';
import {type Options, readOptions} from './options.ts';
import {readSavedServer, readWeight, serverOptions} from './saved-server.ts';
import {
	keyOptionOf,
	placeOf,
	readSavedService,
	readSavedServiceKey,
	serviceOptions,
} from './saved-service.ts';
import {unreadable} from './words.ts';

/** What a line makes. */
export type SavedLine =
	| {readonly row: 'service'; readonly service: ServiceId; readonly rule: ServiceRule}
	| {
			readonly row: 'server';
			/** The service that the server is put into. */
			readonly service: ServiceId;
			readonly id: ServerId;
			readonly rule: ServerRule;
	  };

/**
 * Reads a line; null is one that makes nothing.
 * @throws {UnreadableLine}
 */
export type ReadSavedLine = (text: string) => SavedLine | null;

/** What is between blanks, tabs and the carriage returns of files from elsewhere. */
const savedWord = /[^ \t\r]+/g;

/** The words of a line; ipvsadm passes over its own name. */
function savedWords(line: string): readonly string[] {
	const words: readonly string[] = line.match(savedWord) ?? [];
	return words.includes('ipvsadm') ? words.filter(word => word !== 'ipvsadm') : words;
}

/** The command of a line and the options behind it; a bundle (`-At V`) has both in one word. */
function splitCommand(words: readonly string[]): {command: 'A' | 'a'; rest: readonly string[]} {
	const first = words[0] ?? '';
	const rest = words.slice(1);
	if (first === '--add-service' || first === '--add-server') {
		return {command: first === '--add-service' ? 'A' : 'a', rest};
	}

	const letter = first.startsWith('-') ? first[1] : undefined;
	if (letter !== 'A' && letter !== 'a') {
		return unreadable(`not a rule: a rule begins with -A or -a, this line with ${first}`);
	}

	return {command: letter, rest: first.length > 2 ? [`-${first.slice(2)}`, ...rest] : rest};
}

/**
 * The option that names the service of a server, as it is written, with where `-6` stands: servers mostly
 * follow their service, and what the line before has named need not be read again.
 */
function writtenService(options: Options): string {
	const {option} = keyOptionOf(options);
	const ipv6 = options.has('ipv6') ? placeOf(options, 'ipv6') < placeOf(options, option) : '';
	return `${option} ${options.get(option)} ${ipv6}`;
}

/**
 * The line of a server as ipvsadm prints it where nothing about it is special. Nearly every line of a large
 * table is one, and it is read in half the time when its options need not be looked for.
 */
const plainServer = /^-a (-[tu] \S+) -r (\S+) -([gm]) -w (\d+)$/;

/** The service that the last line of a server has named, as it was written there. */
interface LastService {
	readonly written: string;
	readonly key: ServiceKey;
	readonly id: ServiceId;
}

/**
 * Makes a reader for the lines of one text. A name that is not among `names` is refused. `isLive` if ipvsadm
 * printed the text just now: it prints firewall marks that it does not take.
 */
export function savedLineReader(names: Names, isLive: boolean): ReadSavedLine {
	let last: LastService | null = null;

	/** Finds the service by how it is written; only where that is new, the options are read for their key. */
	function serviceOf(written: string, options: () => Options): LastService {
		if (last?.written !== written) {
			const key = readSavedServiceKey(options(), names, isLive);
			last = {written, key, id: serviceId(key)};
		}

		return last;
	}

	function readService(words: readonly string[]): SavedLine {
		const rule = readSavedService(readOptions(words, serviceOptions), names, isLive);
		return {row: 'service', service: serviceId(rule.key), rule};
	}

	function readServer(words: readonly string[]): SavedLine {
		const options = readOptions(words, serverOptions);
		const {key, id} = serviceOf(writtenService(options), () => options);
		const rule = readSavedServer(options, key, names);
		return {row: 'server', service: id, id: serverId(rule), rule};
	}

	/** Null if it is not a plain line, or one that is wrong. */
	function readPlainServer(text: string): SavedLine | null {
		const [, service, endpoint = '', letter, weight = ''] = plainServer.exec(text) ?? [];
		const server = parseEndpoint(endpoint);
		if (service === undefined || server === null) {
			return null;
		}

		const {id} = serviceOf(service, () => readOptions(service.split(' '), serverOptions));
		const rule: ServerRule = {
			address: server.address,
			port: server.port,
			forwarding: letter === 'm' ? 'masq' : 'route',
			tunnel: null,
			weight: readWeight(weight),
			upperThreshold: 0,
			lowerThreshold: 0,
		};
		return {row: 'server', service: id, id: serverId(rule), rule};
	}

	return text => {
		const plain = readPlainServer(text);
		if (plain) {
			return plain;
		}

		const words = text.startsWith('#') ? [] : savedWords(text);
		if (words.length === 0) {
			return null;
		}

		const {command, rest} = splitCommand(words);
		return command === 'A' ? readService(rest) : readServer(rest);
	};
}
