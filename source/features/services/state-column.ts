/**
 * The column of a row's state, or of a server's share of its service's connections.
 */
import type {ConsoleRow, RowId, ServerRow, ServiceRow} from '../../console/state/console-row.ts';
import type {Column} from '../../console/table/column.ts';
import {shareBar} from '../../console/text/graphics.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import type {LiveServer, LiveService} from '../../director/polling/live.ts';
import {
	connectionsOf,
	type ServerState,
	type ServiceState,
	serverState,
	serviceState,
	stateFilterWords,
	thresholdInWords,
	weightedServers,
} from '../../director/row-state.ts';
import {loadOf, shareOf} from '../../director/service-load.ts';
import type {NoAnswer} from '../connections/index.ts';
import {drainCell, type FollowedDrain, leftInWords} from '../drain/index.ts';
import {type ChangedField, hiddenChangeCell} from '../outside/index.ts';
import {idleServers} from './idle-servers.ts';
import {urgencyOfRow} from './row-problem.ts';
import {stateTerms} from './row-terms.ts';

/** The long words if they fit, otherwise the short ones. */
export function chooseWords(long: string, short: string, width: number): string {
	return long.length <= width ? long : short;
}

/** The mark of a row whose entry could not be parsed; the details show its text. */
function notReadable(width: number): Piece {
	return piece(chooseWords('? not readable', '? unread', width), 'warn');
}

/** The longest words that fit; the last ones if none do. */
export function longestWords(words: readonly string[], width: number): string {
	return words.find(({length}) => length <= width) ?? words.at(-1) ?? '';
}

function serviceCell({service}: ServiceRow, width: number): Piece {
	switch (serviceState(service)) {
		case 'no-servers':
			return piece(chooseWords('no servers', 'no srv', width), 'bad');
		case 'no-weight':
			return piece(chooseWords('no server with weight', 'all at 0', width), 'bad');
		case 'normal': {
			if (service.unreadable || service.unreadableServers) {
				return notReadable(width);
			}

			const weighted = weightedServers(service);
			const all = service.servers.length;
			const counts = `${weighted}/${all}`;
			return piece(
				longestWords([`${counts} weighted`, `${counts} w>0`, counts], width),
				weighted < all ? 'warn' : 'dim',
			);
		}
	}
}

function sharePercent(service: LiveService, server: LiveServer): string {
	return `${Math.round(shareOf(service, server) * 100)}%`;
}

function serverCell({service, server}: ServerRow, width: number): Piece {
	const connections = connectionsOf(server);
	switch (serverState(server)) {
		case 'draining':
			return piece(leftInWords(connections, width), 'warn');
		case 'drained':
			return piece('drained', 'dim');
		case 'over-threshold':
			return piece(chooseWords(`over maximum ${server.upperThreshold}`, 'over max', width), 'bad');
		case 'closed': {
			const words = thresholdInWords(server);
			const [, opens = ''] = words.split(', ');
			return piece(longestWords([words, `closed, ${opens}`, opens, 'closed'], width), 'bad');
		}

		case 'maybe-closed':
			return piece(
				longestWords([`may be closed, ${sharePercent(service, server)}`, 'closed?'], width),
				'warn',
			);
		case 'normal': {
			if (server.unreadable) {
				return notReadable(width);
			}

			if (idleServers(service).includes(server)) {
				return piece(chooseWords('no packets', 'nothing', width), 'bad');
			}

			if (loadOf(service).total === 0) {
				return piece('');
			}

			const part = shareOf(service, server);
			const percent = sharePercent(service, server).padStart(4);
			return piece(`${shareBar(part, width - 5)} ${percent}`, part === 0 ? 'dim' : 'bar');
		}
	}
}

/** The servers of a service that were found not to answer, and have weight: without it nothing new is sent there. */
export function silentServers(
	{servers}: LiveService,
	{servers: found}: Pick<NoAnswer, 'servers'>,
): readonly LiveServer[] {
	return servers.filter(({id, weight}) => weight > 0 && found.includes(id));
}

/**
 * The mark that a server does not answer (`no answer`, narrow `dead?`), or how many of those with weight do not; null
 * if none is known.
 */
export function noAnswerCell(
	row: ConsoleRow,
	noAnswers: readonly NoAnswer[],
	width: number,
): Piece | null {
	const found = noAnswers.find(({service}) => service === row.service.id);
	if (found === undefined) {
		return null;
	}

	if (row.kind === 'service') {
		const {service} = row;
		const weighted = weightedServers(service);
		const silent = silentServers(service, found).length;
		const words = [
			`${weighted}/${service.servers.length} weighted, ${silent} no answer`,
			`${silent}/${weighted} no answer`,
			`${silent} dead?`,
			'dead?',
		];
		return silent === 0 ? null : piece(longestWords(words, width), 'bad');
	}

	return row.server.weight > 0 && found.servers.includes(row.server.id)
		? piece(chooseWords('no answer', 'dead?', width), 'bad')
		: null;
}

/**
 * The state in `width` cells (8 at least). The share of a server is its part of the service's present connections,
 * active and inactive: an exact number that is available to an ordinary user too. For a one-packet service, which has
 * no connections, it is the share of the packets.
 */
export function rowStateCell(row: ConsoleRow, width: number): Piece {
	return row.kind === 'service' ? serviceCell(row, width) : serverCell(row, width);
}

/** The context of the cell besides its row. */
export interface StateContext {
	readonly drains: ReadonlyMap<RowId, FollowedDrain>;
	readonly noAnswers: readonly NoAnswer[];
	/** The mark of a row that was changed from outside recently, in `width` cells; null if it was not. */
	readonly outside: (row: Pick<ConsoleRow, 'id'>, width: number) => Piece | null;
	/** The fields of a row that have changed a moment ago. */
	readonly changed: (row: Pick<ConsoleRow, 'id'>) => readonly ChangedField[];
}

function stateOf(row: ConsoleRow): ServerState | ServiceState {
	return row.kind === 'service' ? serviceState(row.service) : serverState(row.server);
}

/** The column: a change from outside, a drain, a server that does not answer, or else the state. */
export const stateColumn = {
	id: 'state',
	title: 'state',
	meaning:
		"Of a service: how many of its servers have a weight above 0 (`3/4 weighted`, narrow `3/4 w>0`), how many of those do not answer (`1/3 no answer`, narrow `1 dead?`), or what is wrong. Of a server: its share of the service's connections, or its state, such as `drained`, `over maximum 100` or `no answer` (narrow `dead?`); `⇣12 left 0:42` is a drain with what is left and how long it runs. [States](../states.md) says what each word means",
	align: 'left',
	priority: 4,
	width: {least: 8, wanted: 22},
	cell(row, {drains, noAnswers, outside, changed}, width) {
		const drain = drains.size === 0 ? undefined : drains.get(row.id);
		const isNormal = drain === undefined && stateOf(row) === 'normal';
		return (
			outside(row, width) ??
			(drain === undefined ? noAnswerCell(row, noAnswers, width) : drainCell(drain, width)) ??
			// A state says more than a change.
			(isNormal ? hiddenChangeCell(changed(row), width) : null) ??
			rowStateCell(row, width)
		);
	},
	sort: {descending: true, value: urgencyOfRow, turn: 4},
	filter: {text: row => stateFilterWords(stateOf(row)), terms: stateTerms},
} as const satisfies Column<ConsoleRow, StateContext>;
