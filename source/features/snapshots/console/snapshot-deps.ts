/**
 * Saved rules, as far as the console has to do with them. Every call rejects with an error whose message
 * is for a person.
 */

import type {RuleSet} from '../../../ipvs/rule-set.ts';
import type {RestorePlan, RestoreProposal} from '../restore/propose-restore.ts';
import type {RestoreOutcome, RulesBefore} from '../restore/restore-outcome.ts';
import type {UnfinishedRestore} from '../restore/restore-words.ts';
import type {SaveReason} from '../restore/save-reason.ts';

/** A file of the director's snapshots; its rules have not been read. What is not known is null. */
export interface SavedSnapshot {
	readonly name: string;
	/** Whether a person chose the name; otherwise it is the time. */
	readonly isNamed: boolean;
	readonly path: string;
	/** Milliseconds since 1970. */
	readonly time: number;
	readonly host: string | null;
	readonly occasion: SaveReason | null;
	/** A person's words; empty if there are none. */
	readonly note: string;
	readonly services: number | null;
	readonly servers: number | null;
}

/** Rules that were read from a file. */
export interface SavedRules {
	/** Their name in messages and plans: the name of a snapshot, or the path of another file. */
	readonly name: string;
	readonly path: string;
	readonly text: string;
	readonly rules: RuleSet;
}

/** The rules to save and their path. */
export interface SaveRequest {
	/** A path; null is the folder of snapshots. */
	readonly file: string | null;
	readonly note: string;
	/** Whether a file that is there may be replaced. */
	readonly replace: boolean;
}

/** Where it was saved, and how much; or the file that is there already. */
export type SaveAnswer =
	| {readonly path: string; readonly rules: RuleSet; readonly exists?: undefined}
	| {readonly exists: string};

/** How a restore that was cut off comes to its end. */
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
	 * Carries out a restore that was agreed to, if the table is still as it was shown. `before` are the rules
	 * before an unfinished restore, which are then not saved again.
	 */
	restore(plan: RestorePlan, before: RulesBefore | null): Promise<RestoreOutcome>;
	/** The restore that was cut off; null if there is none. */
	unfinished(): Promise<UnfinishedRestore | null>;
	/** The rest of it, or the way back, from the table as it is now. */
	wayOut(
		way: UnfinishedWay,
	): Promise<{readonly proposal: RestoreProposal; readonly before: RulesBefore}>;
	/** Leaves it as it is. */
	forget(): Promise<void>;
}

declare module '../../../console/state/console-deps.ts' {
	interface FeatureDeps {
		readonly snapshots: SnapshotDeps;
	}
}
