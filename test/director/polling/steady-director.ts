/**
 * A director with constant traffic whose counters are refreshed as in a kernel, and a reader of it with realistic
 * delays.
 */

import type {Clock} from '../../../source/director/port/clock.ts';
import type {
	Reader,
	Reading,
	ServerReading,
	ServiceReading,
	WantedParts,
} from '../../../source/director/reading/reading.ts';
import type {Counters, Rates} from '../../../source/ipvs/counters.ts';
import type {PerCpuStats} from '../../../source/ipvs/listing.ts';

/** The kernel's refreshes: all rows at once, or each at its own time (milliseconds). */
export interface Estimator {
	readonly refresh: 'together' | 'spread';
	readonly period: number;
	/** The time of a row's refresh within the period; rows are numbered. */
	phase(row: number): number;
}

/** The properties of a director; all may be changed between readings. */
export interface SteadyDirector {
	estimator: Estimator;
	/** New connections per second of every server; packets and bytes are proportional. Changed by `changeRate`. */
	connectionRate: number;
	/** The history of rates of every server: the start of each, and the number of connections until then. */
	traffic: readonly {readonly at: number; readonly connections: number; readonly rate: number}[];
	servers: number;
	/** Milliseconds until the counters of the first row are read, for each reading. */
	delay: () => number;
	/** Milliseconds from the first row to the last. */
	listing: number;
	estimation: boolean | null;
	perCpu: boolean;
	/** The amount to subtract from a row's counters, to simulate a reset. */
	zero: (row: number) => number;
	/** Whether a server is listed; its traffic continues anyway. */
	listed: (row: number) => boolean;
	/** Whether a row's packets are printed modulo 2^32. */
	wraps: (row: number) => boolean;
	failure: Error | null;
	readonly reads: {readonly at: number; readonly wanted: WantedParts}[];
}

/** Packets and bytes of one connection. */
const shape = {inPackets: 6, outPackets: 5, inBytes: 600, outBytes: 4000};

/** The true rates of a row. */
export function trueRates(connections: number): Rates {
	return {
		connections,
		inPackets: connections * shape.inPackets,
		outPackets: connections * shape.outPackets,
		inBytes: connections * shape.inBytes,
		outBytes: connections * shape.outBytes,
	};
}

/** The counters after this many connections. */
export function countersOf(connections: number): Counters {
	const whole = BigInt(Math.floor(connections));
	return {
		connections: whole,
		inPackets: whole * BigInt(shape.inPackets),
		outPackets: whole * BigInt(shape.outPackets),
		inBytes: whole * BigInt(shape.inBytes),
		outBytes: whole * BigInt(shape.outBytes),
	};
}

/** As ipvsadm 1.31 prints a server's counters. */
function wrapped(counters: Counters): Counters {
	return {
		...counters,
		connections: BigInt.asUintN(32, counters.connections),
		inPackets: BigInt.asUintN(32, counters.inPackets),
		outPackets: BigInt.asUintN(32, counters.outPackets),
	};
}

/** A director with one service of a few servers, refreshed as by Linux 6.1 at 100 ticks a second. */
export function steadyDirector(changes: Partial<SteadyDirector> = {}): SteadyDirector {
	const connectionRate = changes.connectionRate ?? 120;
	return {
		estimator: {refresh: 'together', period: 2080, phase: () => 700},
		connectionRate,
		// It began long before the clock's 0.
		traffic: [{at: -1_000_000, connections: 1_000_000, rate: connectionRate}],
		servers: 3,
		delay: () => 20,
		listing: 10,
		estimation: true,
		perCpu: true,
		zero: () => 0,
		listed: () => true,
		wraps: () => false,
		failure: null,
		reads: [],
		...changes,
	};
}

/** The last refresh of a row, never after `now`. */
function lastRefresh(
	{estimator: {period, phase}}: SteadyDirector,
	row: number,
	now: number,
): number {
	return Math.floor((now - phase(row)) / period) * period + phase(row);
}

/** The connections that every server has had at a given time. */
function connectionsAt({traffic}: SteadyDirector, moment: number): number {
	const since = traffic.findLast(({at}) => at <= moment);
	return since ? since.connections + (since.rate * (moment - since.at)) / 1000 : 0;
}

/**
 * The kernel's own rate of new connections of a server, as its estimator smooths it: at each refresh a quarter of the
 * way to what came in the last period, which it takes for two seconds (`ip_vs_est.c`).
 */
