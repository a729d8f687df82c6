/**
 * The counters and rates of a row, as a table.
 */

import type {Units} from '../../../console/state/console-state.ts';
import {fullFigure, shortFigure, trafficText, unknown} from '../../../console/text/figures.ts';
import {textWidth} from '../../../console/text/text.ts';
import type {LiveServer, LiveService} from '../../../director/polling/live.ts';
import {type CounterName, counterNames} from '../../../ipvs/counters.ts';

/** A row of the table by the titles of its columns. */
export type FiguresRow = Readonly<Record<string, string>>;

const titles: Readonly<Record<CounterName, string>> = {
	connections: 'connections',
	inPackets: 'packets in',
	outPackets: 'packets out',
	inBytes: 'bytes in',
	outBytes: 'bytes out',
};

function counted({counters}: LiveServer | LiveService, name: CounterName): string {
	return counters === null ? unknown : fullFigure(counters[name]);
}

function perSecond(
	{rates, ratesFrom}: LiveServer | LiveService,
	name: CounterName,
	units: Units,
): string {
	if (rates === null) {
		return unknown;
	}

	const about = ratesFrom === 'kernel' ? '~' : '';
	return name === 'inBytes' || name === 'outBytes'
		? `${about}${trafficText(rates[name], units)}`
		: `${about}${shortFigure(rates[name])}`;
}

/** Cells of a table with a border: each column as wide as its widest text, a blank at either side. */
export function tableWidth(rows: readonly FiguresRow[]): number {
	const names = Object.keys(rows[0] ?? {});
	return names.reduce(
		(width, name) =>
			width + 3 + Math.max(textWidth(name), ...rows.map(row => textWidth(row[name] ?? ''))),
		1,
	);
}

/**
 * Counters since they were last zeroed, in full, and rates: a line each where there is room for it, else
 * a column each.
 */
export function detailsFigures(
	row: LiveServer | LiveService,
	units: Units,
	columns: number,
): readonly FiguresRow[] {
	const lying = [
		{
			' ': 'counted',
			...Object.fromEntries(counterNames.map(name => [titles[name], counted(row, name)])),
		},
		{
			' ': 'per second',
			...Object.fromEntries(counterNames.map(name => [titles[name], perSecond(row, name, units)])),
		},
	];
	return tableWidth(lying) <= columns
		? lying
		: counterNames.map(name => ({
				' ': titles[name],
				counted: counted(row, name),
				'per second': perSecond(row, name, units),
			}));
}

/** Lines of the table: its frame, its titles, and two for each row. */
export function figuresHeight(rows: readonly FiguresRow[]): number {
	return 3 + 2 * rows.length;
}
