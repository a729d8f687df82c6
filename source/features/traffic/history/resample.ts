/**
 * Resamples the points of a window to a number of columns.
 */

/** One column; null if unknown. */
export type Column = {readonly average: number; readonly maximum: number} | null;

/** The points as columns: several points in one, or one point in several. */
export function resample(
	{
		average,
		maximum,
	}: {
		readonly average: readonly (number | null)[];
		readonly maximum: readonly (number | null)[];
	},
	columns: number,
): readonly Column[] {
	return Array.from({length: columns}, (_, column) => {
		const from = Math.floor((column * average.length) / columns);
		const to = Math.max(from + 1, Math.floor(((column + 1) * average.length) / columns));
		const averages = average.slice(from, to).filter(value => value !== null);
		const maxima = maximum.slice(from, to).filter(value => value !== null);
		return averages.length === 0
			? null
			: {
					average: averages.reduce((sum, value) => sum + value, 0) / averages.length,
					maximum: Math.max(...maxima),
				};
	});
}
