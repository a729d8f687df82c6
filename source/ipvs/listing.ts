/**
 * The data of the listings of ipvsadm and /proc, before a reader joins them into a reading.
 */
import type {IpAddress} from './address.ts';
import type {Counters, Rates} from './counters.ts';
import type {Forwarding, ServerKey, Tunnel} from './server.ts';
import type {Protocol, ServiceKey, ServiceRule} from './service.ts';

/** The first line of a listing of the whole table. */
export interface ListingHeader {
	/** `1.2.1` */
	readonly version: string;
	/** Buckets of the connection table; this is not the number of connections. */
	readonly tableSize: number;
}

/** A listed row that could not be parsed. */
export interface UnreadableRow {
	/** Counted from 1. */
	readonly lineNumber: number;
	readonly text: string;
	readonly reason: string;
}

type ServerOf<Service> = Service extends {readonly servers: readonly (infer Server)[]}
	? Server
	: never;

/** A service whose own line could not be parsed, with those of its servers that could. */
export interface UnreadableService<Server> extends UnreadableRow {
	/** Null if not even its key could be parsed. */
	readonly key: ServiceKey | null;
	readonly servers: readonly Server[];
}

/** A listing. The header is null if only one service was listed (ipvsadm prints none then). */
export interface Listing<Service, Server = ServerOf<Service>> {
	readonly header: ListingHeader | null;
	readonly services: readonly Service[];
	/** Missing if all services could be parsed. */
	readonly unreadable?: readonly UnreadableService<Server>[];
	/**
	 * Servers whose lines could not be parsed, with their service, which is one of `services`. Missing if all could be
	 * parsed.
	 */
	readonly unreadableServers?: readonly (UnreadableRow & {readonly service: Service})[];
}

/** The live connection counts of a server, which every listing has. */
export interface LiveConnections {
	readonly activeConnections: number;
	readonly inactiveConnections: number;
}

/** `ipvsadm -Ln`. */
export interface ListedServer extends ServerKey, LiveConnections {
	readonly forwarding: Forwarding;
	readonly weight: number;
}
export interface ListedService {
	readonly service: ServiceRule;
	readonly servers: readonly ListedServer[];
}

/** `ipvsadm -Ln --stats [--exact]`. Server connections and packets are modulo 2^32 (ipvsadm 1.31). */
export interface CountedService {
	readonly key: ServiceKey;
	readonly counters: Counters;
	readonly servers: readonly (ServerKey & {readonly counters: Counters})[];
}

/** `ipvsadm -Ln --rate [--exact]`. Bytes per second, not bits. */
export interface RatedService {
	readonly key: ServiceKey;
	readonly rates: Rates;
	readonly servers: readonly (ServerKey & {readonly rates: Rates})[];
}

/** `ipvsadm -Ln --thresholds`. */
export interface ThresholdService {
	readonly service: ServiceRule;
	readonly servers: readonly (ServerKey &
		LiveConnections & {readonly upperThreshold: number; readonly lowerThreshold: number})[];
}

/** `ipvsadm -Ln --persistent-conn`. */
export interface PersistentService {
	readonly service: ServiceRule;
	readonly servers: readonly (ServerKey &
		LiveConnections & {readonly weight: number; readonly persistentConnections: number})[];
}

/** `ipvsadm -Ln --tun-info`. There is a tunnel exactly if forwarding is `tunnel`. */
export interface TunnelService {
	readonly service: ServiceRule;
	readonly servers: readonly (ListedServer & {readonly tunnel: Tunnel | null})[];
}

/** A server of `/proc/net/ip_vs`. */
export interface ProcServer extends ServerKey, LiveConnections {
	/** Null if the kernel prints an unknown method, such as `FullNat` of patched kernels. */
	readonly forwarding: Forwarding | null;
	/** The kernel's word for an unknown method; missing if it is known. */
	readonly otherForwarding?: string;
	readonly weight: number;
}

/** A service of `/proc/net/ip_vs`, which is incomplete: no scheduler flags, no engine, no family of a firewall mark. */
export interface ProcService {
	readonly key:
		| Extract<ServiceKey, {kind: 'address'}>
		| {readonly kind: 'fwmark'; readonly fwmark: number};
	readonly scheduler: string;
	/** Null for IPv6 services, for which the kernel does not print it. */
	readonly onePacket: boolean | null;
	/** The timeout in the kernel's jiffies; the mask as the eight hexadecimal digits that are printed. */
	readonly persistence: {readonly jiffies: number; readonly maskHex: string} | null;
	readonly servers: readonly ProcServer[];
	/** The lines of its servers that could not be parsed; missing if all could. */
	readonly unreadableServers?: readonly UnreadableRow[];
}

/** `/proc/net/ip_vs_stats_percpu`: the CPU rows are live, `sampled` is the estimator's copy, up to 2 s old. */
export interface PerCpuStats {
	readonly cpus: readonly {readonly cpu: number; readonly counters: Counters}[];
	readonly sampled: Counters;
	readonly kernelRates: Rates;
}

/** The longest timeout that ipvsadm and keepalived accept, of a persistent service and of `--set`: 31 days, seconds. */
export const longestTimeout = 2_678_400;

/** `ipvsadm -Ln --timeout`, seconds. */
export interface Timeouts {
	readonly tcp: number;
	readonly tcpFin: number;
	readonly udp: number;
}

/**
 * One line of `ipvsadm -Ln --daemon`. Values that kernels before 4.3 do not report are null; ipvsadm leaves them out.
 */
export interface SyncDaemon {
	readonly role: 'master' | 'backup';
	readonly interface: string;
	readonly syncId: number;
	readonly maxLength: number | null;
	readonly group: IpAddress | null;
	readonly port: number | null;
	readonly ttl: number | null;
}

/** One entry of the connection table, from `/proc/net/ip_vs_conn` or `ipvsadm -Lnc`. */
export interface Connection {
	/**
	 * `tcp`, `udp`, `sctp`, or `ip` for the template of a firewall-mark service; others as the kernel prints them, in
	 * lower case.
	 */
	readonly protocol: Protocol | 'ip' | (string & {});
	readonly client: ServerKey;
	/** For a template of a firewall-mark service the address contains the mark (`0.0.0.7`, `0:7::`). */
	readonly virtual: ServerKey;
	readonly server: ServerKey;
	/** As printed: `ESTABLISHED`, `TIME_WAIT`, `UDP`, `NONE`, … */
	readonly state: string;
	/** Seconds until the entry expires. */
	readonly expires: number;
	/**
	 * The persistence engine and its data. The data comes from the network: escape control characters before showing
	 * it.
	 */
	readonly engine: {readonly name: string; readonly data: string} | null;
}
