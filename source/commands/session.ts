/**
 * A director with everything that works on it: what the console and the subcommands share.
 */
import type {Clock} from '../director/port/clock.ts';
import type {Port} from '../director/port/port.ts';
import type {KernelChoice} from '../director/reading/kernel.ts';
import type {Reader} from '../director/reading/reading.ts';
import type {StreamReader} from '../director/reading/streamed-reading.ts';
import type {PerCpuStats} from '../ipvs/listing.ts';
import type {UnderWay} from '../plans/apply/under-way.ts';
import type {CommandLog, LogEntry} from '../plans/log/log-entry.ts';
import type {Outcome, Plan} from '../plans/plan.ts';
import type {DrainMemory} from '../plans/remembered-drain.ts';

/** Everything that is remembered. */
export interface StateFolder {
	readonly drains: DrainMemory;
	readonly log: {
		/** The path of the file that it is written to; null if it is kept only in memory. */
		readonly file: string | null;
		/** This and reading reject with the file system's error. */
		append(entry: LogEntry): Promise<void>;
		/** All of it, or at least so many of the newest entries. */
		read(least?: number): Promise<CommandLog>;
	};
}

/** One director, opened. */
export interface Session {
	readonly clock: Clock;
	readonly port: Port;
	/** The kernel, where it can be asked itself. */
	readonly kernel: KernelChoice | null;
	/** For the poller; nobody else may use it, because a reader remembers what it read. */
	readonly reader: Reader;
	/** For those who print one reading and keep nothing of it. */
	readonly stream: StreamReader;
	/** Looks at the one small file that tells when the kernel refreshes; undefined if a look is not cheap. */
	readonly probe: ((signal: AbortSignal) => Promise<PerCpuStats | null>) | undefined;
	/** What is remembered of this director. */
	readonly state: StateFolder;
	/**
	 * Carries out a plan that was agreed to, writes it down, and remembers the weights that it takes away.
	 * Before one that changes many rows a snapshot is saved; where that is not possible the plan is refused.
	 */
	apply(plan: Plan): Promise<Outcome>;
	/** The plan or the restore that is being carried out. */
	readonly underWay: UnderWay;
}
