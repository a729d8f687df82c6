/**
 * Plans that were carried out, so that they can be taken back, the last one first.
 */
import type {Plan} from '../actions/plan.ts';
import type {ServiceId} from '../ipvs/service.ts';

export interface DonePlan {
	readonly plan: Plan;
	/** How many of its steps were carried out: all, or those before the one that failed. */
	readonly done: number;
	/** Of a restore: the file of the rules before it, and the services that it was confined to; null is all. */
	readonly restore?: {readonly before: string; readonly only: ReadonlySet<ServiceId> | null};
}

/** So many can be taken back. */
const kept = 100;

/** The plans with one more. */
export function withDone(plans: readonly DonePlan[], plan: DonePlan): readonly DonePlan[] {
	return [...plans, plan].slice(-kept);
}
