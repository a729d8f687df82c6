/** The public interface of the traffic feature: histories of rows for other features. */
export {changeLog} from './change-log.ts';
export {trendAxis} from './change-marks.ts';
export {extremeOf} from './graph-kind.ts';
export type {TrafficMetric} from './history/metric.ts';
export {windowFigures} from './history/traffic-window.ts';
export {leastRowGraphs, rowGraphs} from './row-graphs.ts';
export {seriesOfRow, traffic, watchRow} from './traffic-state.ts';
export {summedTrend, trend, trendSpan, trendWidth} from './trend.ts';
