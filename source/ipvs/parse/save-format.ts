/**
 * Saved rules: the format that `ipvsadm -S` prints and `ipvsadm -R` accepts.
 */
import {ParseError, type ParserFactory, UnreadableLine} from '../line-parser.ts';
import type {RuleSet, ServiceWithServers} from '../rule-set.ts';
import {type ServerId, type ServerRule, serverId} from '../server.ts';
import {type ServiceId, type ServiceKey, type ServiceRule, serviceId} from '../service.ts';
import {parseServiceId} from '../service-id.ts';
import {type Names, wellKnownNames} from '../service-names.ts';
import {type KnownLines, knowingReader} from './known-lines.ts';
import {type SavedLine, savedLineReader} from './saved-line.ts';
import {type UnreadableRule, unreadableRule} from './unreadable-rule.ts';
import {refuseCutLine, unreadable} from './words.ts';

/** The first line that names a service. */
interface FirstLine {
	readonly number: number;
	readonly text: string;
}

/** A service with its servers, whose lines may precede it. */
interface Group {
	service: ServiceRule | null;
	readonly servers: ServerRule[];
	readonly serverIds: Set<ServerId>;
	readonly firstLine: FirstLine;
	/** The service as it was taken as a whole, while no other line has named it. */
	whole?: ServiceWithServers | null;
}

/** What a service has that was taken as a whole. One for all: a large table has many. */
const untaken = {
	servers: [] as ServerRule[],
	serverIds: new Set<ServerId>(),
	firstLine: {number: 0, text: ''},
} as const;

/** Collects the lines of one text. A row that occurs twice is counted once and reported. */
export function createGroups(onRepeated: (reason: string) => void) {
	const groups = new Map<ServiceId, Group>();
	/** The last service: consecutive servers mostly belong to the same one. */
	let last: {readonly id: ServiceId; readonly group: Group} | null = null;

	/** A service that was taken as a whole, as one whose lines are taken one by one. */
	function opened({service, whole}: Group, firstLine: FirstLine): Group {
		const servers = [...(whole?.servers ?? [])];
		return {service, servers, serverIds: new Set(servers.map(serverId)), firstLine};
	}

	function groupOf(id: ServiceId, firstLine: FirstLine): Group {
		if (last?.id === id) {
			return last.group;
		}

		const found = groups.get(id) ?? {
			service: null,
			servers: [],
			serverIds: new Set(),
			firstLine,
		};
		const group = found.whole ? opened(found, firstLine) : found;
		groups.set(id, group);
		last = {id, group};
		return group;
	}

	function take(line: SavedLine, number: number, text: string): void {
		const group = groupOf(line.service, {number, text});
		if (line.row === 'service') {
			if (group.service) {
				onRepeated(`the service ${line.service} is added twice`);
			}

			group.service ??= line.rule;
			return;
		}

		if (group.serverIds.has(line.id)) {
			onRepeated(`the server ${line.id} is added to its service twice`);
			return;
		}

		group.serverIds.add(line.id);
		group.servers.push(line.rule);
	}

	return {
		groups,
		take,
		/** Whether a line has named the service. */
		has: (id: ServiceId) => groups.has(id),
		/** Takes all lines of a service that no line has named; more of them may follow. */
		takeWhole(id: ServiceId, whole: ServiceWithServers): void {
			const {servers, serverIds, firstLine} = untaken;
			groups.set(id, {service: whole.service, servers, serverIds, firstLine, whole});
		},
		/**
		 * The rules.
		 * @throws {ParseError} if no line adds the service of a server
		 */
		rules: (): RuleSet =>
			[...groups].map(([id, {service, servers, firstLine, whole}]) => {
				if (!service) {
					throw new ParseError(firstLine.number, firstLine.text, missingService(id));
				}

				return whole ?? {service, servers};
			}),
	};
}

