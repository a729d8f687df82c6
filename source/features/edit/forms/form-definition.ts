/**
 * The definition of a kind of form.
 */

import type {Proposal} from '../../../plans/plan.ts';
import type {Fault} from '../../../plans/validate/fault.ts';
import type {Field, Values} from './field.ts';

/** Pure functions of what stands in the fields. */
export interface FormDefinition {
	readonly title: string;
	/** What stands in the fields of a form that is just opened, those that do not apply yet included. */
	readonly initial: Values;
	/** Why nothing can come of the form any more, since what it is about has changed; null if something can. */
	readonly outdated: string | null;
	/** The fields that apply, from top to bottom; never none. */
	fields(values: Values): readonly Field[];
	/** The errors, by the names of fields. */
	faults(values: Values): readonly Fault[];
	propose(values: Values): Proposal;
}
