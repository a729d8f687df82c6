/**
 * Parses one line of saved rules: a service, or a server of one.
 */
import {parseEndpoint} from '../address.ts';
import {type ServerId, type ServerRule, serverId} from '../server.ts';
import {type ServiceId, type ServiceKey, type ServiceRule, serviceId} from '../service.ts';
import type {Names} from '../service-names.ts';
import {type Options, readOptions} from './options.ts';
import {completeServer, readGivenServer, readWeight, serverOptions} from './saved-server.ts';
import {
	completeService,
	keyOptionOf,
	placeOf,
	readGivenService,
	readSavedServiceKey,
	serviceOptions,
} from './saved-service.ts';
import {unreadable} from './words.ts';

/** The parsed line. */
export type SavedLine =
	| {readonly row: 'service'; readonly service: ServiceId; readonly rule: ServiceRule}
	| {
			readonly row: 'server';
			/** The service that the server belongs to. */
			readonly service: ServiceId;
			readonly id: ServerId;
			readonly rule: ServerRule;
	  };

/**
 * Parses a line; null if it adds nothing.
 * @throws {UnreadableLine}
 */
export type ReadSavedLine = (text: string) => SavedLine | null;

/** A word; words are separated by blanks, tabs and the carriage returns of files from other systems. */
const savedWord = /[^ \t\r]+/g;

/** The words of a line, without ipvsadm's own name, which ipvsadm skips too. */
function savedWords(line: string): readonly string[] {
	const words: readonly string[] = line.match(savedWord) ?? [];
	return words.includes('ipvsadm') ? words.filter(word => word !== 'ipvsadm') : words;
}

/** The command of a line and the options after it; a bundle (`-At V`) has both in one word. */
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
 * The option that names the service of a server, as written, with the position of `-6`. Servers mostly follow their
 * service, so a service named by the line before need not be parsed again.
 */
function writtenService(options: Options): string {
	const {option} = keyOptionOf(options);
	const ipv6 = options.has('ipv6') ? placeOf(options, 'ipv6') < placeOf(options, option) : '';
	return `${option} ${options.get(option)} ${ipv6}`;
}

/**
 * The line of a server without special properties as ipvsadm prints it. Nearly every line of a large table is one, and
 * this takes half the time of parsing options.
 */
const plainServer = /^-a (-[tu] \S+) -r (\S+) -([gm]) -w (\d+)$/;

/** The service that the last server line named, as it was written there. */
interface LastService {
	readonly written: string;
	readonly key: ServiceKey;
	readonly id: ServiceId;
}

/**
 * Creates a parser for the lines of one text. A name that is not among `names` is refused. `isLive` if ipvsadm printed
 * the text just now: it prints firewall marks that it does not accept.
 */
export function savedLineReader(names: Names, isLive: boolean): ReadSavedLine {
	let last: LastService | null = null;

	/** Finds the service by its spelling; options are parsed for the key only if the spelling is new. */
	function serviceOf(written: string, options: () => Options): LastService {
		if (last?.written !== written) {
			const key = readSavedServiceKey(options(), names, isLive);
			last = {written, key, id: serviceId(key)};
		}

		return last;
	}

	function readService(words: readonly string[]): SavedLine {
		const given = readGivenService(readOptions(words, serviceOptions), names, isLive);
		const rule = completeService(given, null);
		return {row: 'service', service: serviceId(rule.key), rule};
	}

	function readServer(words: readonly string[]): SavedLine {
		const options = readOptions(words, serverOptions);
		const {key, id} = serviceOf(writtenService(options), () => options);
		const rule = completeServer(readGivenServer(options, key, names), null);
		return {row: 'server', service: id, id: serverId(rule), rule};
	}

	/** Null if it is not a plain server line, or an invalid one. */
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
