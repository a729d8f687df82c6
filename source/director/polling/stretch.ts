/**
 * Readings may take a quarter of the time at most: the rest belongs to the director's own work. If they take longer
 * than that, they come less often.
 */

/** The pace of readings, by their duration. */
export interface Stretch {
	/** Milliseconds from one reading to the next; null while the requested interval is kept. */
	readonly pace: number | null;
	/** Records the whole duration of a good reading, milliseconds. */
	take(took: number): void;
	/** Sets the requested interval. */
	ask(interval: number): void;
}

/** Readings may take one of this many parts of the time. */
const parts = 4;

/**
 * The requested interval is restored when a reading needs at most this share of its limit, so that the pace does not
 * alternate.
 */
const spare = 0.8;

/** Paces of at most `upTo` are rounded up to a multiple of `step`; milliseconds. */
const steps = [
	{upTo: 5000, step: 500},
	{upTo: 20_000, step: 1000},
	{upTo: Number.POSITIVE_INFINITY, step: 5000},
] as const;

function rounded(pace: number): number {
	const {step} = steps.find(({upTo}) => pace <= upTo) ?? steps[0];
	return Math.ceil(pace / step) * step;
}

/** Creates a pace without any reading. */
export function createStretch(interval: number): Stretch {
	let asked = interval;
	let pace: number | null = null;
	/** The durations of the last two readings. A single slow one says nothing about the next. */
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
