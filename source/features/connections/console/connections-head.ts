/**
 * The lines above the rows of the Connections view: the part of the table, the number of entries, how much of the table
 * was seen, and the notices.
 */

import {shareBar} from '../../../console/text/graphics.ts';
import {type Piece, piece} from '../../../console/text/paint.ts';
import {cutText, fitText, textWidth} from '../../../console/text/text.ts';
import {escapeControls} from '../../../text/escape.ts';
import {fullFigure} from '../../../text/figures.ts';
import type {ConnectionsReading} from '../connections-reading.ts';
import {percent} from '../table/finding.ts';
import {scopeText} from '../table/scope.ts';
import type {ConnectionCounts, StatusCounts} from '../table/status-counts.ts';
import {endText, progressText, shownText} from '../table/survey-words.ts';
import {networkPrefix} from './connection-words.ts';
import type {ConnectionsList, ConnectionsSeen} from './connections-list.ts';
import {connectionsNotices} from './connections-notices.ts';
import {type ConnectionsMode, connectionsModes} from './connections-place.ts';
import {noticesShown} from './derive-connections.ts';

type LineOfPieces = readonly Piece[];

/** A line with one text at the left and one at the right end; the left one is cut if room is short. */
function twoEnds(
	left: Piece,
	right: Piece,
	columns: number,
	cut: 'words' | 'middle' = 'words',
): LineOfPieces {
	const room = Math.max(0, columns - textWidth(right.text) - 3);
	return [
		piece(` ${fitText(cutText(left.text, room, cut), room + 1)}`, left.role),
		piece(right.text === '' ? '' : `${right.text} `, right.role),
	];
}

/** The path of the view: `Connections › tcp:10.1.1.1:80 › server of weight 0`. */
function breadcrumb({place: {list, scopes, status}}: ConnectionsList): string {
	return [
		list === 'connections' ? 'Connections' : 'Templates',
		...scopes.map(scopeText),
		...(status === null ? [] : [scopeText({by: 'status', status})]),
	].join(' › ');
}

function modeText(mode: ConnectionsMode, {place, clientPrefix}: ConnectionsList): string {
	if (mode !== place.mode) {
		return mode;
	}

	return mode === 'client' ? `[client ${networkPrefix(clientPrefix)}]` : `[${mode}]`;
}

/** The current place, and all modes with the current one in brackets; only the current mode if room is short. */
function placeLine(list: ConnectionsList, columns: number): LineOfPieces {
	const place = breadcrumb(list);
	const all = connectionsModes.map(mode => modeText(mode, list)).join(' ');
	const hasRoom = textWidth(place) + textWidth(all) + 3 <= columns;
	const modes = hasRoom ? all : modeText(list.place.mode, list);
	return twoEnds(piece(place, 'title'), piece(modes, 'dim'), columns, 'middle');
}

function shortCounts(
	noun: string,
	{all, orphans, weightZero, invalid = 0}: StatusCounts & {readonly invalid?: number},
): string {
	const parts = [
		...(invalid > 0 ? [`${fullFigure(invalid)} invalid`] : []),
		...(orphans > 0 ? [`${fullFigure(orphans)} orphan`] : []),
		...(weightZero > 0 ? [`${fullFigure(weightZero)} weight-zero`] : []),
	];
	return `${fullFigure(all)} ${noun}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
}

/** The counts as short as in the notes, for a narrow screen. */
function shortShownText({connections, templates}: ConnectionCounts): string {
	return `${shortCounts('connections', connections)}; ${shortCounts('templates', templates)}`;
}

/** The number of listed rows, if not all are listed. */
function listedText(
	{place: {mode, list}, rows}: ConnectionsList,
	shown: ConnectionsReading,
): string {
	const {listed, all} =
		mode === 'table'
			? {listed: rows.length, all: shown.shown[list].all}
			: {listed: shown.groups[mode].listed.length, all: shown.groups[mode].different};
	return all === null || all > listed
		? `first ${fullFigure(listed)} of ${all === null ? 'more' : fullFigure(all)}`
		: '';
}

function countsLine(list: ConnectionsList, columns: number): LineOfPieces {
	const {shown} = list;
	if (shown === null) {
		return [];
	}

	const listed = listedText(list, shown);
	const long = shownText(shown);
	const text =
		textWidth(long) + textWidth(listed) + 4 <= columns ? long : shortShownText(shown.shown);
	return twoEnds(piece(text), piece(listed, 'dim'), columns);
}

/** A reading shorter than this many milliseconds shows no progress: the line would only flicker. */
const shortReading = 250;

const progressBar = 20;

/** The part of the table that was seen, the progress of the reading, or why it failed. */
function seenLine({own: {shown, watch}, paused, size, keyOf}: ConnectionsSeen): LineOfPieces {
	const {progress, error} = watch;
	if (error !== null) {
		const text = [error.message, error.advice].filter(part => part !== '').join('; ');
		return [piece(` ${cutText(escapeControls(text), size.columns - 2, 'words')}`, 'bad')];
	}

	if (progress !== null && (shown === null || progress.elapsed >= shortReading)) {
		const {seen, about} = progress;
		const line = piece(` reading: ${progressText(progress)}`);
		// Connections to servers that are no longer configured are not in the expected number.
		return seen >= about
			? [line]
			: [
					line,
					piece(`  ${percent(seen / about).padStart(5)} `),
					piece(shareBar(seen / about, progressBar), 'bar'),
				];
	}

	if (shown === null) {
		return [
			piece(paused ? ` paused, so nothing is read: press ${keyOf('pause')} to resume` : '', 'warn'),
		];
	}

	const text = `${endText(shown, shown.end)}${paused ? '; paused' : ''}`;
	return [
		piece(
			` ${cutText(text, size.columns - 2, 'words')}`,
			shown.end === 'complete' ? 'dim' : 'warn',
		),
	];
}

/** The first notices, a line each; the last line says how many more there are. */
function noticeLines(state: ConnectionsSeen): readonly LineOfPieces[] {
	const notices = connectionsNotices(state.own);
	const count = noticesShown(state);
	const more = notices.length - count;
	return notices.slice(0, count).map(({severity, text}, index) => {
		const after = index === count - 1 && more > 0 ? `+${fullFigure(more)} more: n` : '';
		return twoEnds(piece(`! ${text}`, severity), piece(after, 'dim'), state.size.columns);
	});
}

/** All lines above the column titles. */
export function connectionsHead(state: ConnectionsSeen): readonly LineOfPieces[] {
	const {own: connections, size} = state;
	return [
		placeLine(connections, size.columns),
		countsLine(connections, size.columns),
		seenLine(state),
		...noticeLines(state),
	];
}
