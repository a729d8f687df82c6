/**
 * The line below a graph: the time that it shows, with a sign at each change of the table.
 */

/** A change at a place from 0, the begin of the window, to 1, its end. */
export interface AxisMark {
	readonly at: number;
	/** Whether it is a plan of this console. */
	readonly isOwn: boolean;
}

/** The signs: a plan of this console, a change by others, and both in one cell. They differ without colour too. */
export const markSigns = {own: '▲', others: '≠', both: '◆'} as const;

/** `1 min`, `60 min`; seconds below a minute. */
function spanText(milliseconds: number): string {
	return milliseconds < 60_000
		? `${Math.round(milliseconds / 1000)} s`
		: `${Math.round(milliseconds / 60_000)} min`;
}

/**
 * The line in `width` cells. Its ends are labelled if there is room and no sign in that place. A change before the window
 * has no sign; one after its end, since the last reading, is in the last cell.
 */
export function timeAxis(span: number, width: number, marks: readonly AxisMark[]): string {
	const cells = new Array<string>(width).fill('─');
	for (const {at, isOwn} of marks) {
		const cell = Math.min(width - 1, Math.floor(at * width));
		if (cell >= 0) {
			const sign = isOwn ? markSigns.own : markSigns.others;
			const present = cells[cell];
			cells[cell] = present === '─' || present === sign ? sign : markSigns.both;
		}
	}

	const [start, end] = [spanText(span), 'now'];
	const label = (text: string, first: number): void => {
		if (cells.slice(first, first + text.length).every(cell => cell === '─')) {
			cells.splice(first, text.length, ...text);
		}
	};
	if (width > start.length + end.length) {
		label(start, 0);
		label(end, width - end.length);
	}

	return cells.join('');
}
