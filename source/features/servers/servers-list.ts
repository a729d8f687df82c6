/**
 * The state of the Servers view, and how it is derived after a change: one row for every real server.
 */

import {createTableFilter} from '../../console/filter/compile-filter.ts';
import type {FilterContext} from '../../console/filter/filter-term.ts';
import {serverRowId} from '../../console/state/console-row.ts';
import {sayDeparture} from '../../console/state/message.ts';
import {entryCommands} from '../../console/state/rule-commands.ts';
import {type Selection, selectionOf} from '../../console/state/selection.ts';
import {type Change, defineSlice, type Seen} from '../../console/state/slice.ts';
import {filterRows} from '../../console/table/filter-rows.ts';
import {emptyList, type List, listRow, withRows} from '../../console/table/list.ts';
import {widened} from '../../console/table/measure.ts';
import {sortRows} from '../../console/table/sort-rows.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import {namesOf} from '../names/index.ts';
import {factsOfRows} from '../services/index.ts';
import {realServerColumns} from './columns.ts';
import {type LongestTexts, longestTexts} from './columns-context.ts';
import {findRealServer, type RealServerRow, realServersOf} from './real-server-row.ts';
import {byAddress, type RealServerSort} from './sort-real-servers.ts';

export interface ServersList extends List<RealServerRow> {
	readonly sort: RealServerSort;
	/** Addresses of marked real servers. A mark stays while a filter hides its row. */
	readonly marked: ReadonlySet<IpAddress>;
}

/** The feature's data about a director, apart from the view. */
export interface ServersKept {
	/** The longest texts so far: a column only grows, so that no figure moves when a server is deleted. */
	readonly longest: LongestTexts;
}

export type ServersSeen = Seen<ServersList, ServersKept>;

export const servers = defineSlice<ServersList, ServersKept>(
	'servers',
	{
		...emptyList,
		sort: byAddress,
		marked: new Set(),
	},
	() => ({longest: {address: 0, entries: 0}}),
);

/** Removes the marks of real servers that the director no longer has. */
function keepMarks(
	marked: ReadonlySet<IpAddress>,
	realServers: readonly RealServerRow[],
): ReadonlySet<IpAddress> {
	const present = realServers.filter(({id}) => marked.has(id));
	return present.length === marked.size ? marked : new Set(present.map(({id}) => id));
}

/** The filter of the Servers view. */
export const serversFilter = createTableFilter('Servers', realServerColumns);

/** The list for the director, the filter and the order; the cursor stays on its real server. */
function withRealServers(
	list: ServersList,
	director: LiveDirector | null,
	context: FilterContext,
): ServersList {
	const realServers = realServersOf(director);
	const rows = sortRows(
		realServerColumns,
		filterRows(realServerColumns, realServers, serversFilter.compile(list.filter, context)),
		list.sort,
		context.facts,
	);
	return {...withRows(list, rows), marked: keepMarks(list.marked, realServers)};
}

/** The message if the cursor had to leave its real server because no service has it any more; otherwise null. */
function realServerGone(
	before: ServersList,
	after: ServersList,
	director: LiveDirector | null,
): string | null {
	const lost = listRow(before);
	if (lost === undefined || findRealServer(director, lost.id) !== null) {
		return null;
	}

	const taker = listRow(after);
	const gone = `${lost.id} is no longer in any service`;
	return taker === undefined ? gone : `${gone}; the cursor moved to ${taker.id}`;
}

/** Makes the rows anew, but only while the view is open and something they depend on has changed. */
export function deriveServers(
	before: ServersSeen,
	now: ServersSeen,
): Change<ServersList, ServersKept> | null {
	const {director, own, view} = now;
	const wasOpen = before.view === 'servers';
	if (
		view !== 'servers' ||
		(wasOpen &&
			director.live === before.director.live &&
			namesOf(director) === namesOf(before.director) &&
			own.filter === before.own.filter &&
			(own.filter === '' || now.units === before.units) &&
			own.sort === before.own.sort &&
			((own.filter === '' && own.sort.column !== 'state') ||
				factsOfRows(director) === factsOfRows(before.director)))
	) {
		return null;
	}

	const next = withRealServers(own, director.live, {
		units: now.units,
		names: namesOf(director),
		facts: factsOfRows(director),
	});
	const notice = wasOpen ? realServerGone(before.own, next, director.live) : null;
	return {
		own: next,
		kept: {longest: widened(now.kept.longest, longestTexts(director.live))},
		...(notice === null ? {} : sayDeparture(notice)(now)),
	};
}

/** All entries of the marked real servers, or of the one at the cursor. */
export function selectServers({own, director}: ServersSeen): Selection {
	const row = listRow(own);
	const address = row?.id ?? null;
	const entries = row?.entries ?? [];
	return selectionOf({
		address,
		name: address,
		commands: () => entries.flatMap(entryCommands),
		targets: () =>
			own.marked.size > 0
				? realServersOf(director.live)
						.filter(({id}) => own.marked.has(id))
						.flatMap(({entries: marked}) => marked)
				: entries,
		hiddenMarks() {
			const hidden = new Set(own.marked);
			for (const {id} of own.rows) {
				hidden.delete(id);
			}

			const rows = realServersOf(director.live).filter(({id}) => hidden.has(id));
			return new Set(
				rows.flatMap(({entries: marked}) =>
					marked.map(({service, server}) => serverRowId(service.id, server.id)),
				),
			);
		},
	});
}