/** The options for parsing saved rules. */
export interface SavedRulesReading {
	/** Resolves names; default: the well-known ones. */
	readonly names?: Names;
	/** The lines of an earlier text that is likely to have most lines in common. */
	readonly known?: KnownLines | undefined;
}

/**
 * Parses the lines of one text. `isLive` if ipvsadm printed it just now: it prints firewall marks from 2^31 on as
 * negative numbers, which `-R` refuses and which are invalid in a file.
 */
function lineReader({names = wellKnownNames, known}: SavedRulesReading, isLive: boolean) {
	return known
		? knowingReader(known, names, isLive)
		: {read: savedLineReader(names, isLive), end: () => {}};
}

function missingService(id: ServiceId): string {
	return `no -A line adds the service ${id}`;
}

/**
 * Creates a parser for saved rules: services and servers in any order.
 *
 * It accepts what `-R` accepts for `-A` and `-a`: blank lines, long options, `--option=value`, bundles, a last line
 * without a newline (docs/commands/restore.md lists the differences). It also accepts lines that begin with `#`, which
 * ipvsadm-restore drops. Thresholds are 0 if a line does not set them; `ipvsadm -S` never does, so for a live director
 * they come from `--thresholds`. A name that is not among `names` is refused.
 */
export function saveFormatParser(reading: SavedRulesReading = {}): ParserFactory<RuleSet> {
	return () => {
		const {read, end} = lineReader(reading, false);
		const {take, rules} = createGroups(unreadable);
		let number = 0;
		return {
			line(text) {
				number += 1;
				const line = read(text);
				if (line !== null) {
					take(line, number, text);
				}
			},
			end() {
				end();
				return rules();
			},
		};
	};
}

/** The live output of ipvsadm, parsed. */
export interface LiveSavedRules {
	/** Services whose lines could be parsed, with those of their servers that could. */
	readonly rules: RuleSet;
	readonly unreadable: readonly UnreadableRule[];
	/** The servers of services whose own line could not be parsed. */
	readonly orphans: readonly {readonly key: ServiceKey; readonly servers: readonly ServerRule[]}[];
}

/**
 * Creates a parser for live output of `ipvsadm -Sn`. A line that cannot be parsed is kept separately and hides no
 * other. A row that is listed twice counts once: ipvsadm lists a row twice if others are added during the dump, because
 * the kernel only counts the rows that it has sent (seen on Linux 6.1 in the kernel lab). A truncated text is refused.
 */
export function liveRulesParser(reading: SavedRulesReading = {}): ParserFactory<LiveSavedRules> {
	return () => {
		const {read, end} = lineReader(reading, true);
		const {groups, take} = createGroups(() => {});
		const unreadableRules: UnreadableRule[] = [];
		let number = 0;
		return {
			line(text, terminated) {
				number += 1;
				refuseCutLine(terminated);
				try {
					const line = read(text);
					if (line !== null) {
						take(line, number, text);
					}
				} catch (error) {
					if (!(error instanceof UnreadableLine)) {
						throw error;
					}

					unreadableRules.push(unreadableRule(text, error.message));
				}
			},
			end() {
				end();
				const rules: {service: ServiceRule; servers: readonly ServerRule[]}[] = [];
				const orphans: {key: ServiceKey; servers: readonly ServerRule[]}[] = [];
				for (const [id, {service, servers, firstLine}] of groups) {
					const key = service ? service.key : parseServiceId(id);
					if (service) {
						rules.push({service, servers});
					} else if (key) {
						orphans.push({key, servers});
						const isTold = unreadableRules.some(
							({row, service: about}) =>
								row === 'service' && about !== null && serviceId(about) === id,
						);
						if (!isTold) {
							const rule = unreadableRule(firstLine.text, missingService(id));
							unreadableRules.push({...rule, row: 'service', service: key, server: null});
						}
					}
				}

				return {rules, unreadable: unreadableRules, orphans};
			},
		};
	};
}
