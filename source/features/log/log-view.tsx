import type {ReactNode} from 'react';
import {tableLines} from '../../console/table/table-lines.ts';
import {Lines} from '../../console/text/line.tsx';
import {type Piece, piece} from '../../console/text/paint.ts';
import {wrapText} from '../../console/text/text.ts';
import {escapeControls} from '../../text/escape.ts';
import {countOf} from '../../text/figures.ts';
import {logColumns} from './log-columns.ts';
import type {LogList, LogSeen} from './log-list.ts';

/** Says that lines of the log are left out. */
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
			'It is a file of whoever runs lvstop. Look whose it is and whether it is a file at all, or let XDG_STATE_HOME name another folder; then open this view again.',
			columns - 6,
		).map(line => [piece(`   ${line}`)]),
	];
}

function emptyWords({filter, readAt}: LogList): string {
	if (filter !== '') {
		return 'No entry has all the words of the filter. Esc shows all rows again.';
	}

	return readAt === null ? 'Reading the log …' : 'Nothing was changed from here yet.';
}

function logLines({own: log, size}: LogSeen, height: number): readonly (readonly Piece[])[] {
	if (log.problem !== null) {
		return problemLines(log.problem, size.columns).slice(0, height);
	}

	return tableLines({
		columns: logColumns,
		list: log,
		context: {now: log.readAt ?? 0},
		cells: size.columns,
		height,
		sort: null,
		empty: emptyWords(log),
		remark: piece(lostText(log.log.unreadable), 'warn'),
	});
}

/** Every command that changed this director, the newest first. */
export function LogView({
	seen,
	height,
}: {
	readonly seen: LogSeen;
	readonly height: number;
}): ReactNode {
	return <Lines theme={seen.theme} lines={logLines(seen, height)} />;
}
