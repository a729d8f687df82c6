/**
 * A change before it is made: the exact commands, and the states that each expects before and after.
 */
import type {SyncDaemon, Timeouts} from '../ipvs/listing.ts';
import type {ServerKey, ServerRule} from '../ipvs/server.ts';
import type {ServiceKey, ServiceRule} from '../ipvs/service.ts';

/** The state of one row of the table, or of a setting of the director. */
export type RowState =
	| {
			readonly row: 'service';
			readonly rule: ServiceRule;
			/** Its servers if they matter, as when the service is deleted with them; otherwise null. */
			readonly servers: readonly ServerRule[] | null;
	  }
	| {readonly row: 'no-service'; readonly service: ServiceKey}
	| {readonly row: 'server'; readonly service: ServiceKey; readonly rule: ServerRule}
	| {readonly row: 'no-server'; readonly service: ServiceKey; readonly server: ServerKey}
	/** The counters of a service, or of the whole director. Only the service must exist; counts change all the time. */
	| {readonly row: 'counters'; readonly service: ServiceKey | null}
	| {readonly row: 'timeouts'; readonly timeouts: Timeouts}
	/** The kernel chooses the values that are null. */
	| {readonly row: 'daemon'; readonly daemon: SyncDaemon}
	| {readonly row: 'no-daemon'; readonly role: SyncDaemon['role']};

/** The arguments; the first word is the program. */
export type Command = readonly [string, ...string[]];

/** One command of a plan. */
export interface Step {
	readonly command: Command;
	/** The state that must be found right before the command; otherwise the plan is refused. */
	readonly before: RowState;
	/** The state that a fresh reading must show afterwards. */
	readonly after: RowState;
}

/** The effect of a plan on traffic. A plan that drops traffic is confirmed by typing a word, not by a key. */
export type Danger = 'none' | 'drops-traffic';

/** A change that can be shown, confirmed, run, verified, logged and undone. */
export interface Plan {
	/** One line: `weight of 10.0.0.8:80 in tcp:172.16.249.138:80: 1 → 5`. */
	readonly title: string;
	readonly steps: readonly Step[];
	readonly danger: Danger;
	/** Warnings to show before confirmation, one sentence each. */
	readonly warnings: readonly string[];
}

/** A plan, or why there is none (`reason`: one line). */
export type Proposal =
	| {readonly plan: Plan; readonly refused?: undefined}
	| {readonly plan?: undefined; readonly refused: string};

/** The outcome of a plan. The warnings are other problems, such as a log that cannot be written. */
export type Outcome =
	| {readonly result: 'done'; readonly steps: number; readonly warnings: readonly string[]}
	/** Nothing was changed: rows were not as shown, no permission, or read-only. */
	| {readonly result: 'refused'; readonly reason: string}
	/** A command failed or the result is not as planned; the first `done` steps were executed. */
	| {
			readonly result: 'failed';
			readonly reason: string;
			readonly done: number;
			/**
			 * Whether the next step certainly had no effect: its command was not run, or failed. Missing if that is not
			 * known.
			 */
			readonly nextUntouched?: true;
			readonly warnings: readonly string[];
	  };

/** The word that confirms a plan that drops traffic. */
export const typedConsent = 'yes';
