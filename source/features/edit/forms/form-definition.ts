/**
 * Defines a kind of form.
 */

import type {Proposal} from '../../../plans/plan.ts';
import type {Fault} from '../../../plans/validate/fault.ts';
import type {Field, Values} from './field.ts';

/** A form as pure functions of its values. */
export interface FormDefinition {
	readonly title: string;
	/** The name of the field to begin with; the first one if missing. */
	readonly focus?: string;
	/** The initial values, including those of fields that do not apply yet. */
	readonly initial: Values;
	/** Why the form can no longer be used, because its subject has changed; null if it can. */
	readonly outdated: string | null;
	/** The fields that apply, from top to bottom; at least one. */
	fields(values: Values): readonly Field[];
	/** The errors by field name. */
	faults(values: Values): readonly Fault[];
	propose(values: Values): Proposal;
}
