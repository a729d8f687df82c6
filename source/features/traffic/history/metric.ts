/**
 * The traffic history of a service, of a server and of the whole director.
 */
import {counterNames} from '../../../ipvs/counters.ts';

/** Current numbers of connections: whole things. */
export const gaugeMetrics = ['activeConnections', 'inactiveConnections'] as const;

/** Rates per second (bytes, not bits), then the gauges. */
export const trafficMetrics = [...counterNames, ...gaugeMetrics] as const;

export type TrafficMetric = (typeof trafficMetrics)[number];

/** Whether a metric is a number of whole things, not a rate. */
export function isGauge(metric: TrafficMetric): boolean {
	return gaugeMetrics.some(gauge => gauge === metric);
}

/** A value of each metric; null if it is not known. */
export type TrafficValues = Readonly<Record<TrafficMetric, number | null>>;

/** A value of null for every metric. */
export const unknownTraffic: TrafficValues = {
	connections: null,
	inPackets: null,
	outPackets: null,
	inBytes: null,
	outBytes: null,
	activeConnections: null,
	inactiveConnections: null,
};
