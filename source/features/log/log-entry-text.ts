/**
 * Shows one log entry in full.
 */

import {type Fact, wrappedFact} from '../../console/text/fact-line.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {showCommand} from '../../director/port/show-command.ts';
import type {LogEntry} from '../../plans/log/log-entry.ts';
import {rowStateInWords} from '../../plans/log/row-state-words.ts';
import {escapeControls} from '../../text/escape.ts';
import {localTime} from '../../text/time.ts';
import {endInWords} from './log-columns.ts';

const labelWidth = 11;

function facts(entry: LogEntry): readonly Fact[] {
	const {time, user, host, plan, run, command, exitCode, message, before, after} = entry;
	const ran: readonly Fact[] = entry.outside
		? []
		: [
				{label: '', value: showCommand(command), role: 'strong'},
				{label: 'end', value: endInWords(entry), role: exitCode === 0 ? 'text' : 'bad'},
			];
	return [
		{label: 'time', value: `${localTime(time)} (${time})`},
		{label: 'user', value: user},
		{label: 'host', value: host},
		{label: 'plan', value: plan},
		...(run === null ? [] : [{label: 'command', value: `${run.step} of ${run.steps}`}]),
		...ran,
		...(message === '' ? [] : [{label: 'message', value: message}]),
		...(before === null ? [] : [{label: 'before', value: rowStateInWords(before)}]),
		...(after === null ? [] : [{label: 'after', value: rowStateInWords(after)}]),
	];
}

/** The lines of an entry; null if the log no longer has it. */
export function logEntryText(
	entry: LogEntry | null,
	columns: number,
): readonly (readonly Piece[])[] {
	if (entry === null) {
		return [[piece(' This entry is no longer shown.', 'warn')]];
	}

	const widths = {label: labelWidth, line: columns};
	return facts(entry).flatMap(fact =>
		wrappedFact(
			// Line breaks are kept; all other control characters are made visible.
			{...fact, value: fact.value.split('\n').map(escapeControls).join('\n')},
			widths,
		),
	);
}
