/**
 * Surveys the whole connection table: bytes go in; counts, groups, a list and findings come out. It needs the same
 * memory for a thousand connections and for ten million.
 */
import type {Timeouts} from '../../../ipvs/listing.ts';
import {type ConnectionSort, compareRowsBy} from '../connection-columns.ts';
import {type ClientPrefix, singleClients} from './client-prefix.ts';
import type {ConfiguredService} from './configuration.ts';
import {type ConnectionGroups, connectionGroups} from './connection-groups.ts';
import {type ConnectionRow, copyRow, createTableWords, type TableWords} from './connection-row.ts';
import {createConnectionStream, type UnreadableLines} from './connection-stream.ts';
import {createConnectionTally} from './connection-tally.ts';
import {type ConnectionDestination, createFindDestination} from './destination.ts';
import type {Finding} from './finding.ts';
import {findings} from './findings.ts';
import {type ListedConnection, listedConnection} from './listed-connection.ts';
import type {NamedAddresses} from './row-conditions.ts';
import {createRowFilter} from './row-filter.ts';
import type {ConnectionScope, Grouping} from './scope.ts';
import type {ConnectionCounts} from './status-counts.ts';
import {createTopList} from './top-list.ts';

interface OfferedRow {
	row: ConnectionRow;
	destination: ConnectionDestination;
	/** The position in which the row came; decides between equal rows. */
	place: number;
}

/** Keeps the first rows of all that are offered. */
interface RowList {
	offer(row: ConnectionRow, destination: ConnectionDestination): void;
	listed(): ListedConnection[];
	/** The number of rows offered. */
	readonly matching: number;
}

/** Keeps at most `limit` rows; without a sort, the ones that come first. */
function createRowList(
	limit: number,
	sort: ConnectionSort | null,
	tableWords: TableWords,
): RowList {
	const compare = sort ? compareRowsBy(sort, tableWords) : () => 0;
	const rows = createTopList<Readonly<OfferedRow>>(
		limit,
		(one, other) => compare(one.row, other.row) || one.place - other.place,
	);
	let offered: OfferedRow | null = null;
	let matching = 0;
	return {
		offer(row, destination) {
			matching += 1;
			// Reuse one object: most rows are not kept, and must not leave garbage.
			offered ??= {row, destination, place: 0};
			offered.row = row;
			offered.destination = destination;
			offered.place = matching;
			if (rows.fits(offered)) {
				rows.add({...offered, row: copyRow(row)});
			}
		},
		listed: () =>
			rows.sorted().map(({row, destination}) => listedConnection(row, destination, tableWords)),
		get matching() {
			return matching;
		},
	};
}

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
	/** The addresses that words of the filter are names of. */
	readonly named?: NamedAddresses;
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
	const {clientPrefix, filter, scope, list, sort, rowLimit, groupLimit, named} = question;
	const tableWords = createTableWords();
	const options = {
		findDestination: createFindDestination(services),
		tableWords,
		timeouts,
		seed,
	};
	const rowFilter = createRowFilter(filter, scope, tableWords, named);
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
