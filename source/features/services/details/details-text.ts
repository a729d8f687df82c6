/**
 * The details of a row, in the order in which they stand on the screen.
 */
import {type ConsoleRow, findRow} from '../../../console/state/console-row.ts';
import type {ConsoleState} from '../../../console/state/console-state.ts';
import {factLine} from '../../../console/text/fact-line.ts';
import {type Piece, piece} from '../../../console/text/paint.ts';
import {escapeControls, wrapText} from '../../../console/text/text.ts';
import {serviceName} from '../../../director/vocabulary.ts';
import {detailsOfDrain} from '../../drain/details-drain.ts';
import {detailsFacts, ruleCommands} from './details-facts.ts';
import {detailsFigures, type FiguresRow, figuresHeight} from './details-figures.ts';
import {shareLines} from './details-shares.ts';
import {trendLines} from './details-trends.ts';

export interface Details {
	readonly title: string;
	/** Lines above the table of figures. */
	readonly above: readonly (readonly Piece[])[];
	readonly figures: readonly FiguresRow[];
	readonly below: readonly (readonly Piece[])[];
	/** All lines together. */
	readonly lines: number;
}

function titleOf(row: ConsoleRow): string {
	return row.kind === 'service' ? `Service ${serviceName(row.service)}` : `Server ${row.server.id}`;
}

function ruleLines(row: ConsoleRow, state: ConsoleState): readonly (readonly Piece[])[] {
	const commands = ruleCommands(row);
	if (commands === null) {
		const missing = state.poll.director?.access.missing ?? 'it could not be read';
		return wrapText(
			` The rule is not known: ${escapeControls(missing)}`,
			state.size.columns - 2,
		).map(line => [piece(line, 'dim')]);
	}

	return [
		[piece(' as ipvsadm makes it', 'dim')],
		...commands.flatMap(command =>
			wrapText(command, state.size.columns - 6).map((line, index) => [
				piece(`${index === 0 ? '   ' : '     '}${line}`),
			]),
		),
	];
}

/** Everything that is known of the row whose details are open; null where it is gone. */
export function detailsOf(state: ConsoleState): Details | null {
	const {overlay, poll, size, units} = state;
	const row = overlay?.kind === 'details' ? findRow(poll.director, overlay.row) : null;
	if (row === null || poll.director === null) {
		return null;
	}

	const drain = state.drains.followed.get(row.id);
	const facts = detailsFacts(row, poll.director, drain).map(({label, value, role}) =>
		factLine(label, piece(value, role ?? 'text')),
	);
	const figures = detailsFigures(
		row.kind === 'service' ? row.service : row.server,
		units,
		size.columns,
	);
	const rule =
		row.kind === 'server'
			? [...detailsOfDrain(row, state), ...ruleLines(row, state)]
			: ruleLines(row, state);
	const shares = row.kind === 'service' ? shareLines(row.service, size.columns) : [];
	const trends = trendLines(row.id, state);
	// The rule of a server is one command; that of a service has one more for each of its servers.
	return {
		title: titleOf(row),
		above: row.kind === 'server' ? [...facts, ...rule] : facts,
		figures,
		below: row.kind === 'server' ? trends : [...shares, ...trends, ...rule],
		lines: facts.length + figuresHeight(figures) + shares.length + trends.length + rule.length,
	};
}

/** The part of the details that is on the screen, so that nothing is laid out that nobody sees. */
export interface VisibleDetails {
	readonly above: Details['above'];
	/** Null where the table is out of sight. */
	readonly figures: Details['figures'] | null;
	readonly below: Details['below'];
	/** Lines of the table that are above the screen; the table can only be drawn as a whole. */
	readonly offset: number;
}

/** What there is to see after scrolling by so many lines, on so many lines. */
export function visibleDetails(
	{above, figures, below}: Details,
	scroll: number,
	room: number,
): VisibleDetails {
	const tableStart = above.length;
	const tableEnd = tableStart + figuresHeight(figures);
	const first = Math.max(0, scroll - tableEnd);
	return {
		above: above.slice(scroll, scroll + room),
		figures: scroll < tableEnd && scroll + room > tableStart ? figures : null,
		below: below.slice(first, first + room),
		offset: scroll < tableEnd ? Math.max(0, scroll - tableStart) : 0,
	};
}
