/**
 * Figures as they stand on the screen: short, of a width that is known, and honest about what is not known.
 */
/** How traffic is shown: bits per second as network people count, or bytes. */
export type Units = 'bits' | 'bytes';

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

/** The time between readings: `2s`, `0.5s`. */
export function intervalText(milliseconds: number): string {
	return `${milliseconds / 1000}s`;
}
