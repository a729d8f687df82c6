import type {ReactNode} from 'react';
import type {ConsoleState} from '../../console/state/console-state.ts';
import {listLines} from '../../console/table/list-lines.ts';
import {unknown} from '../../console/text/figures.ts';
import {Lines} from '../../console/text/line.tsx';
import {shortTime} from '../../console/text/local-time.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {escapeControls, fitText, wrapText} from '../../console/text/text.ts';
import {showCommand} from '../../director/port/show-command.ts';
import type {LogEntry} from '../../plans/log/log-entry.ts';
import type {LogList} from './log-list.ts';

const widths = {time: 10, user: 8, exit: 4} as const;

/** From this width on there is room for the plan beside its commands. */
const wide = 140;

interface Widths {
	readonly command: number;
	/** 0 where there is no room for it. */
	readonly plan: number;
}

function commandWidths(columns: number): Widths {
	const room = columns - 1 - widths.time - 1 - widths.user - 1 - widths.exit - 1;
	const plan = columns >= wide ? Math.floor(room * 0.4) : 0;
	return {command: plan === 0 ? room : room - plan - 1, plan};
}

function titles({log}: LogList, {command, plan}: Widths): readonly Piece[] {
	const {time, user, exit} = widths;
	const text = ` ${'time'.padEnd(time)} ${'user'.padEnd(user)} ${'exit'.padStart(exit)} `;
	const lost =
		log.unreadable === 0
			? ''
			: `${log.unreadable} line${log.unreadable === 1 ? '' : 's'} cannot be read `;
	return [
		piece(text + fitText('command', Math.max(8, command - (plan === 0 ? lost.length : 0))), 'dim'),
		...(plan === 0 ? [] : [piece(` ${fitText('plan', Math.max(5, plan - lost.length))}`, 'dim')]),
		piece(lost, 'warn'),
	];
}

function entryLine(
	{time, user, exitCode, command, plan}: LogEntry,
	{readAt}: LogList,
	room: Widths,
): readonly Piece[] {
	const {user: userWidth, exit, time: timeWidth} = widths;
	return [
		piece(` ${fitText(shortTime(time, readAt ?? 0), timeWidth)} `, 'dim'),
		piece(`${fitText(escapeControls(user), userWidth)} `),
		piece(
			`${fitText(exitCode === null ? unknown : String(exitCode), exit, 'right')} `,
			exitCode === 0 ? 'dim' : 'bad',
		),
		piece(fitText(escapeControls(showCommand(command)), room.command)),
		...(room.plan === 0 ? [] : [piece(` ${fitText(escapeControls(plan), room.plan)}`, 'dim')]),
	];
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

function logLines(state: ConsoleState, height: number): readonly (readonly Piece[])[] {
	const {log, size} = state;
	if (log.problem !== null) {
		return problemLines(log.problem, size.columns).slice(0, height);
	}

	const room = commandWidths(size.columns);
	return listLines({
		list: log,
		height,
		titles: titles(log, room),
		empty: emptyWords(log),
		row({entry}, isCursor) {
			const line = entryLine(entry, log, room);
			return isCursor
				? [
						piece(
							fitText(
								`>${line
									.map(({text}) => text)
									.join('')
									.slice(1)}`,
								size.columns,
							),
							'cursor',
						),
					]
				: line;
		},
	});
}

/** Every command that changed this director, the newest first. */
export function LogView({
	state,
	height,
}: {
	readonly state: ConsoleState;
	readonly height: number;
}): ReactNode {
	return <Lines theme={state.theme} lines={logLines(state, height)} />;
}
