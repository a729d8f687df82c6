/**
 * The state of a form: an overlay in which one edit of the director is prepared.
 */

import type {Destination} from '../../../console/state/console-row.ts';
import {defineSlice, type Seen} from '../../../console/state/slice.ts';
import type {CompletionCycle} from '../../../console/state/text-input.ts';
import type {LiveService} from '../../../director/polling/live.ts';
import type {SyncDaemon, Timeouts} from '../../../ipvs/listing.ts';
import type {ServerRule} from '../../../ipvs/server.ts';
import type {ServiceRule} from '../../../ipvs/service.ts';
import {unknownSysctls} from '../../../plans/known-row.ts';
import {characters} from '../../../text/characters.ts';
import type {FormContext} from './completions.ts';
import type {Values} from './field.ts';
import {type FormFacts, unknownFacts} from './form-facts.ts';

/**
 * The subject of a form. An existing row is kept as it was when the form was opened: the operator saw this state, and
 * the plan expects it.
 */
export type FormSubject =
	| {readonly kind: 'add-service'}
	/** A new service with the rule of another one, and with its servers if wanted. */
	| {readonly kind: 'copy-service'; readonly service: LiveService; readonly before: ServiceRule}
	| {readonly kind: 'edit-service'; readonly service: LiveService; readonly before: ServiceRule}
	| {readonly kind: 'add-server'; readonly service: LiveService}
	| {
			readonly kind: 'edit-server';
			readonly target: Destination;
			readonly before: ServerRule;
	  }
	| {readonly kind: 'timeouts'; readonly before: Timeouts}
	| {readonly kind: 'sync-daemons'; readonly running: readonly SyncDaemon[]};

export interface Form {
	readonly subject: FormSubject;
	/** The values of the fields when the form was opened. */
	readonly initial: Values;
	readonly values: Values;
	/** The name of the focused field. */
	readonly focus: string;
	/** The insertion point in a text field: the number of characters before it. */
	readonly position: number;
	/** The possibilities that Tab goes through. */
	readonly cycle?: CompletionCycle;
	/** The values as they were last filled in by the program, not typed; the initial ones if missing. */
	readonly taken?: Values;
	/** Whether the focused field was only looked at so far: what is typed then replaces a name. */
	readonly isFresh: boolean;
	/** Whether the operator has tried to leave, and was warned that changes would be lost. */
	readonly isLeaving: boolean;
}

/** A newly opened form, with the insertion point at the end of its field. */
export function openedForm(subject: FormSubject, initial: Values, focus: string): Form {
	const position = characters(initial[focus] ?? '').length;
	return {subject, initial, values: initial, focus, position, isFresh: true, isLeaving: false};
}

/** Whether any value has changed since the form was opened. */
export function isChanged({initial, values}: Form): boolean {
	return Object.keys(values).some(name => values[name] !== initial[name]);
}

/** The open form, or the last one, and what is known of the director for it. */
export interface EditState {
	readonly form: Form | null;
	readonly facts: FormFacts;
}

export type EditSeen = Seen<EditState>;

export const edit = defineSlice<EditState>('edit', {
	form: null,
	facts: unknownFacts,
});

/** The place of the form's keys. */
export const formPlace = 'form';

/** The open form. */
export function openForm({overlay, own}: Pick<EditSeen, 'overlay' | 'own'>): Form | null {
	return overlay?.place === formPlace ? own.form : null;
}

/** The director as the fields of the open form need it. */
export function contextOf({director, own}: Pick<EditSeen, 'director' | 'own'>): FormContext {
	return {
		director: director.live,
		facts: own.facts,
		sysctls: director.facts?.sysctls ?? unknownSysctls,
	};
}
