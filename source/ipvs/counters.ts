/**
 * The kernel's counters of a service, a server or the whole director.
 */

/** The names of the counters, in the order in which ipvsadm and /proc print them. */
export const counterNames = [
	'connections',
	'inPackets',
	'outPackets',
	'inBytes',
	'outBytes',
] as const;

export type CounterName = (typeof counterNames)[number];

/** Exact counts since the last zeroing. bigint, because bytes exceed 2^53 within days on a fast director. */
export type Counters = Readonly<Record<CounterName, bigint>>;

/** The same values per second (bytes, not bits). */
export type Rates = Readonly<Record<CounterName, number>>;

/** The rates of all rows without traffic: one object, because a large table has tens of thousands of them. */
export const noTraffic: Rates = {
	connections: 0,
	inPackets: 0,
	outPackets: 0,
	inBytes: 0,
	outBytes: 0,
};

/** Totals of the director, from /proc/net/ip_vs_stats: counters, and the kernel's own smoothed rates. */
export interface Totals {
	readonly counters: Counters;
	readonly kernelRates: Rates;
}
