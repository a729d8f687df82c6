/**
 * One line of saved rules: a service, or a server of one.
 */
import {type ServerId, type ServerRule, serverId} from '../server.ts';
import {type ServiceId, type ServiceKey, type ServiceRule, serviceId} from '../service.ts';
import type {Names} from '../service-names.ts';
import {type Options, readOptions} from './options.ts';
import {readSavedServer, serverOptions} from './saved-server.ts';
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

/** What is between blanks, tabs and the carriage returns of files from elsewhere; ipvsadm passes over its own name. */
function savedWords(line: string): readonly string[] {
	return line.split(/[ \t\r]+/).filter(word => word !== '' && word !== 'ipvsadm');
}

/** The command of a line and the options behind it; a bundle (`-At V`) has both in one word. */
function splitCommand(words: readonly string[]): {command: 'A' | 'a'; rest: readonly string[]} {
	const [first = '', ...rest] = words;
	if (first === '--add-service' || first === '--add-server') {
		return {command: first === '--add-service' ? 'A' : 'a', rest};
	}

	const letter = first.startsWith('-') ? first[1] : undefined;
	if (letter !== 'A' && letter !== 'a') {
		return unreadable(`not a rule: only lines with -A or -a are, this one begins with ${first}`);
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

/** Makes a reader for the lines of one text. A name that is not among `names` is refused. */
export function savedLineReader(names: Names): ReadSavedLine {
	/** The service that the last line of a server has named, as it was written there. */
	let last: {readonly name: string; readonly key: ServiceKey; readonly id: ServiceId} | null = null;

	function readService(words: readonly string[]): SavedLine {
		const rule = readSavedService(readOptions(words, serviceOptions), names);
		return {row: 'service', service: serviceId(rule.key), rule};
	}

	function readServer(words: readonly string[]): SavedLine {
		const options = readOptions(words, serverOptions);
		const name = writtenService(options);
		if (last === null || name !== last.name) {
			const key = readSavedServiceKey(options, names);
			last = {name, key, id: serviceId(key)};
		}

		const rule = readSavedServer(options, last.key, names);
		return {row: 'server', service: last.id, id: serverId(rule), rule};
	}

	return text => {
		const words = text.startsWith('#') ? [] : savedWords(text);
		if (words.length === 0) {
			return null;
		}

		const {command, rest} = splitCommand(words);
		return command === 'A' ? readService(rest) : readServer(rest);
	};
}