function smoothedRate(director: SteadyDirector, row: number, now: number): number {
	const {period} = director.estimator;
	const last = lastRefresh(director, row, now);
	const remembered = 60;
	let average = director.traffic[0]?.rate ?? 0;
	for (let back = remembered; back >= 0; back -= 1) {
		const at = last - back * period;
		const grown = connectionsAt(director, at) - connectionsAt(director, at - period);
		average += (grown / 2 - average) / 4;
	}

	return average;
}

/** Changes the rate of the traffic from now on. */
export function changeRate(director: SteadyDirector, at: number, rate: number): void {
	const connections = connectionsAt(director, at);
	director.traffic = [...director.traffic, {at, connections, rate}];
	director.connectionRate = rate;
}

/** Reads only the totals. */
export function perCpuStats(director: SteadyDirector, now: number): PerCpuStats {
	const total = director.servers * smoothedRate(director, 0, now);
	const at = (moment: number) => countersOf(director.servers * connectionsAt(director, moment));
	return {
		cpus: [{cpu: 0, counters: at(now)}],
		sampled: at(lastRefresh(director, 0, now)),
		kernelRates: trueRates(total),
	};
}

/** Makes a reader of a director. */
export function steadyReader(director: SteadyDirector, clock: Clock): Reader {
	const wait = (milliseconds: number, signal?: AbortSignal) =>
		new Promise<void>((resolve, reject) => {
			const cancelTimer = clock.after(milliseconds, resolve);
			signal?.addEventListener('abort', () => {
				cancelTimer();
				reject(signal.reason);
			});
		});

	return {
		async read(wanted, signal) {
			const from = clock.monotonic();
			director.reads.push({at: from, wanted});
			const perCpu = director.perCpu ? perCpuStats(director, from) : null;
			const first = from + director.delay();
			await wait(first + director.listing - from, signal);
			if (director.failure) {
				throw director.failure;
			}

			const to = clock.monotonic();
			const row = (number: number, place: number) => {
				const share = number === 0 ? director.servers : 1;
				const seen = first + director.listing * place;
				const refreshed = lastRefresh(director, number, seen);
				const counters = countersOf(
					share * connectionsAt(director, refreshed) - director.zero(number),
				);
				return {
					counters: wanted.counters
						? director.wraps(number)
							? wrapped(counters)
							: counters
						: null,
					kernelRates: wanted.kernelRates
						? trueRates(share * smoothedRate(director, number, seen))
						: null,
				};
			};
			const servers = Array.from({length: director.servers}, (_, index): ServerReading => {
				const port = 8000 + index;
				return {
					id: `10.0.0.1:${port}`,
					address: '10.0.0.1',
					port,
					...row(index + 1, (index + 1) / director.servers),
					forwarding: 'masq',
					tunnel: null,
					weight: 1,
					upperThreshold: 0,
					lowerThreshold: 0,
					activeConnections: 1,
					inactiveConnections: 1,
					persistentConnections: null,
					rule: null,
				};
			});
			const service: ServiceReading = {
				id: 'tcp:10.1.1.1:80',
				key: {kind: 'address', protocol: 'tcp', family: 'ipv4', address: '10.1.1.1', port: 80},
				familyKnown: true,
				scheduler: 'rr',
				schedulerFlags: [],
				persistence: null,
				engine: null,
				onePacket: false,
				...row(0, 0),
				rule: null,
				servers: servers.filter((_, index) => director.listed(index + 1)),
			};
			const reading: Reading = {
				time: clock.now(),
				monotonic: from,
				host: 'lb1',
				ipvs: {
					...{version: '1.2.1', tableSize: 4096},
					...{sizesItself: false, connections: null, connectionLimit: null},
				},
				access: {level: 'full', missing: null},
				source: {from: 'ipvsadm', note: null},
				totals: perCpu && {counters: perCpu.sampled, kernelRates: perCpu.kernelRates},
				perCpu,
				estimation: director.estimation,
				estimationStoppedBy: director.estimation === false ? 'run_estimation' : null,
				refresh: director.estimator.refresh,
				hasCounters: wanted.counters,
				countersSpan: wanted.counters ? {from, to} : null,
				settings: null,
				services: [service],
			};
			return reading;
		},
	};
}
