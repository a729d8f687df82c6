/**
 * The totals of the director on one line, in the header of the console and above printed tables.
 */
import {unknown} from '../../text/figures.ts';
import type {Frame} from '../state/model.ts';
import {countFigure, shortFigure, trafficText} from '../text/figures.ts';
import {sparkline} from '../text/graphics.ts';
import {type Piece, piece, widthOf} from '../text/paint.ts';
import {fitText} from '../text/text.ts';

/** The input of the line. */
type Totals = Pick<Frame, 'director' | 'units' | 'size'>;

/** The most cells of the graph of new connections per second, one for each reading. */
const widestGraph = 60;

function traffic(state: Totals, direction: 'inBytes' | 'outBytes', about: string): string {
	const rate = state.director.live?.totalRates.rates?.[direction];
	const text = rate === undefined ? unknown : about + trafficText(rate, state.units);
	return fitText(text, 10, 'right');
}

/** The totals of the director, with the new connections per second of the last readings. */
export function totalsLine(state: Totals): readonly Piece[] {
	const {size, director} = state;
	const {live, totals, history} = director;
	if (live === null) {
		return [];
	}

	const {rates, ratesFrom} = live.totalRates;
	const about = ratesFrom === 'kernel' ? '~' : '';
	const connections = rates === null ? unknown : about + shortFigure(rates.connections);
	const groups: readonly (readonly Piece[])[] = [
		[
			piece(countFigure(totals.activeConnections, 5).padStart(6), 'strong'),
			piece(' active', 'dim'),
		],
		[
			piece(countFigure(totals.inactiveConnections, 5).padStart(7), 'strong'),
			piece(' inactive', 'dim'),
		],
		[piece(connections.padStart(8), 'strong'), piece('/s', 'dim')],
		[piece('  in ', 'dim'), piece(traffic(state, 'inBytes', about))],
		[piece('  out ', 'dim'), piece(traffic(state, 'outBytes', about))],
	];
	const pieces: Piece[] = [];
	let used = 0;
	for (const group of groups) {
		const width = widthOf(group);
		if (used + width <= size.columns) {
			pieces.push(...group);
			used += width;
		}
	}

	const graphWidth = Math.min(size.columns - used - 3, widestGraph);
	return graphWidth < 4
		? pieces
		: [...pieces, piece('  '), piece(sparkline(history, graphWidth), 'bar')];
}
