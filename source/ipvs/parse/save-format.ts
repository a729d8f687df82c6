/**
 * Saved rules: what `ipvsadm -S` prints and `ipvsadm -R` takes.
 */
import type {ParserFactory} from '../line-parser.ts';
import type {RuleSet} from '../rule-set.ts';
import {type ServerRule, serverId} from '../server.ts';
import {type ServiceKey, type ServiceRule, serviceId} from '../service.ts';
import {type ResolvePort, wellKnownPort} from '../service-names.ts';
import {readOptions} from './options.ts';
import {readSavedServer, serverOptions} from './saved-server.ts';
import {readSavedService, readSavedServiceKey, serviceOptions} from './saved-service.ts';
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

interface Group {
	readonly service: ServiceRule;
	readonly servers: ServerRule[];
	readonly serverIds: Set<string>;
}

/**
 * Makes a parser of saved rules. Services come in any order and their servers anywhere behind them.
 *
 * It takes what `-R` takes of `-A` and `-a`: blank lines, long options, `--option=value`, bundles, a last
 * line without a newline; and lines that begin with `#`, which ipvsadm-restore drops. Thresholds are 0
 * where a line does not set them; `ipvsadm -S` never does, so for a live director they come from
 * `--thresholds`. Names of ports are found by `resolvePort`; names of hosts are refused.
 */
export function saveFormatParser(resolvePort: ResolvePort = wellKnownPort): ParserFactory<RuleSet> {
	return () => {
		const groups = new Map<string, Group>();

		function groupOf(key: ServiceKey): Group {
			const id = serviceId(key);
			return groups.get(id) ?? unreadable(`no -A line before this one makes the service ${id}`);
		}

		function addService(words: readonly string[]): void {
			const service = readSavedService(readOptions(words, serviceOptions), resolvePort);
			const id = serviceId(service.key);
			if (groups.has(id)) {
				unreadable(`the service ${id} is made twice`);
			}

			groups.set(id, {service, servers: [], serverIds: new Set()});
		}

		function addServer(words: readonly string[]): void {
			const options = readOptions(words, serverOptions);
			const group = groupOf(readSavedServiceKey(options, resolvePort));
			const server = readSavedServer(options, group.service.key, resolvePort);
			const id = serverId(server);
			if (group.serverIds.has(id)) {
				unreadable(`the server ${id} is put into its service twice`);
			}

			group.serverIds.add(id);
			group.servers.push(server);
		}

		return {
			line(text) {
				const words = text.startsWith('#') ? [] : savedWords(text);
				if (words.length === 0) {
					return;
				}

				const {command, rest} = splitCommand(words);
				(command === 'A' ? addService : addServer)(rest);
			},
			end: () => [...groups.values()].map(({service, servers}) => ({service, servers})),
		};
	};
}
