/**
 * A change, before it is made: the exact commands, and what each expects to find and to leave behind.
 */
import type {SyncDaemon, Timeouts} from '../ipvs/listing.ts';
import type {ServerKey, ServerRule} from '../ipvs/server.ts';
import type {ServiceKey, ServiceRule} from '../ipvs/service.ts';

/** A state of one row of the table, or of a setting of the director. */
export type RowState =
	| {
			readonly row: 'service';
			readonly rule: ServiceRule;
			/** Its servers, where they matter, as they do when the service is deleted with them; else null. */
			readonly servers: readonly ServerRule[] | null;
	  }
	| {readonly row: 'no-service'; readonly service: ServiceKey}
	| {readonly row: 'server'; readonly service: ServiceKey; readonly rule: ServerRule}
	| {readonly row: 'no-server'; readonly service: ServiceKey; readonly server: ServerKey}
	/** The counters of a service, or of the whole director. Only that the service exists is expected: counts move on. */
	| {readonly row: 'counters'; readonly service: ServiceKey | null}
	| {readonly row: 'timeouts'; readonly timeouts: Timeouts}
	/** What is null of the daemon is for the kernel to choose. */
	| {readonly row: 'daemon'; readonly daemon: SyncDaemon}
	| {readonly row: 'no-daemon'; readonly role: SyncDaemon['role']};

/** An argument vector; the first word is the program. */
export type Command = readonly [string, ...string[]];

/** One command of a plan. */
export interface Step {
	readonly command: Command;
	/** What must be found right before the command, or the plan is refused. */
	readonly before: RowState;
	/** What a fresh reading must show after it. */
	readonly after: RowState;
}

/** What a plan does to traffic. What drops traffic is agreed to by typing a word, not by a key. */
export type Danger = 'none' | 'drops-traffic';

/** A change that can be shown, agreed to, carried out, verified, logged and undone. */
export interface Plan {
	/** One line for a person: `weight of 10.0.0.8:80 in tcp:172.16.249.138:80: 1 → 5`. */
	readonly title: string;
	readonly steps: readonly Step[];
	readonly danger: Danger;
	/** What a person should know before agreeing, a sentence each: what it does to traffic, what it does not do. */
	readonly warnings: readonly string[];
}

/** An action either makes a plan, or says why it does not (`reason`: one line for a person). */
export type Proposal =
	| {readonly plan: Plan; readonly refused?: undefined}
	| {readonly plan?: undefined; readonly refused: string};

/** What became of a plan. The warnings are things that went wrong beside it, such as a log that cannot be written. */
export type Outcome =
	| {readonly result: 'done'; readonly steps: number; readonly warnings: readonly string[]}
	/** Nothing was written: rows were not as shown, no permission, read-only. */
	| {readonly result: 'refused'; readonly reason: string}
	/** A command failed or the result is not as planned; the first `done` steps were carried out. */
	| {
			readonly result: 'failed';
			readonly reason: string;
			readonly done: number;
			/**
			 * Whether nothing came of the step after those: its command was not run, or answered that it failed.
			 * Not there where that is not known.
			 */
			readonly nextUntouched?: true;
			readonly warnings: readonly string[];
	  };

/** What is typed to agree to a plan that drops traffic. */
export const typedConsent = 'yes';
