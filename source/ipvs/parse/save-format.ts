/**
 * Saved rules: what `ipvsadm -S` prints and `ipvsadm -R` takes.
 */
import {ParseError, type ParserFactory} from '../line-parser.ts';
import type {RuleSet} from '../rule-set.ts';
import type {ServerId, ServerRule} from '../server.ts';
import type {ServiceId, ServiceRule} from '../service.ts';
import {type Names, wellKnownNames} from '../service-names.ts';
import {type KnownLines, knowingReader} from './known-lines.ts';
import {savedLineReader} from './saved-line.ts';
import {refuseCutLine, unreadable} from './words.ts';

/** A service with its servers, which may be read before it. */
interface Group {
	service: ServiceRule | null;
	readonly servers: ServerRule[];
	readonly serverIds: Set<ServerId>;
	/** The line that first names the service. */
	readonly firstLine: {readonly number: number; readonly text: string};
}

/** How saved rules are read. */
export interface SavedRulesReading {
	/** What names mean; those that everybody knows where not given. */
	readonly names?: Names;
	/** The lines of the text before it, where it is likely to have many of them as well. */
	readonly known?: KnownLines | undefined;
	/**
	 * Whether ipvsadm printed the text just now. It lists a row twice where others come meanwhile, because the
	 * kernel only counts the rows that it has told of (seen on Linux 6.1 in the kernel lab); such a row counts
	 * once. In a file it is a mistake. And every line of such a text has an end. It prints firewall marks from
	 * 2^31 on as negative numbers, which `-R` does not take and a file may not have.
	 */
	readonly isLive?: boolean;
}

/**
 * Makes a parser of saved rules: services and servers in any order.
 *
 * It takes what `-R` takes of `-A` and `-a`: blank lines, long options, `--option=value`, bundles, a last
 * line without a newline (docs/restore.md says what it takes otherwise); and lines that begin with `#`, which ipvsadm-restore drops. Thresholds are 0
 * where a line does not set them; `ipvsadm -S` never does, so for a live director they come from
 * `--thresholds`. A name that is not among `names` is refused.
 */
export function saveFormatParser({
	names = wellKnownNames,
	known,
	isLive = false,
}: SavedRulesReading = {}): ParserFactory<RuleSet> {
	return () => {
		const {read, end} = known
			? knowingReader(known, names, isLive)
			: {read: savedLineReader(names, isLive), end: null};
		const groups = new Map<ServiceId, Group>();
		/** Servers mostly stand below each other. */
		let last: {readonly id: ServiceId; readonly group: Group} | null = null;
		let number = 0;

		function groupOf(id: ServiceId, text: string): Group {
			if (last?.id === id) {
				return last.group;
			}

			const group = groups.get(id) ?? {
				service: null,
				servers: [],
				serverIds: new Set(),
				firstLine: {number, text},
			};
			groups.set(id, group);
			last = {id, group};
			return group;
		}

		function refuseRepeated(reason: string): void {
			if (!isLive) {
				unreadable(reason);
			}
		}

		return {
			line(text, terminated) {
				number += 1;
				if (isLive) {
					refuseCutLine(terminated);
				}

				const line = read(text);
				if (line === null) {
					return;
				}

				const group = groupOf(line.service, text);
				if (line.row === 'service') {
					if (group.service) {
						refuseRepeated(`the service ${line.service} is made twice`);
					}

					group.service ??= line.rule;
					return;
				}

				if (group.serverIds.has(line.id)) {
					refuseRepeated(`the server ${line.id} is put into its service twice`);
					return;
				}

				group.serverIds.add(line.id);
				group.servers.push(line.rule);
			},
			end() {
				end?.();
				return [...groups].map(([id, {service, servers, firstLine}]) => {
					if (!service) {
						const reason = `no -A line makes the service ${id}`;
						throw new ParseError(firstLine.number, firstLine.text, reason);
					}

					return {service, servers};
				});
			},
		};
	};
}
