/**
 * One look at a director, in the domain's values. Nothing above a reader knows where they came from.
 */
import type {Counters, Rates, Totals} from '../../ipvs/counters.ts';
import type {PerCpuStats, SyncDaemon, Timeouts} from '../../ipvs/listing.ts';
import type {Forwarding, ServerId, ServerKey, ServerRule, Tunnel} from '../../ipvs/server.ts';
import type {ServiceId, ServiceKey, ServiceRule} from '../../ipvs/service.ts';

/** What was printed of a row, and why it cannot be read. */
export interface UnreadableText {
	readonly text: string;
	readonly reason: string;
}

/** A server as it was seen. What could not be learned is null, never 0. */
export interface ServerReading extends ServerKey {
	readonly id: ServerId;
	/** Null if the kernel prints a method that is not known here. */
	readonly forwarding: Forwarding | null;
	/** Null if the forwarding is not `tunnel`, and where the tunnel could not be read (`rule` is null then). */
	readonly tunnel: Tunnel | null;
	readonly weight: number;
	readonly upperThreshold: number | null;
	readonly lowerThreshold: number | null;
	readonly activeConnections: number;
	readonly inactiveConnections: number;
	readonly persistentConnections: number | null;
	readonly counters: Counters | null;
	readonly kernelRates: Rates | null;
	/** The whole entry, from `ipvsadm -Sn` and `--thresholds`; null without the right to ask. Its weight is the one above. */
	readonly rule: ServerRule | null;
	/** Why its entry is not known although it was printed; not there if it could be read. */
	readonly unreadable?: UnreadableText;
}

/** A service as it was seen. */
export interface ServiceReading {
	readonly id: ServiceId;
	readonly key: ServiceKey;
	/** False if a firewall mark's family was inferred (an ordinary user reads /proc only). */
	readonly familyKnown: boolean;
	readonly scheduler: string;
	readonly schedulerFlags: readonly string[] | null;
	/** The timeout is null for an ordinary user: /proc tells it in the kernel's own ticks. */
	readonly persistence: {readonly timeout: number | null; readonly netmask: string} | null;
	readonly engine: string | null;
	readonly onePacket: boolean | null;
	readonly counters: Counters | null;
	readonly kernelRates: Rates | null;
	/** The whole rule, from `ipvsadm -Sn`; null without the right to ask. */
	readonly rule: ServiceRule | null;
	/** Why its rule is not known although it was printed; not there if it could be read. */
	readonly unreadable?: UnreadableText;
	/** Sorted by address and port. */
	readonly servers: readonly ServerReading[];
	/** Lines of its servers that cannot be read at all, not even which server it is; not there if all could be. */
	readonly unreadableServers?: readonly UnreadableText[];
}

/**
 * What the reader may do. `full` reads and writes. `proc` only reads /proc, for want of privilege;
 * `no-ipvsadm` likewise, because that program is not there.
 */
export interface Access {
	readonly level: 'full' | 'proc' | 'no-ipvsadm';
	/** Where not full: what is missing and how to get it, for one line on the screen. */
	readonly missing: string | null;
}

/** Where the numbers of a reading come from: the kernel's own interface, or ipvsadm and the texts in /proc. */
export interface Source {
	readonly from: 'netlink' | 'ipvsadm';
	/** Why it is not netlink, where that was tried and failed; for a person. */
	readonly note: string | null;
}

/** What a reader is asked for beyond the table itself. */
export interface WantedParts {
	/** Counters of services and servers; not wanted while the view shows none, or between the kernel's refreshes. */
	readonly counters: boolean;
	/** The kernel's own rates: until the second reading, and for `--once`. */
	readonly kernelRates: boolean;
	readonly persistentConnections: boolean;
	/** Read the whole rules afresh even where the set of rows has not changed, and the settings where they are wanted. */
	readonly freshRules: boolean;
	/** Timeouts, sync daemons. */
	readonly settings: boolean;
}

/** Two moments of a clock that never jumps, milliseconds; something happened between them. */
export interface TimeSpan {
	readonly from: number;
	readonly to: number;
}

/** Timeouts and sync daemons, where wanted and allowed. */
export interface Settings {
	readonly timeouts: Timeouts;
	readonly daemons: readonly SyncDaemon[];
}

/** One look at the director. */
export interface Reading {
	/** The wall clock at the reading, milliseconds since 1970. For people and logs only. */
	readonly time: number;
	/** A clock that never jumps, milliseconds, at the moment when the live numbers and `perCpu` were read. */
	readonly monotonic: number;
	readonly host: string;
	readonly ipvs: {
		readonly version: string;
		/** Buckets of the connection table: fixed up to Linux 7.0, and 0 before the first service from 7.1 on. */
		readonly tableSize: number;
		/** Whether the table grows and shrinks with its entries. */
		readonly sizesItself: boolean;
		/** Entries of the table, templates among them; null before Linux 7.1 and for an ordinary user. */
		readonly connections: number | null;
		/** `conn_max`: more entries than this are not made; null before Linux 7.2. */
		readonly connectionLimit: number | null;
	};
	readonly access: Access;
	readonly source: Source;
	readonly totals: Totals | null;
	/** Live totals and the estimator's last copy of them. Null if the kernel has no such file. */
	readonly perCpu: PerCpuStats | null;
	/** False if the kernel's estimator is stopped: counters and rates stand still. Null if that could not be read. */
	readonly estimation: boolean | null;
	/** The sysctl of `net.ipv4.vs` that stopped it; null if none did. */
	readonly estimationStoppedBy: 'run_estimation' | 'est_cpulist' | null;
	/**
	 * How the kernel refreshes its counters: all of them `together` (up to Linux 6.1), or each at its own
	 * moment, `spread` (from 6.2 on, where /proc/sys/net/ipv4/vs/est_nice exists). Null if it could not be told.
	 */
	readonly refresh: 'together' | 'spread' | null;
	/** Whether `counters` were wanted and read. */
	readonly hasCounters: boolean;
	/** Between which moments of `monotonic`'s clock the counters were read; null if they were not. */
	readonly countersSpan: TimeSpan | null;
	readonly settings: Settings | null;
	/** Sorted: TCP, UDP, SCTP by address and port, then firewall marks. */
	readonly services: readonly ServiceReading[];
	/** Services of the table that cannot be read at all, not even which service it is; not there if all could be. */
	readonly unreadable?: readonly UnreadableText[];
}

/** Why no reading could be had, in words for a person; `advice` says what to do. */
export class ReadingError extends Error {
	override readonly name = 'ReadingError';
	/**
	 * `no-ip-vs`: not in the kernel; `no-ipvsadm`; `no-permission`; `unreachable`: the way there broke;
	 * `slow`: the time limit passed; `unreadable`: a text that is not as expected; `changing`: rows came and went faster than they could be read.
	 */
	readonly problem:
		| 'no-ip-vs'
		| 'no-ipvsadm'
		| 'no-permission'
		| 'unreachable'
		| 'slow'
		| 'unreadable'
		| 'changing'
		| 'failed';
	readonly advice: string;

	constructor(problem: ReadingError['problem'], message: string, advice: string, cause?: unknown) {
		super(message, {cause});
		this.problem = problem;
		this.advice = advice;
	}
}

/** Gives readings. One goes through the port and ipvsadm's text, another one asks the kernel by netlink. */
export interface Reader {
	/**
	 * @throws {ReadingError} where no reading could be had, also when it was cancelled
	 */
	read(wanted: WantedParts, signal?: AbortSignal): Promise<Reading>;
}
