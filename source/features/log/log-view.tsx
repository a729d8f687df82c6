import type {ReactNode} from 'react';
import {chosenColumns} from '../../console/table/choose-columns.ts';
import {tableLines} from '../../console/table/table-lines.ts';
import {Lines} from '../../console/text/line.tsx';
import {type Piece, piece} from '../../console/text/paint.ts';
import {wrapText} from '../../console/text/text.ts';
import {escapeControls} from '../../text/escape.ts';
import {countOf} from '../../text/figures.ts';
import {logColumns} from './log-columns.ts';
import type {LogSeen} from './log-list.ts';

/** The message that lines of the log were skipped. */
function lostText(unreadable: number): string {
	return unreadable === 0 ? '' : `${countOf(unreadable, 'line')} cannot be read `;
}

function problemLines(problem: string, columns: number): readonly (readonly Piece[])[] {
	return [
		[],
		[piece('   The log cannot be read.', 'strong')],
		[],
		...wrapText(escapeControls(problem), columns - 6).map(line => [piece(`   ${line}`, 'bad')]),
		[],
		...wrapText(
			'It must be a regular file that belongs to the user who runs lvstop. Check its owner and its type, or set XDG_STATE_HOME to another folder, and open this view again.',
			columns - 6,
		).map(line => [piece(`   ${line}`)]),
	];
}

function emptyWords({own: {filter, readAt}, keyOf}: LogSeen): string {
	if (filter !== '') {
		return `No entry matches the filter. Press ${keyOf('step-back')} to show all rows.`;
	}

	return readAt === null
		? 'Reading the log …'
		: 'The log is empty: lvstop has changed nothing yet.';
}

function logLines(seen: LogSeen, height: number): readonly (readonly Piece[])[] {
	const {own: log, size} = seen;
	if (log.problem !== null) {
		return problemLines(log.problem, size.columns).slice(0, height);
	}

	return tableLines({
		columns: chosenColumns(logColumns, seen.columns['log']),
		list: log,
		context: {now: log.readAt ?? 0},
		cells: size.columns,
		height,
		sort: null,
		empty: emptyWords(seen),
		remark: piece(lostText(log.log.unreadable), 'warn'),
	});
}

/** Every command that changed this director, newest first. */
export function LogView({
	seen,
	height,
}: {
	readonly seen: LogSeen;
	readonly height: number;
}): ReactNode {
	return <Lines theme={seen.theme} lines={logLines(seen, height)} />;
}
