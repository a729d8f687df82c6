/**
 * A reading may cost a quarter of the time, and no more: the rest belongs to the director's own work. Where readings take
 * longer than that, they come less often.
 */

/** How often there are readings, judged by how long they take. */
export interface Stretch {
	/** Milliseconds from one reading to the next; null as long as the interval that was asked for is kept. */
	readonly pace: number | null;
	/** Takes in how long a good reading took, all of it, milliseconds. */
	take(took: number): void;
	/** Sets the interval that was asked for. */
	ask(interval: number): void;
}

/** Readings may take one part of so many. */
const parts = 4;

/** The interval comes back when it would hold a reading with so much to spare, so that it does not come and go. */
const spare = 0.8;

/** Paces are told in round numbers: up to so many milliseconds in these steps. */
const steps = [
	{upTo: 5000, step: 500},
	{upTo: 20_000, step: 1000},
	{upTo: Number.POSITIVE_INFINITY, step: 5000},
] as const;

function rounded(pace: number): number {
	const {step} = steps.find(({upTo}) => pace <= upTo) ?? steps[0];
	return Math.ceil(pace / step) * step;
}

/** Nothing was read yet. */
export function createStretch(interval: number): Stretch {
	let asked = interval;
	let pace: number | null = null;
	/** The last two readings. One that was slow alone says nothing of the next. */
	let last: readonly [number, number] = [0, 0];

	const judge = () => {
		const needed = parts * Math.min(...last);
		const limit = pace === null ? asked : spare * asked;
		pace = needed > limit ? Math.max(asked, rounded(needed)) : null;
	};

	return {
		get pace() {
			return pace === asked ? null : pace;
		},
		take(took) {
			last = [last[1], took];
			judge();
		},
		ask(milliseconds) {
			asked = milliseconds;
			pace = null;
			judge();
		},
	};
}
