/**
 * The scale of a graph: round values at the upper edges of rows.
 */

/** A scale; the bottom of the graph is 0. */
export interface GraphScale {
	/** The value at the upper edge of the graph. It need not be round, but one of the ticks is near it. */
	readonly top: number;
	/** The values at the upper edges of rows, by row; row 0 is the highest one. */
	readonly ticks: ReadonlyMap<number, number>;
}

/** Rates are kept with 24 bits, so 0.1 may come back as a little more. */
const rounding = 1e-6;

/** The smallest 1, 2 or 5 times a power of ten that is not below a value. */
export function roundStep(value: number): number {
	const exponent = Math.floor(Math.log10(value));
	// Written out, because products with negative powers are not exact.
	const candidates = [`1e${exponent}`, `2e${exponent}`, `5e${exponent}`, `1e${exponent + 1}`];
	return candidates.map(Number).find(step => step >= value * (1 - rounding)) ?? value;
}

/** More ticks than this are not easier to read. */
const mostTicks = 4;

/** A scale with a single tick is taken only if others would waste more of the graph than this. */
const singleTick = 1.35;

/**
 * The scale of a graph with `height` rows (2 at least) for values up to `highest`. Ticks are multiples of 1, 2 or 5 times a
 * power of ten, at least `leastStep` apart: 1 for whole things. If nothing is above 0, the scale is that of 1.
 */
export function graphScale(highest: number, height: number, leastStep: number): GraphScale {
	const reached = highest > 0 ? highest : 1;
	let best = {rows: height, step: 0, waste: Number.POSITIVE_INFINITY};
	for (let rows = Math.max(2, Math.ceil(height / mostTicks)); rows <= height; rows += 1) {
		const step = roundStep(Math.max((reached * rows) / height, leastStep));
		const waste = ((height * step) / rows) * (height >= 2 * rows ? 1 : singleTick);
		if (waste < best.waste * (1 - rounding)) {
			best = {rows, step, waste};
		}
	}

	const {rows, step} = best;
	const count = Math.floor(height / rows);
	const ticks = Array.from({length: count}, (_, index) => index + 1);
	return {
		top: (height * step) / rows,
		ticks: new Map(ticks.map(tick => [height - tick * rows, tick * step])),
	};
}
