/**
 * The console's dependencies for saved rules. Every call rejects with an error whose message can be shown.
 */

import type {RuleSet} from '../../../ipvs/rule-set.ts';
import type {RestorePlan, RestoreProposal} from '../restore/propose-restore.ts';
import type {RestoreOutcome, RulesBefore} from '../restore/restore-outcome.ts';
import type {UnfinishedRestore} from '../restore/restore-words.ts';
import type {SaveReason} from '../restore/save-reason.ts';

/** A snapshot file of the director; its rules have not been read. Unknown values are null. */
export interface SavedSnapshot {
	readonly name: string;
	/** Whether an operator chose the name; otherwise it is the time. */
	readonly isNamed: boolean;
	readonly path: string;
	/** Milliseconds since 1970. */
	readonly time: number;
	readonly host: string | null;
	readonly occasion: SaveReason | null;
	/** The operator's note; empty if there is none. */
	readonly note: string;
	readonly services: number | null;
	readonly servers: number | null;
}

/** Rules that were read from a file. */
export interface SavedRules {
	/** The name in messages and plans: that of a snapshot, or the path of another file. */
	readonly name: string;
	readonly path: string;
	readonly text: string;
	readonly rules: RuleSet;
}

/** The request to save rules. */
export interface SaveRequest {
	/** A path; null for the snapshot folder. */
	readonly file: string | null;
	readonly note: string;
	/** Whether an existing file may be replaced. */
	readonly replace: boolean;
}

/** The path and the amount of saved rules; or the file that already exists. */
export type SaveAnswer =
	| {readonly path: string; readonly rules: RuleSet; readonly exists?: undefined}
	| {readonly exists: string};

/** A way to end an unfinished restore. */
export type UnfinishedWay = 'finish' | 'roll-back';

export interface SnapshotDeps {
	/** Newest first. */
	list(): Promise<readonly SavedSnapshot[]>;
	/** Reads a snapshot by its name, or a file by its path. */
	read(word: string): Promise<SavedRules>;
	/** Saves the rules of the director as they are now. */
	save(request: SaveRequest): Promise<SaveAnswer>;
	rename(snapshot: SavedSnapshot, name: string): Promise<void>;
	note(snapshot: SavedSnapshot, note: string): Promise<void>;
	remove(snapshot: SavedSnapshot): Promise<void>;
	/**
	 * Runs a confirmed restore if the table is still as it was shown. `before` are the rules before an unfinished
	 * restore, which are then not saved again.
	 */
	restore(plan: RestorePlan, before: RulesBefore | null): Promise<RestoreOutcome>;
	/** The unfinished restore; null if there is none. */
	unfinished(): Promise<UnfinishedRestore | null>;
	/** The plan for the rest of it, or for going back, from the table as it is now. */
	wayOut(
		way: UnfinishedWay,
	): Promise<{readonly proposal: RestoreProposal; readonly before: RulesBefore}>;
	/** Forgets the unfinished restore and leaves the table as it is. */
	forget(): Promise<void>;
}

declare module '../../../console/state/console-deps.ts' {
	interface FeatureDeps {
		readonly snapshots: SnapshotDeps;
	}
}
