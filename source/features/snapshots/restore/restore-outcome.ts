/**
 * The outcome of a restore.
 */

import type {RulesDiff} from '../../../ipvs/diff.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';

/** The saved rules to go back to. */
export interface RulesBefore {
	readonly path: string;
	readonly rules: RuleSet;
}

/** The outcome of a rollback. */
export type Rollback =
	| {readonly result: 'done'}
	| {readonly result: 'failed'; readonly reason: string};

/** The outcome of a restore. */
export type RestoreOutcome =
	| {
			readonly result: 'done';
			/** The file with the rules before the restore; null if nothing differed. */
			readonly before: string | null;
			readonly warnings: readonly string[];
	  }
	/** Nothing was written to the director. */
	| {readonly result: 'refused'; readonly reason: string}
	| {
			readonly result: 'failed';
			readonly reason: string;
			/** The remaining differences, or null if the table could not be read any more. */
			readonly left: RulesDiff | null;
			readonly before: string;
			/** Null if no rollback was requested. */
			readonly rollback: Rollback | null;
			readonly warnings: readonly string[];
	  };
