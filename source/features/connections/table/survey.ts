/**
 * One look at the whole connection table: bytes go in, counts, groups, a list and findings come out. It
 * takes the same memory for a thousand connections and for ten million.
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

/** The question to the table. */
export interface SurveyQuestion {
	/** By which networks clients are grouped. */
	readonly clientPrefix: ClientPrefix;
	/** Plain words; empty shows everything. */
	readonly filter: string;
	/** Only the connections of one group; null for all. */
	readonly scope: ConnectionScope | null;
	/** What the list holds: connections, persistence templates, or both. */
	readonly list: 'connections' | 'templates' | 'all';
	readonly sort: ConnectionSort | null;
	/** Rows of the list at most. */
	readonly rowLimit: number;
	/** Groups of each kind at most. */
	readonly groupLimit: number;
}

/** Everything, and a list of the first thousand. */
export const wholeTable: SurveyQuestion = {
	clientPrefix: singleClients,
	filter: '',
	scope: null,
	list: 'connections',
	sort: null,
	rowLimit: 1000,
	groupLimit: 1000,
};

/** What the table was when it was looked at, or the part of it that was seen. */
export interface SurveyResult {
	/** Connections and templates that were seen, before any filter. */
	readonly seen: number;
	/** Of everything that was seen. */
	readonly counts: ConnectionCounts;
	/** Of what filter and scope show. */
	readonly shown: ConnectionCounts;
	/** Of what filter and scope show. */
	readonly groups: Readonly<Record<Grouping, ConnectionGroups>>;
	/** The first rows of what filter and scope show. */
	readonly rows: readonly ListedConnection[];
	/** Of everything that was seen. */
	readonly findings: readonly Finding[];
	readonly unreadable: UnreadableLines;
}

/** A look under way. */
export interface Survey {
	/**
	 * Takes the next bytes of /proc/net/ip_vs_conn.
	 * @throws {ParseError} where they are not that file
	 */
	push(bytes: Uint8Array): void;
	/**
	 * Says that the file has ended; not where the look was broken off.
	 * @throws {ParseError} where there was none
	 */
	end(): void;
	/** Rows so far. */
	readonly seen: number;
	/** Makes the result, in short steps. */
	result(): Generator<void, SurveyResult>;
}

/**
 * Begins a look. The seed is any 32-bit number that nobody on the network can know. Without the director's timeouts less
 * is found of servers that do not answer.
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
