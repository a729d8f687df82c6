/**
 * A change, before it is made: the exact commands, what each expects to find, and how to take it back.
 */
import type {ServerKey, ServerRule} from '../ipvs/server.ts';
import type {ServiceKey, ServiceRule} from '../ipvs/service.ts';

/** A state of one row of the table. */
export type RowState =
	| {readonly row: 'service'; readonly rule: ServiceRule}
	| {readonly row: 'no-service'; readonly service: ServiceKey}
	| {readonly row: 'server'; readonly service: ServiceKey; readonly rule: ServerRule}
	| {readonly row: 'no-server'; readonly service: ServiceKey; readonly server: ServerKey};

/** An argument vector; the first word is the program. */
export type Command = readonly [string, ...string[]];

/** One command of a plan. */
export interface Step {
	readonly command: Command;
	/** What must be found right before the command, or the plan is refused. */
	readonly before: RowState;
	/** What a fresh reading must show right after it. */
	readonly after: RowState;
	/** Takes the step back, provided that the row is still as in `after`. */
	readonly undo: Command;
}

/** A change that can be shown, agreed to, carried out, verified, logged and undone. */
export interface Plan {
	/** One line for a person: `weight of 10.0.0.8:80 in tcp:172.16.249.138:80: 1 → 5`. */
	readonly title: string;
	readonly steps: readonly Step[];
}

/** An action either makes a plan, or says why it does not (`reason`: one line for a person). */
export type Proposal =
	| {readonly plan: Plan; readonly refused?: undefined}
	| {readonly plan?: undefined; readonly refused: string};

/** What became of a plan. */
export type Outcome =
	| {readonly result: 'done'; readonly steps: number}
	/** Nothing was written: rows were not as shown, no permission, read-only. */
	| {readonly result: 'refused'; readonly reason: string}
	/** A command failed or the result is not as planned; the first `done` steps were carried out. */
	| {readonly result: 'failed'; readonly reason: string; readonly done: number};
