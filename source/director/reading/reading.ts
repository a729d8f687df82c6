/**
 * A reading: the state of a director at one time, independent of its source.
 */

import type {Counters, Rates, Totals} from '../../ipvs/counters.ts';
import type {PerCpuStats, SyncDaemon, ThresholdService, Timeouts} from '../../ipvs/listing.ts';
import type {MissingRow, RuleSet} from '../../ipvs/rule-set.ts';
import type {Forwarding, ServerId, ServerKey, ServerRule, Tunnel} from '../../ipvs/server.ts';
import type {ServiceId, ServiceKey, ServiceRule} from '../../ipvs/service.ts';
import type {TimeSpan} from '../port/clock.ts';

/** The printed text of a row, and why it could not be parsed. */
export interface UnreadableText {
	readonly text: string;
	readonly reason: string;
}

/** A server as it was read. Unknown values are null, never 0. */
export interface ServerReading extends ServerKey {
	readonly id: ServerId;
	/** Null if the kernel prints an unknown method. */
	readonly forwarding: Forwarding | null;
	/** Null if the forwarding is not `tunnel`, or if the tunnel could not be read (`rule` is null then). */
	readonly tunnel: Tunnel | null;
	readonly weight: number;
	readonly upperThreshold: number | null;
	readonly lowerThreshold: number | null;
	readonly activeConnections: number;
	readonly inactiveConnections: number;
	readonly persistentConnections: number | null;
	readonly counters: Counters | null;
	readonly kernelRates: Rates | null;
	/** The whole entry, from `ipvsadm -Sn` and `--thresholds`; null without permission. Its weight is the one above. */
	readonly rule: ServerRule | null;
	/** Why its entry is not known although it was printed; missing if it could be parsed. */
	readonly unreadable?: UnreadableText;
}

/** A service as it was read. */
export interface ServiceReading {
	readonly id: ServiceId;
	readonly key: ServiceKey;
	/** False if a firewall mark's family was inferred (an ordinary user reads /proc only). */
	readonly familyKnown: boolean;
	readonly scheduler: string;
	readonly schedulerFlags: readonly string[] | null;
	/** The timeout is null for an ordinary user: /proc shows it in the kernel's own ticks. */
	readonly persistence: {readonly timeout: number | null; readonly netmask: string} | null;
	readonly engine: string | null;
	readonly onePacket: boolean | null;
	readonly counters: Counters | null;
	readonly kernelRates: Rates | null;
	/** The whole rule, from `ipvsadm -Sn`; null without permission. */
	readonly rule: ServiceRule | null;
	/** Why its rule is not known although it was printed; missing if it could be parsed. */
	readonly unreadable?: UnreadableText;
	/** Sorted by address and port. */
	readonly servers: readonly ServerReading[];
	/** Lines of its servers that could not be parsed at all, not even their keys; missing if all could. */
	readonly unreadableServers?: readonly UnreadableText[];
}

/**
 * The access of the reader. `full`: reads and writes. `proc`: only reads /proc, because of missing privilege.
 * `no-ipvsadm`: only reads /proc, because ipvsadm is not installed.
 */
export interface Access {
	readonly level: 'full' | 'proc' | 'no-ipvsadm';
	/** If not full: what is missing and how to get it, for one line on the screen. */
	readonly missing: string | null;
}

/** The source of the numbers of a reading: netlink, or ipvsadm and the texts in /proc. */
export interface Source {
	readonly from: 'netlink' | 'ipvsadm';
	/** Why it is not netlink, if that was tried and failed; in words. */
	readonly note: string | null;
}

/** The parts to read besides the table. */
export interface WantedParts {
	/** Counters of services and servers; not wanted while the view shows none, or between the kernel's refreshes. */
	readonly counters: boolean;
	/** The kernel's own rates: until the second reading, and for `--once`. */
	readonly kernelRates: boolean;
	readonly persistentConnections: boolean;
	/** Read the whole rules again even if the set of rows has not changed, and the settings if they are wanted. */
	readonly freshRules: boolean;
	/** Timeouts and sync daemons. */
	readonly settings: boolean;
}

/** Timeouts and sync daemons, if wanted and permitted. */
export interface Settings {
	readonly timeouts: Timeouts;
	readonly daemons: readonly SyncDaemon[];
}

/** A reading of the director. */
export interface Reading {
	/** The wall clock time of the reading, milliseconds since 1970. For display and logs only. */
	readonly time: number;
	/** The monotonic time, milliseconds, at which the live numbers and `perCpu` were read. */
	readonly monotonic: number;
	readonly host: string;
	readonly ipvs: {
		readonly version: string;
		/** Buckets of the connection table: fixed up to Linux 7.0; since 7.1 it is 0 before the first service. */
		readonly tableSize: number;
		/** Whether the table grows and shrinks with its entries. */
		readonly sizesItself: boolean;
		/** Entries of the table, templates included; null before Linux 7.1 and for an ordinary user. */
		readonly connections: number | null;
		/** `conn_max`, the most entries; null before Linux 7.2. */
		readonly connectionLimit: number | null;
	};
	readonly access: Access;
	readonly source: Source;
	readonly totals: Totals | null;
	/** Live totals and the estimator's last copy of them; null if the kernel has no such file. */
	readonly perCpu: PerCpuStats | null;
	/** False if the kernel's estimator is stopped: counters and rates do not change. Null if that could not be read. */
	readonly estimation: boolean | null;
	/** The sysctl of `net.ipv4.vs` that stopped it; null if none did. */
	readonly estimationStoppedBy: 'run_estimation' | 'est_cpulist' | null;
	/**
	 * The way in which the kernel refreshes its counters: all of them `together` (up to Linux 6.1), or `spread`, each
	 * at its own time (since 6.2, recognised by /proc/sys/net/ipv4/vs/est_nice). Null if unknown.
	 */
	readonly refresh: 'together' | 'spread' | null;
	/** Whether `counters` were wanted and read. */
	readonly hasCounters: boolean;
	/** When the counters were read, on the clock of `monotonic`; null if they were not. */
	readonly countersSpan: TimeSpan | null;
	readonly settings: Settings | null;
	/** Sorted: TCP, UDP, SCTP by address and port, then firewall marks. */
	readonly services: readonly ServiceReading[];
	/** Services of the table that could not be parsed at all, not even their keys; missing if all could. */
	readonly unreadable?: readonly UnreadableText[];
}

/** Why a reading failed, in words; `advice` says what to do. */
export class ReadingError extends Error {
	override readonly name = 'ReadingError';
	/**
	 * `no-ip-vs`: not in the kernel. `no-ipvsadm`. `no-permission`. `unreachable`: the connection failed. `slow`: the
	 * time limit passed. `unreadable`: a text is not as expected. `changing`: rows changed faster than they could be
	 * read.
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

/** Reads a director. One implementation uses the port and ipvsadm's text, another one netlink. */
export interface Reader {
	/** @throws {ReadingError} if the reading failed or was cancelled */
	read(wanted: WantedParts, signal?: AbortSignal): Promise<Reading>;
}

/** The rules of a director. */
export interface LiveRules {
	/** The wall clock time of the reading, milliseconds since 1970. */
	readonly time: number;
	/** The rules in display order. */
	readonly rules: RuleSet;
	/** The same rows with their connections. */
	readonly listed: readonly ThresholdService[];
	/** Null if they were not requested. */
	readonly settings: Settings | null;
	/** Rows that are missing in `rules`. Whatever writes or uses the rules must report them. */
	readonly missing: readonly MissingRow[];
}
