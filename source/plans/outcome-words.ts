/**
 * What became of a plan, in words; the same on the screen and on the command line.
 */
import type {Outcome, Plan} from './plan.ts';

/** `done: …`, `refused, nothing was changed: …`, `failed after 2 of 5 commands: …` */
export function outcomeInWords(plan: Plan, outcome: Outcome): string {
	switch (outcome.result) {
		case 'done':
			return `done: ${plan.title}`;
		case 'refused':
			return `refused, nothing was changed: ${outcome.reason}`;
		case 'failed':
			return `failed after ${outcome.done} of ${plan.steps.length} commands: ${outcome.reason}`;
	}
}
