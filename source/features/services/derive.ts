/**
 * Derives the rows, the cursor and the marks of the Services view after a change.
 */
import {
	findRow,
	findServers,
	serverRowId,
	serviceOfRowId,
} from '../../console/state/console-row.ts';
import {hasTakenAway} from '../../console/state/done-plan.ts';
import {type Message, remember, say, sayDeparture} from '../../console/state/message.ts';
import {ruleCommands} from '../../console/state/rule-commands.ts';
import {type Selection, selectionOf} from '../../console/state/selection.ts';
import type {Change} from '../../console/state/slice.ts';
import {cursorAt, departureNotice, keepCursor} from '../../console/table/cursor.ts';
import {namesOf} from '../names/index.ts';
import {longestNameOf} from './columns-context.ts';
import {factsOfRows} from './facts-of-rows.ts';
import {selectRows} from './select-rows.ts';
import {serviceNotices} from './service-notices.ts';
import type {ServicesKept, ServicesList, ServicesSeen} from './slice.ts';
import {cursorRow} from './table-reducers.ts';

/** Removes the marks of servers that the director no longer has. */
function keepMarks({own, director}: ServicesSeen): ServicesList['marked'] {
	if (own.marked.size === 0) {
		return own.marked;
	}

	const present = findServers(director.live, own.marked);
	return present.length === own.marked.size
		? own.marked
		: new Set(present.map(({service, server}) => serverRowId(service.id, server.id)));
}

function withRows(before: ServicesSeen, now: ServicesSeen): Change<ServicesList, ServicesKept> {
	const {own, director, view, done} = now;
	const {live} = director;
	const rows = selectRows({
		...own,
		director: live,
		context: {units: now.units, names: namesOf(director), facts: factsOfRows(director)},
	});
	const cursor =
		own.cursor === before.own.cursor
			? keepCursor(before.own.rows, rows, before.own.cursor)
			: keepCursor(rows, rows, own.cursor);
	const lost = before.own.rows[before.own.cursor.index];
	const isExpected = lost !== undefined && hasTakenAway(done, lost.id);
	const notice =
		view !== 'services' || cursor.id === before.own.cursor.id || isExpected
			? null
			: departureNotice(lost, live, rows[cursor.index]);
	return {
		own: {rows, cursor, marked: live === before.director.live ? own.marked : keepMarks(now)},
		...(notice === null ? {} : sayDeparture(notice)(now)),
	};
}

/** The notices of this reading that the reading before did not have. */
function newNotices(before: ServicesSeen, now: ServicesSeen): readonly Message[] {
	const noticesOf = ({director}: ServicesSeen) =>
		director.live === null ? [] : serviceNotices(director.live);
	const known = new Set(noticesOf(before));
	return noticesOf(now)
		.filter(text => !known.has(text))
		.map(text => ({severity: 'warning', origin: 'services', text}));
}

/** The notices to show while the rows are visible. */
export function saysNotice({view, overlay, prompt, director}: ServicesSeen): string {
	const hasRows = view === 'services' || view === 'servers';
	const isOpen = hasRows && overlay === null && prompt === null;
	return (isOpen && director.live !== null ? serviceNotices(director.live)[0] : undefined) ?? '';
}

/** Moves the cursor to the row that a plan has added, or to its service if that is folded, as soon as a reading has it. */
function withAwaited(now: ServicesSeen): Change<ServicesList> {
	const {own, awaited, director} = now;
	if (awaited === null || findRow(director.live, awaited) === null) {
		return {};
	}

	const {rows} = own;
	const index = rows.findIndex(({id}) => id === awaited);
	const place = index === -1 ? rows.findIndex(({id}) => id === serviceOfRowId(awaited)) : index;
	return place === -1
		? {
				awaited: null,
				...say('warning', `the filter hides ${awaited}: the cursor stays here`, 'services')(now),
			}
		: {awaited: null, own: {cursor: cursorAt(rows, place)}};
}

function merged(
	first: Change<ServicesList, ServicesKept> | null,
	now: ServicesSeen,
): Change<ServicesList, ServicesKept> | null {
	const {own, kept, ...frame} = first ?? {};
	const awaited = withAwaited({
		...{...now, ...frame},
		...{own: {...now.own, ...own}, kept: {...now.kept, ...kept}},
	});
	return now.awaited === null ? first : {...first, ...awaited, own: {...own, ...awaited.own}};
}

/** Makes the rows anew if something they depend on has changed, and moves the cursor to a row that a plan has added. */
export function deriveServices(
	before: ServicesSeen,
	now: ServicesSeen,
): Change<ServicesList, ServicesKept> | null {
	// Whoever chooses another row does not wait for the new one.
	const isLeft = now.awaited !== null && now.own.cursor !== before.own.cursor;
	return isLeft
		? {...derivedRows(before, now), awaited: null}
		: merged(derivedRows(before, now), now);
}

/** The rows, but only if something they depend on has changed. */
function derivedRows(
	before: ServicesSeen,
	now: ServicesSeen,
): Change<ServicesList, ServicesKept> | null {
	const [old, own] = [before.own, now.own];
	if (now.director.live !== before.director.live) {
		const messages = newNotices(before, now).reduce(remember, now.messages);
		const longestName = Math.max(now.kept.longestName, longestNameOf(now.director.live));
		return {messages, ...withRows(before, {...now, messages}), kept: {longestName}};
	}

	const isOtherwise =
		(own.filter !== '' &&
			(now.units !== before.units || namesOf(now.director) !== namesOf(before.director))) ||
		((own.filter !== '' || own.sort.column === 'state') &&
			factsOfRows(now.director) !== factsOfRows(before.director));
	if (
		isOtherwise ||
		own.filter !== old.filter ||
		own.sort !== old.sort ||
		own.folded !== old.folded
	) {
		return withRows(before, now);
	}

	return own.cursor === old.cursor ? null : {own: {cursor: cursorAt(own.rows, own.cursor.index)}};
}

/** The marked servers, or the one at the cursor. */
export function selectServices({own, director}: ServicesSeen): Selection {
	const row = cursorRow(own) ?? null;
	return selectionOf({
		row,
		name: row?.id ?? null,
		commands: () => (row && ruleCommands(row)) ?? [],
		targets() {
			if (own.marked.size > 0) {
				return findServers(director.live, own.marked);
			}

			return row?.kind === 'server' ? [{service: row.service, server: row.server}] : [];
		},
		hiddenMarks() {
			const hidden = new Set(own.marked);
			for (const {id} of own.rows) {
				hidden.delete(id);
			}

			return hidden;
		},
	});
}
