/**
 * Opening forms, and showing the plan that one makes.
 */

import {busy} from '../../../console/state/busy.ts';
import type {ConsoleRow} from '../../../console/state/console-row.ts';
import type {ConsoleState} from '../../../console/state/console-state.ts';
import type {ConsoleStore} from '../../../console/state/console-store.ts';
import {showProposal} from '../../../console/state/plan-actions.ts';
import {notKnownInFull, targetName} from '../../../plans/seen.ts';
import {refuseServerEdit} from '../../../plans/validate/refuse-edit.ts';
import {cursorRow} from '../../services/table-reducers.ts';
import {checkForm} from './check-form.ts';
import {definitionOf} from './definition-of.ts';
import {type FormSubject, openedForm} from './form.ts';
import {focusField, openForm} from './form-reducers.ts';

/** A form for the subject, or the reason why there is none. */
type Opening = {readonly subject: FormSubject} | {readonly refused: string};

function addition(state: ConsoleState): Opening {
	return state.poll.director === null
		? {refused: 'nothing was read of the director yet'}
		: {subject: {kind: 'add-service'}};
}

function additionTo(row: ConsoleRow | undefined): Opening {
	return row === undefined
		? {refused: 'there is no service to add a server to'}
		: {subject: {kind: 'add-server', service: row.service}};
}

function edition(row: ConsoleRow | undefined): Opening {
	if (row === undefined) {
		return {refused: 'there is no row to edit'};
	}

	const {service} = row;
	if (row.kind === 'service') {
		return service.rule === null
			? {refused: notKnownInFull(service.id)}
			: {subject: {kind: 'edit-service', service, before: service.rule}};
	}

	const {server} = row;
	if (server.rule === null) {
		return {refused: notKnownInFull(targetName(row))};
	}

	const refused = refuseServerEdit(service.key, server.rule);
	return refused === null
		? {subject: {kind: 'edit-server', target: {service, server}, before: server.rule}}
		: {refused};
}

/** What each kind of form would edit just now. */
const openings = {
	'add-service': addition,
	'add-server': state => additionTo(cursorRow(state)),
	edit: state => edition(cursorRow(state)),
	timeouts(state) {
		const before = state.poll.director?.settings?.timeouts;
		return before
			? {subject: {kind: 'timeouts', before}}
			: {refused: 'the timeouts were not read yet'};
	},
	'sync-daemons'(state) {
		const running = state.poll.director?.settings?.daemons;
		return running
			? {subject: {kind: 'sync-daemons', running}}
			: {refused: 'the sync daemons were not read yet'};
	},
} as const satisfies Record<string, (state: ConsoleState) => Opening>;

export type FormName = keyof typeof openings;

/** Why a form cannot be opened from where the cursor is; null where it can. */
export function formRefused(name: FormName): (state: ConsoleState) => string | null {
	return state => {
		const opening: Opening = openings[name](state);
		return busy(state) ?? ('refused' in opening ? opening.refused : null);
	};
}

/** Opens a form with its first field in focus. */
export function askForm(store: ConsoleStore, name: FormName): void {
	const state = store.getState();
	const opening: Opening = openings[name](state);
	if ('refused' in opening) {
		return;
	}

	const {subject} = opening;
	const {initial, fields} = definitionOf(subject, state.poll.director);
	const focus = fields(initial)[0]?.name ?? '';
	store.update(() => ({
		overlay: {kind: 'form', form: openedForm(subject, initial, focus), scroll: 0},
	}));
}

/** Shows the plan that the form makes; where it makes none, says why and goes to the field to be mended. */
export function showFormPlan(store: ConsoleStore): void {
	const state = store.getState();
	const form = openForm(state);
	if (form !== null) {
		const {proposal, toMend} = checkForm(form, state.poll.director);
		if (toMend !== null && toMend !== form.focus) {
			store.update(focusField(toMend));
		}

		showProposal(store, proposal, {origin: form.subject.kind, purpose: {kind: 'form'}});
	}
}
