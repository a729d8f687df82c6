/**
 * Plans that were carried out, so that they can be taken back, the last one first.
 */
import type {Plan} from '../actions/plan.ts';

export interface DonePlan {
	readonly plan: Plan;
	/** How many of its steps were carried out: all, or those before the one that failed. */
	readonly done: number;
}

/** So many can be taken back. */
const kept = 100;

/** The plans with one more. */
export function withDone(plans: readonly DonePlan[], plan: DonePlan): readonly DonePlan[] {
	return [...plans, plan].slice(-kept);
}
