/**
 * The counters and rates of a row, as a table.
 */

import {shortFigure, trafficText, type Units} from '../../../console/text/figures.ts';
import {type FiguresRow, tableWidth} from '../../../console/text/figures-row.ts';
import type {LiveServer, LiveService} from '../../../director/polling/live.ts';
import {type CounterName, counterNames} from '../../../ipvs/counters.ts';
import {fullFigure, unknown} from '../../../text/figures.ts';

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

/**
 * Counters in full since they were last zeroed, and rates: one line each if there is room, otherwise one column each.
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
