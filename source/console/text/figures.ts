/**
 * Figures as they stand on the screen: short, of a width that is known, and honest about what is not known.
 */
import type {Units} from '../state/console-state.ts';

/** What stands where a figure is not known. */
export const unknown = '–';

const prefixes = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

/** Three significant figures below 1000: `6.50`, `45.1`, `451`; whole numbers without decimals where they are exact. */
function threeFigures(value: number): string {
	if (value === 0) {
		return '0';
	}

	return value < 9.995 ? value.toFixed(2) : value < 99.95 ? value.toFixed(1) : value.toFixed(0);
}

/** A rate or an amount in at most five cells: `0`, `0.50`, `13.0`, `451`, `1.23k`, `45.1M`. */
export function shortFigure(value: number): string {
	let scaled = value;
	let prefix = 0;
	while (scaled >= 999.5 && prefix < prefixes.length - 1) {
		scaled /= 1000;
		prefix += 1;
	}

	return `${threeFigures(scaled)}${prefixes[prefix]}`;
}

/** A number of things in at most `width` cells: in full where it fits, else short. */
export function countFigure(count: number | bigint, width: number): string {
	const full = count.toString();
	return full.length <= width ? full : shortFigure(Number(count));
}

/** A number in full, its thousands set apart: `1,234,567`. */
export function fullFigure(count: number | bigint): string {
	return count.toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** Traffic in the chosen units, without their name: bytes per second come in. */
export function trafficFigure(bytesPerSecond: number, units: Units): string {
	return shortFigure(units === 'bits' ? bytesPerSecond * 8 : bytesPerSecond);
}

/** Traffic with the name of its units: `45.1 kb/s` are bits, `5.64 kB/s` bytes. */
export function trafficText(bytesPerSecond: number, units: Units): string {
	const [, figure = '', prefix = ''] =
		/^([\d.]+)(\D?)$/.exec(trafficFigure(bytesPerSecond, units)) ?? [];
	return `${figure} ${prefix}${units === 'bits' ? 'b/s' : 'B/s'}`;
}

/** How long something took or has lasted: `0s`, `59s`, `4m05s`, `3h12m`, `12d03h`. */
export function duration(milliseconds: number): string {
	const seconds = Math.floor(milliseconds / 1000);
	const two = (value: number): string => String(value).padStart(2, '0');
	if (seconds < 60) {
		return `${seconds}s`;
	}

	if (seconds < 3600) {
		return `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
	}

	const hours = Math.floor(seconds / 3600);
	return hours < 24
		? `${hours}h${two(Math.floor(seconds / 60) % 60)}m`
		: `${Math.floor(hours / 24)}d${two(hours % 24)}h`;
}

/** The time between readings: `2s`, `0.5s`. */
export function intervalText(milliseconds: number): string {
	return `${milliseconds / 1000}s`;
}
