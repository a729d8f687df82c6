/**
 * The sum of several histories, for graphs of a real server over all its services.
 */
import type {TrafficSeries} from './history/traffic-series.ts';
import type {TrafficWindow} from './history/traffic-window.ts';

/** What a graph needs of a history. */
export type ShownSeries = Pick<TrafficSeries, 'begun' | 'window' | 'highest'>;

/** More points than any history has for the longest graph, so that each point is one slot of it. */
const everySlot = 1000;

const longest = 60 * 60_000;

/** The sums point by point; unknown if one of them is. */
function summed(windows: readonly TrafficWindow[]): readonly (number | null)[] {
	const [first, ...others] = windows.map(({average}) => average);
	return (first ?? []).map((value, point) =>
		others.reduce<number | null>((sum, next) => {
			const added = next[point] ?? null;
			return sum === null || added === null ? null : sum + added;
		}, value),
	);
}

/**
 * The sum of histories; null if one of them is not kept, because a sum without it would be wrong. The highest and the lowest
 * value of a point are its mean: those of several rows need not be of the same time.
 */
export function summedSeries(all: readonly (TrafficSeries | null)[]): ShownSeries | null {
	const known = all.filter(series => series !== null);
	const [first] = known;
	if (first === undefined || known.length < all.length || known.length === 1) {
		return known.length < all.length ? null : (first ?? null);
	}

	const windowOf: ShownSeries['window'] = (metric, view) => {
		const windows = known.map(series => series.window(metric, view));
		const average = summed(windows);
		return {...first.window(metric, view), average, maximum: average, minimum: average};
	};
	const begins = known.map(({begun}) => begun);
	return {
		begun: begins.reduce((latest, begun) =>
			latest === null || begun === null ? null : Math.max(latest, begun),
		),
		window: windowOf,
		highest(metric, {span, now}) {
			const looked = Math.min(2 * span, longest);
			const {average} = windowOf(metric, {span: looked, now, points: everySlot});
			const values = average.filter(value => value !== null);
			return values.length === 0 ? null : Math.max(...values);
		},
	};
}
