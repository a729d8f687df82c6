/**
 * Round numbers for the top of a graph.
 */

const steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10] as const;

/** The smallest round number that is not below the highest value; 1 if no value is above 0. */
export function roundScale(highest: number): number {
	if (!(highest > 0)) {
		return 1;
	}

	const power = 10 ** Math.floor(Math.log10(highest));
	const step = steps.find(candidate => candidate * power >= highest) ?? 10;
	return step * power;
}
