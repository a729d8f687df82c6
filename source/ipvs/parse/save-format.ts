/**
 * Saved rules: what `ipvsadm -S` prints and `ipvsadm -R` takes.
 */
import {ParseError, type ParserFactory} from '../line-parser.ts';
import type {RuleSet} from '../rule-set.ts';
import {type ServerRule, serverId} from '../server.ts';
import {type ServiceKey, type ServiceRule, serviceId} from '../service.ts';
import {type Names, wellKnownNames} from '../service-names.ts';
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

/** A service with its servers, which may be read before it. */
interface Group {
	service: ServiceRule | null;
	readonly servers: ServerRule[];
	readonly serverIds: Set<string>;
	/** The line that first names the service. */
	readonly firstLine: {readonly number: number; readonly text: string};
}

/**
 * Makes a parser of saved rules: services and servers in any order.
 *
 * It takes what `-R` takes of `-A` and `-a`: blank lines, long options, `--option=value`, bundles, a last
 * line without a newline; and lines that begin with `#`, which ipvsadm-restore drops. Thresholds are 0
 * where a line does not set them; `ipvsadm -S` never does, so for a live director they come from
 * `--thresholds`. A name that is not among `names` is refused.
 */
export function saveFormatParser(names: Names = wellKnownNames): ParserFactory<RuleSet> {
	return () => {
		const groups = new Map<string, Group>();
		/** The service that the last line of a server has named, as it was written there. */
		let last: {readonly name: string; readonly key: ServiceKey; readonly group: Group} | null =
			null;
		let number = 0;

		function groupOf(key: ServiceKey, text: string): Group {
			const id = serviceId(key);
			const group = groups.get(id) ?? {
				service: null,
				servers: [],
				serverIds: new Set(),
				firstLine: {number, text},
			};
			groups.set(id, group);
			return group;
		}

		function addService(words: readonly string[], text: string): void {
			const service = readSavedService(readOptions(words, serviceOptions), names);
			const group = groupOf(service.key, text);
			if (group.service) {
				unreadable(`the service ${serviceId(service.key)} is made twice`);
			}

			group.service = service;
		}

		function addServer(words: readonly string[], text: string): void {
			const options = readOptions(words, serverOptions);
			const name = writtenService(options);
			if (last === null || name !== last.name) {
				const key = readSavedServiceKey(options, names);
				last = {name, key, group: groupOf(key, text)};
			}

			const {key, group} = last;
			const server = readSavedServer(options, key, names);
			const id = serverId(server);
			if (group.serverIds.has(id)) {
				unreadable(`the server ${id} is put into its service twice`);
			}

			group.serverIds.add(id);
			group.servers.push(server);
		}

		return {
			line(text) {
				number += 1;
				const words = text.startsWith('#') ? [] : savedWords(text);
				if (words.length === 0) {
					return;
				}

				const {command, rest} = splitCommand(words);
				(command === 'A' ? addService : addServer)(rest, text);
			},
			end: () =>
				[...groups].map(([id, {service, servers, firstLine}]) => {
					if (!service) {
						const reason = `no -A line makes the service ${id}`;
						throw new ParseError(firstLine.number, firstLine.text, reason);
					}

					return {service, servers};
				}),
		};
	};
}
