/**
 * The graphs: each figure with its title and its formats.
 */
import {countFigure, shortFigure, trafficFigure, type Units} from '../../console/text/figures.ts';
import {cutText, textWidth} from '../../console/text/text.ts';
import {isGauge, type TrafficMetric} from './history/metric.ts';

/** A figure that is shown as graphs. */
export interface GraphKind {
	readonly metric: TrafficMetric;
	/** The long title, and one for the eight cells beside the figures of a narrow graph. */
	readonly title: readonly [string, string];
	/** Whether its values are bytes per second, which are shown in the chosen units. */
	readonly isTraffic: boolean;
}

/** The figures, most important first: those are shown if there is no room for all. */
export const graphKinds: readonly [GraphKind, ...GraphKind[]] = [
	{metric: 'connections', title: ['new connections/s', 'conn/s'], isTraffic: false},
	{metric: 'activeConnections', title: ['active connections', 'active'], isTraffic: false},
	{metric: 'inBytes', title: ['traffic in', 'in'], isTraffic: true},
	{metric: 'outBytes', title: ['traffic out', 'out'], isTraffic: true},
	{metric: 'inPackets', title: ['packets/s in', 'pk/s in'], isTraffic: false},
	{metric: 'outPackets', title: ['packets/s out', 'pk/s out'], isTraffic: false},
	{metric: 'inactiveConnections', title: ['inactive connections', 'inactive'], isTraffic: false},
];

/** The title in at most `room` cells, with its units. */
export function titleOf(
	{title: [long, short], isTraffic}: GraphKind,
	units: Units,
	room: number,
): string {
	const unit = isTraffic ? ` ${units === 'bits' ? 'b/s' : 'B/s'}` : '';
	return textWidth(long + unit) <= room ? long + unit : cutText(short + unit, room);
}

/** The factor from the values of the history to the shown units. */
export function unitFactor({isTraffic}: GraphKind, units: Units): number {
	return isTraffic && units === 'bits' ? 8 : 1;
}

/** Formats a value of the history. */
export function labelOf({isTraffic}: GraphKind, units: Units): (value: number) => string {
	return value => (isTraffic ? trafficFigure(value, units) : shortFigure(value));
}

/**
 * Formats the lowest or the highest value of a metric: numbers of things are whole.
 * @param label formats any value of it
 */
export function extremeOf(
	metric: TrafficMetric,
	label: (value: number) => string,
): (value: number) => string {
	return isGauge(metric) ? value => countFigure(Math.round(value), 5) : label;
}
