/**
 * Numbers as shown on the screen: short, of a known width, and clear about what is unknown.
 */
import {unknown} from '../../text/figures.ts';
import {type Piece, piece} from './paint.ts';

/** The unit of traffic: bits per second, as usual in networks, or bytes. */
export type Units = 'bits' | 'bytes';

/** Figures that need no attention. */
const nothing: ReadonlySet<string> = new Set(['0', '~0', unknown]);

/** A number in a cell; dim if it is 0 or unknown (null). */
export function figureCell(text: string | null): Piece {
	const shown = text ?? unknown;
	return piece(shown, nothing.has(shown) ? 'dim' : 'text');
}

const prefixes = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

/** Two or three significant digits for numbers below 1000: `6.50` or `6.5`, `45.1` or `45`, `451`; 0 is exact. */
function significant(value: number, digits: 2 | 3): string {
	if (value === 0) {
		return '0';
	}

	if (digits === 2) {
		return value.toFixed(value < 9.95 ? 1 : 0);
	}

	return value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}

/** Scales a value by thousands to a number below 1000, and adds the prefix. */
function withPrefix(value: number, format: (scaled: number) => string): string {
	let scaled = value;
	let prefix = 0;
	while (scaled >= 999.5 && prefix < prefixes.length - 1) {
		scaled /= 1000;
		prefix += 1;
	}

	return `${format(scaled)}${prefixes[prefix]}`;
}

/** A rate or an amount in at most five cells: `0`, `0.50`, `13.0`, `451`, `1.23k`, `45.1M`; with two digits in four. */
export function shortFigure(value: number, digits: 2 | 3 = 3): string {
	return withPrefix(value, scaled => significant(scaled, digits));
}

/** A round value of an axis with its prefix, without zeros at its end: `0`, `0.5`, `20`, `1.5k`, `400k`. */
export function axisFigure(value: number): string {
	return withPrefix(value, scaled => String(Number(scaled.toPrecision(3))));
}

/** A count in at most `width` cells: in full if it fits, otherwise short. */
export function countFigure(count: number | bigint, width: number): string {
	const full = count.toString();
	return full.length <= width ? full : shortFigure(Number(count));
}

/**
 * A rate in at most `width` cells (5 at least). `~` before it marks the kernel's own smoothed rate; it has one digit
 * less if there is no room.
 */
export function rateFigure(
	rate: {readonly perSecond: number; readonly isKernels: boolean} | null,
	width: number,
): string {
	if (rate === null) {
		return unknown;
	}

	const mark = rate.isKernels ? '~' : '';
	const figure = mark + shortFigure(rate.perSecond);
	return figure.length <= width ? figure : mark + shortFigure(rate.perSecond, 2);
}

/** Converts bytes per second to the chosen units. */
export function inUnits(bytesPerSecond: number, units: Units): number {
	return units === 'bits' ? bytesPerSecond * 8 : bytesPerSecond;
}

/** Traffic (bytes per second) in the chosen units, without their name. */
export function trafficFigure(bytesPerSecond: number, units: Units): string {
	return shortFigure(inUnits(bytesPerSecond, units));
}

/** Traffic (bytes per second) with the name of its units: `45.1 kb/s` are bits, `5.64 kB/s` bytes. */
export function trafficText(bytesPerSecond: number, units: Units): string {
	const [, figure = '', prefix = ''] =
		/^([\d.]+)(\D?)$/.exec(trafficFigure(bytesPerSecond, units)) ?? [];
	return `${figure} ${prefix}${units === 'bits' ? 'b/s' : 'B/s'}`;
}
