/** The door of the traffic feature: histories of rows for other features. */
export {seriesOfRow, traffic, watchRow} from './traffic-state.ts';
export {summedTrend, trend, trendSpan} from './trend.ts';
