/**
 * Surveys the whole connection table: bytes go in; counts, groups, a list and findings come out. It needs the same
 * memory for a thousand connections and for ten million.
 */

import type {Timeouts} from '../../../ipvs/listing.ts';
import type {ConnectionSort} from '../connection-columns.ts';
import {type ClientPrefix, singleClients} from './client-prefix.ts';
import type {ConfiguredService} from './configuration.ts';
import {type ConnectionGroups, connectionGroups} from './connection-groups.ts';
import {createTableWords} from './connection-row.ts';
import {createConnectionStream, type UnreadableLines} from './connection-stream.ts';
import {createConnectionTally} from './connection-tally.ts';
import {createFindDestination} from './destination.ts';
import type {Finding} from './finding.ts';
import {findings} from './findings.ts';
import type {ListedConnection} from './listed-connection.ts';
import {createRowFilter} from './row-filter.ts';
import {createRowList} from './row-list.ts';
import type {ConnectionScope, Grouping} from './scope.ts';
import type {ConnectionCounts} from './status-counts.ts';

/** A question to the table. */
export interface SurveyQuestion {
	/** The networks by which clients are grouped. */
	readonly clientPrefix: ClientPrefix;
	/** Plain words; empty shows everything. */
	readonly filter: string;
	/** Restricts the answer to the connections of one group; null for all. */
	readonly scope: ConnectionScope | null;
	/** The content of the list: connections, persistence templates, or both. */
	readonly list: 'connections' | 'templates' | 'all';
	readonly sort: ConnectionSort | null;
	/** The most rows of the list. */
	readonly rowLimit: number;
	/** The most groups of each kind. */
	readonly groupLimit: number;
}

/** Everything, with a list of the first thousand. */
export const wholeTable: SurveyQuestion = {
	clientPrefix: singleClients,
	filter: '',
	scope: null,
	list: 'connections',
	sort: null,
	rowLimit: 1000,
	groupLimit: 1000,
};

/** The content of the table, or of the part that was seen. */
export interface SurveyResult {
	/** Connections and templates that were seen, before any filter. */
	readonly seen: number;
	/** Counts of everything seen. */
	readonly counts: ConnectionCounts;
	/** Counts of what filter and scope show. */
	readonly shown: ConnectionCounts;
	/** Groups of what filter and scope show. */
	readonly groups: Readonly<Record<Grouping, ConnectionGroups>>;
	/** The first rows of what filter and scope show. */
	readonly rows: readonly ListedConnection[];
	/** Findings about everything seen. */
	readonly findings: readonly Finding[];
	readonly unreadable: UnreadableLines;
}

/** A running survey. */
export interface Survey {
	/**
	 * Takes the next bytes of /proc/net/ip_vs_conn.
	 * @throws {ParseError} if they are not that file
	 */
	push(bytes: Uint8Array): void;
	/**
	 * Call at the end of the file, but not if the survey was cancelled.
	 * @throws {ParseError} if there was no file
	 */
	end(): void;
	/** Rows so far. */
	readonly seen: number;
	/** Makes the result, in short steps. */
	result(): Generator<void, SurveyResult>;
}

/**
 * Begins a survey. The seed is any 32-bit number that nobody on the network can know. Without the director's timeouts
 * it finds less about servers that do not answer.
 */
export function createSurvey(
	services: readonly ConfiguredService[],
	question: SurveyQuestion,
	{seed, timeouts}: {readonly seed: number; readonly timeouts: Timeouts | null},
): Survey {
	const {clientPrefix, filter, scope, list, sort, rowLimit, groupLimit} = question;
	const tableWords = createTableWords();
	const options = {
		findDestination: createFindDestination(services),
		tableWords,
		timeouts,
		seed,
	};
	const rowFilter = createRowFilter(filter, scope, tableWords);
	const everything = createConnectionTally({
		...options,
		filter: rowFilter,
		clientPrefix: singleClients,
	});
	const isWhole =
		rowFilter === null &&
		clientPrefix.ipv4 === singleClients.ipv4 &&
		clientPrefix.ipv6 === singleClients.ipv6;
	const shown = isWhole
		? everything
		: createConnectionTally({...options, filter: null, clientPrefix});
	const rows = createRowList(rowLimit, sort, tableWords);

	const stream = createConnectionStream(tableWords, row => {
		const pair = everything.count(row);
		if (rowFilter && !rowFilter.shows(row, everything.pairs.verdictOf(pair))) {
			return;
		}

		if (!isWhole) {
			shown.count(row);
		}

		if (list === 'all' || row.template === (list === 'templates')) {
			rows.offer(row, everything.pairs.destinationOf(pair));
		}
	});

	return {
		push: stream.push,
		end: stream.end,
		get seen() {
			return stream.rows;
		},
		*result() {
			const groupsBy = (by: Grouping) => connectionGroups(shown, by, groupLimit, tableWords);
			return {
				seen: stream.rows,
				counts: everything.counts,
				shown: shown.counts,
				groups: {
					state: yield* groupsBy('state'),
					client: yield* groupsBy('client'),
					service: yield* groupsBy('service'),
					server: yield* groupsBy('server'),
				},
				rows: rows.listed(),
				findings: yield* findings(everything, services, tableWords),
				unreadable: stream.unreadable,
			};
		},
	};
}
