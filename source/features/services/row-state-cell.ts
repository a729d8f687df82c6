/**
 * The last thing that a row says: its state, or its share of the service's connections.
 */
import type {ConsoleRow, ServerRow, ServiceRow} from '../../console/state/console-row.ts';
import {shareBar} from '../../console/text/graphics.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {
	connectionsOf,
	connectionsOfService,
	serverState,
	serviceState,
	shareOf,
} from '../../director/row-state.ts';

/** The words where there is room for them, else the short ones. */
export function chooseWords(long: string, short: string, width: number): string {
	return long.length <= width ? long : short;
}

/** The mark of a row whose entry cannot be read; the details show its text. */
function notReadable(width: number): Piece {
	return piece(chooseWords('? not readable', '? unread', width), 'warn');
}

function serviceCell({service}: ServiceRow, width: number): Piece {
	switch (serviceState(service)) {
		case 'no-servers':
			return piece(chooseWords('no server at all', 'empty', width), 'bad');
		case 'no-weight':
			return piece(chooseWords('no server with weight', 'all at 0', width), 'bad');
		case 'normal': {
			if (service.unreadable || service.unreadableServers) {
				return notReadable(width);
			}

			const up = service.servers.filter(server => server.weight > 0).length;
			const all = service.servers.length;
			return piece(
				chooseWords(`${up}/${all} up`, `${up}/${all}`, width),
				up < all ? 'warn' : 'dim',
			);
		}
	}
}

function serverCell({service, server}: ServerRow, width: number): Piece {
	const connections = connectionsOf(server);
	switch (serverState(server)) {
		case 'draining':
			return piece(chooseWords(`draining, ${connections} left`, 'draining', width), 'warn');
		case 'drained':
			return piece('drained', 'dim');
		case 'over-threshold':
			return piece(chooseWords(`over maximum ${server.upperThreshold}`, 'over max', width), 'bad');
		case 'normal': {
			if (server.unreadable) {
				return notReadable(width);
			}

			if (connectionsOfService(service) === 0) {
				return piece('');
			}

			const part = shareOf(service, server);
			const percent = `${Math.round(part * 100)}%`.padStart(4);
			return piece(`${shareBar(part, width - 5)} ${percent}`, part === 0 ? 'dim' : 'bar');
		}
	}
}

/**
 * The state in so many cells (8 at least). The share of a server is its part of the service's present
 * connections, active and inactive: a figure that is exact, and that an ordinary user sees too.
 */
export function rowStateCell(row: ConsoleRow, width: number): Piece {
	return row.kind === 'service' ? serviceCell(row, width) : serverCell(row, width);
}
