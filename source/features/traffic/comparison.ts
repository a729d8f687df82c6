/**
 * Which servers of a service are compared, in which order, and which of them can be seen.
 */
import {findRow, type RowId, serverIdOfRow, serverRowId} from '../../console/state/console-row.ts';
import {bodyHeight} from '../../console/state/layout.ts';
import type {ServerId} from '../../ipvs/server.ts';
import {comparedService, seriesOfRow, shownSpan, type TrafficSeen} from './traffic-state.ts';

/** Whether a server that is gone had been there in the time that is shown. */
function wasShown(seen: TrafficSeen, row: RowId): boolean {
	const now = seen.director.live?.monotonic ?? 0;
	const window = seriesOfRow(seen.director, row)?.window('activeConnections', {
		...{span: shownSpan(seen), now, points: Number.POSITIVE_INFINITY},
	});
	return window?.average.some(value => value !== null) ?? false;
}

/**
 * The compared servers after a reading, in the same order. New ones come last. One that is gone stays for as long as its
 * graph shows anything.
 */
export function serversStillCompared(seen: TrafficSeen): readonly ServerId[] {
	const {compared} = seen.own;
	const service = comparedService(seen);
	const row = service === null ? null : findRow(seen.director.live, service);
	if (service === null) {
		return compared;
	}

	const present = row?.kind === 'service' ? row.service.servers.map(({id}) => id) : [];
	const isPresent = new Set(present);
	const before = new Set(compared);
	const added = present.filter(id => !before.has(id));
	const left = compared.filter(id => isPresent.has(id) || wasShown(seen, serverRowId(service, id)));
	return added.length === 0 && left.length === compared.length ? compared : [...left, ...added];
}

/** The lines of the view that are not for servers: its title, the column titles, the time axis, and the changes. */
export const linesBesideServers = 4;

/** The most lines of one server: more would not be easier to compare. */
const mostLines = 6;

/** The servers that can be seen. */
export interface ComparisonPlace {
	/** The number of the first one, from 0. */
	readonly first: number;
	readonly shown: number;
	/** The lines of each. */
	readonly lines: number;
}

/**
 * The servers that fit on the screen, the chosen one among them. Whole screens follow each other, and the last is full, so
 * that the servers do not move with each step.
 */
export function comparisonPlace({own, size}: Pick<TrafficSeen, 'own' | 'size'>): ComparisonPlace {
	const room = Math.max(1, bodyHeight(size) - linesBesideServers);
	const count = own.compared.length;
	const lines = Math.max(1, Math.min(mostLines, Math.floor(room / Math.max(1, count))));
	const shown = Math.min(count, Math.floor(room / lines));
	const server = own.subject === null ? null : serverIdOfRow(own.subject);
	const chosen = server === null ? 0 : Math.max(0, own.compared.indexOf(server));
	const screen = shown === 0 ? 0 : Math.floor(chosen / shown) * shown;
	return {first: Math.max(0, Math.min(screen, count - shown)), shown, lines};
}

/** The rows whose traffic is shown. */
export function shownRows(seen: TrafficSeen): readonly RowId[] {
	const {subject, compared} = seen.own;
	const service = comparedService(seen);
	if (subject === null) {
		return [];
	}

	const {first, shown} = comparisonPlace(seen);
	return service === null
		? [subject]
		: [
				subject,
				...compared.slice(first, first + shown).map(server => serverRowId(service, server)),
			];
}
