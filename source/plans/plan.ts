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
	/** The kernel chooses the values that are null. */
	| {readonly row: 'daemon'; readonly daemon: SyncDaemon}
	| {readonly row: 'no-daemon'; readonly role: SyncDaemon['role']};

/** An argument vector; the first word is the program. */
export type Command = readonly [string, ...string[]];

/** One command of a plan. */
export interface Step {
	readonly command: Command;
	/** The state that must be found right before the command; otherwise the plan is refused. */
	readonly before: RowState;
	/** The state that a fresh reading must show after it. */
	readonly after: RowState;
}

/** The effect of a plan on traffic. A plan that drops traffic is confirmed by typing a word, not by a key. */
export type Danger = 'none' | 'drops-traffic';

/** A change that can be shown, agreed to, carried out, verified, logged and undone. */
export interface Plan {
	/** One line for a person: `weight of 10.0.0.8:80 in tcp:172.16.249.138:80: 1 → 5`. */
	readonly title: string;
	readonly steps: readonly Step[];
	readonly danger: Danger;
	/** Warnings before the person confirms, one sentence each. */
	readonly warnings: readonly string[];
}

/** An action either makes a plan, or says why it does not (`reason`: one line for a person). */
export type Proposal =
	| {readonly plan: Plan; readonly refused?: undefined}
	| {readonly plan?: undefined; readonly refused: string};

/** The outcome of a plan. The warnings are other problems, such as a log that cannot be written. */
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

/** The word that confirms a plan that drops traffic. */
export const typedConsent = 'yes';
