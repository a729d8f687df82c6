/**
 * The traffic history of a service, of a server and of the whole director.
 */
import {counterNames} from '../../../ipvs/counters.ts';

/** Rates per second (bytes, not bits), then current numbers of connections. */
export const trafficMetrics = [
	...counterNames,
	'activeConnections',
	'inactiveConnections',
] as const;

export type TrafficMetric = (typeof trafficMetrics)[number];

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
