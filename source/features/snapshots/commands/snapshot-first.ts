/**
 * Saves a snapshot of the rules before a plan that changes many rows.
 */

import {failureInWords} from '../../../director/reading/failures.ts';
import {type RulesPlace, readLiveRules} from '../../../director/reading/live-rules.ts';
import type {Outcome, Plan} from '../../../plans/plan.ts';
import {countOf} from '../../../text/figures.ts';
import {saveSnapshot} from '../files/snapshot-folder.ts';
import {noteWithMissing} from '../restore/missing-rows.ts';

/** A plan with more steps than this is preceded by a snapshot. */
export const fewSteps = 10;

/** The rules to save, and their place. */
export interface SnapshotFirst extends RulesPlace {
	readonly host: string;
	/** Null if nothing is written to files. */
	readonly snapshotFolder: string | null;
}

/**
 * Saves the current rules if the plan changes many rows.
 * @returns the failure that ends the plan if they could not be saved; null if the plan may continue
 */
export async function saveFirst(
	{steps}: Plan,
	{host, snapshotFolder, ...place}: SnapshotFirst,
): Promise<Outcome | null> {
	if (steps.length <= fewSteps || snapshotFolder === null) {
		return null;
	}

	try {
		const {rules, time, settings, missing} = await readLiveRules(place, {settings: true});
		await saveSnapshot(snapshotFolder, {
			rules,
			time,
			host,
			occasion: 'before-change',
			note: noteWithMissing('', missing),
			settings,
		});
		return null;
	} catch (error) {
		const before = `a snapshot has to be saved before ${countOf(steps.length, 'command')}`;
		return {
			result: 'refused',
			reason: `${before}: ${failureInWords(error)}`,
		};
	}
}
