/**
 * A plan that waits for an answer, as it is shown.
 */
import {withOwnerWarnings} from '../../plans/owners/owner-warnings.ts';
import type {Plan} from '../../plans/plan.ts';
import type {ConsoleState} from './console-state.ts';
import type {Confirmation, PlanPurpose} from './prompt.ts';
import {textInput} from './text-input.ts';

/** How a plan is shown. */
export interface Showing {
	/** Where messages about it come from. */
	readonly origin: string;
	readonly purpose?: PlanPurpose;
	/** Whether nobody asked for it just now. */
	readonly isOffered?: true;
}

/** The dialog of a plan, with what other owners of the table will do with it. */
export function confirmationOf(
	{facts}: Pick<ConsoleState, 'facts'>,
	plan: Plan,
	{origin, purpose = {kind: 'edit'}, ...offered}: Showing,
): Confirmation {
	return {
		kind: 'confirm',
		plan: withOwnerWarnings(plan, facts?.owners ?? null),
		purpose,
		origin,
		...offered,
		input: textInput(''),
		scroll: 0,
	};
}
