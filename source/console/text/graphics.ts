/** Small graphs made of characters. */

const eighthsUp = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const eighthsAcross = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** The last values as columns, the newest at the right; the highest one fills its cell. Unknown ones are blank. */
export function sparkline(values: readonly (number | null)[], width: number): string {
	if (width <= 0) {
		return '';
	}

	const shown = values.slice(-width);
	const highest = Math.max(0, ...shown.map(value => value ?? 0));
	const cells = shown.map(value => {
		if (value === null) {
			return ' ';
		}

		const eighth = highest === 0 ? 0 : Math.ceil((value / highest) * 8) - 1;
		return eighthsUp[Math.max(0, Math.min(7, eighth))];
	});
	return cells.join('').padStart(width);
}

/** A bar of `width` cells for a part from 0 to 1; any part above 0 is visible. */
export function shareBar(part: number, width: number): string {
	const eighths = Math.min(width * 8, part > 0 ? Math.max(1, Math.round(part * width * 8)) : 0);
	const bar = '█'.repeat(Math.floor(eighths / 8)) + (eighthsAcross[eighths % 8] ?? '');
	return bar.padEnd(width);
}
