/**
 * A director with everything that works on it, shared by the console and the subcommands.
 */
import type {Clock} from '../director/port/clock.ts';
import type {Port} from '../director/port/port.ts';
import type {KernelChoice} from '../director/reading/kernel.ts';
import type {Reader} from '../director/reading/reading.ts';
import type {StreamReader} from '../director/reading/streamed-reading.ts';
import type {ReadChoices, RememberedChoices} from '../files/remembered-choices.ts';
import type {PerCpuStats} from '../ipvs/listing.ts';
import type {PlanControl} from '../plans/apply/look.ts';
import type {UnderWay} from '../plans/apply/under-way.ts';
import type {CommandLog, LogEntry, RecentLog} from '../plans/log/log-entry.ts';
import type {Outcome, Plan} from '../plans/plan.ts';
import type {DrainMemory} from '../plans/remembered-drain.ts';

/** The last choices in a console. */
export interface ChoiceMemory {
	/** Never rejects. */
	read(): Promise<ReadChoices>;
	/** Rejects with the file system's error. */
	write(choices: RememberedChoices): Promise<void>;
}

/** All stored data about a director. */
export interface StateFolder {
	readonly drains: DrainMemory;
	readonly choices: ChoiceMemory;
	readonly log: {
		/** The path of the log file; null if it is kept only in memory. */
		readonly file: string | null;
		/** This and what reads the log reject with the file system's error. */
		append(entries: readonly LogEntry[]): Promise<void>;
		/** The whole log, or at least this many of the newest entries. */
		read(least?: number): Promise<CommandLog>;
		/** The entries since a time, milliseconds since 1970. */
		since(time: number): Promise<RecentLog>;
	};
}

/** An opened director. */
export interface Session {
	readonly clock: Clock;
	readonly port: Port;
	/** The kernel's own interface, if available. */
	readonly kernel: KernelChoice | null;
	/** Only for the poller, because a reader caches what it has read. */
	readonly reader: Reader;
	/** For commands that print one reading and keep nothing of it. */
	readonly stream: StreamReader;
	/** Reads the small file that shows when the kernel refreshes; undefined if that is not cheap. */
	readonly probe: ((signal: AbortSignal) => Promise<PerCpuStats | null>) | undefined;
	/** The stored data about this director. */
	readonly state: StateFolder;
	/**
	 * Runs a confirmed plan, logs it, and remembers the weights that it removes. Before a plan that changes many rows
	 * it saves a snapshot; if that fails, the plan is refused.
	 */
	apply(plan: Plan, control?: PlanControl): Promise<Outcome>;
	/** The running plan or restore. */
	readonly underWay: UnderWay;
}
