/**
 * Opens forms, and shows the plan of a form.
 */
import {type ConsoleRow, type RowId, serverRowId} from '../../../console/state/console-row.ts';
import type {ConsoleStore, Frame} from '../../../console/state/model.ts';
import {busy, entryRefused, notKnown, rowUncertain} from '../../../console/state/permission.ts';
import {showProposal} from '../../../console/state/plan-dialog.ts';
import type {Reason} from '../../../console/state/refusal.ts';
import {closeOverlay, openOverlay} from '../../../console/state/screen-actions.ts';
import {serverId} from '../../../ipvs/server.ts';
import {serviceId} from '../../../ipvs/service.ts';
import {targetName} from '../../../plans/known-row.ts';
import type {Proposal} from '../../../plans/plan.ts';
import {formBody, formHelp} from '../form-lines.tsx';
import {checkForm} from './check-form.ts';
import {definitionOf} from './definition-of.ts';
import {contextOf, edit, type FormSubject, formPlace, openedForm, openForm} from './form.ts';
import {focusField, typeInForm} from './form-reducers.ts';

/** The subject of a form, or the reason why it cannot be opened. */
type Opening = {readonly subject: FormSubject} | {readonly refused: Reason};

function addition(state: Frame): Opening {
	return state.director.live === null
		? {refused: {sentence: 'the director has not been read yet', brief: 'not read yet'}}
		: {subject: {kind: 'add-service'}};
}

function additionTo(row: ConsoleRow | null): Opening {
	return row === null
		? {refused: {sentence: 'no service to add a server to', brief: 'no service'}}
		: {subject: {kind: 'add-server', service: row.service}};
}

function edition(row: ConsoleRow | null): Opening {
	if (row === null) {
		return {refused: 'no row to edit'};
	}

	const {service} = row;
	if (row.kind === 'service') {
		return service.rule === null
			? {refused: notKnown(service.id, service)}
			: {subject: {kind: 'edit-service', service, before: service.rule}};
	}

	const {server} = row;
	if (server.rule === null) {
		return {refused: notKnown(targetName(row), server)};
	}

	const refused = entryRefused(row);
	return refused === null
		? {subject: {kind: 'edit-server', target: {service, server}, before: server.rule}}
		: {refused};
}

function copyOf(row: ConsoleRow | null): Opening {
	if (row === null) {
		return {refused: 'no service to copy'};
	}

	const {service} = row;
	return service.rule === null
		? {refused: notKnown(service.id, service)}
		: {subject: {kind: 'copy-service', service, before: service.rule}};
}

/** The subject of each kind of form at the cursor. */
const openings = {
	'add-service': addition,
	'add-server': state => additionTo(state.selection.row),
	'copy-service': state => copyOf(state.selection.row),
	edit: state => edition(state.selection.row),
	timeouts(state) {
		const before = state.director.live?.settings?.timeouts;
		return before
			? {subject: {kind: 'timeouts', before}}
			: {refused: 'the timeouts have not been read yet'};
	},
	'sync-daemons'(state) {
		const running = state.director.live?.settings?.daemons;
		return running
			? {subject: {kind: 'sync-daemons', running}}
			: {refused: 'the sync daemons have not been read yet'};
	},
} as const satisfies Record<string, (state: Frame) => Opening>;

export type FormName = keyof typeof openings;

/** The forms that are about the row at the cursor. */
const ofRow: readonly FormName[] = ['add-server', 'copy-service', 'edit'];

/** Why a form cannot be opened at the cursor; null if it can. */
export function formRefused(name: FormName): (state: Frame) => Reason | null {
	return state => {
		const opening: Opening = openings[name](state);
		return (
			busy(state) ??
			(ofRow.includes(name) ? rowUncertain(state) : null) ??
			('refused' in opening ? opening.refused : null)
		);
	};
}

/** Opens a form with its first field focused. */
export function askForm(store: ConsoleStore, name: FormName): void {
	const state = store.getState();
	const opening: Opening = openings[name](state);
	if ('refused' in opening) {
		return;
	}

	const {subject} = opening;
	const {initial, fields, focus: wanted} = definitionOf(subject, contextOf(edit.see(state)));
	const focus = wanted ?? fields(initial)[0]?.name ?? '';
	store.update(
		edit.change(() => ({form: openedForm(subject, initial, focus)})),
		openOverlay({
			place: formPlace,
			body: (present, height) => formBody(edit.see(present), height),
			type: typeInForm,
			help: present => formHelp(edit.see(present)),
		}),
	);
	void learnFacts(store);
}

/** Reads what the fields can be completed with. Typing does not wait for it. */
async function learnFacts(store: ConsoleStore): Promise<void> {
	const facts = await store.deps.forms.facts().catch(() => null);
	if (facts !== null) {
		store.update(edit.change(() => ({facts})));
	}
}

/** The first row that a plan adds, which the cursor goes to; null if it adds none. */
function addedRow({plan}: Proposal): RowId | null {
	for (const {before, after} of plan?.steps ?? []) {
		if (before.row === 'no-service' && after.row === 'service') {
			return serviceId(after.rule.key);
		}

		if (before.row === 'no-server' && after.row === 'server') {
			return serverRowId(serviceId(after.service), serverId(after.rule));
		}
	}

	return null;
}

/** Shows the plan of the form. If there is none, it shows the reason and focuses the field to correct. */
export function showFormPlan(store: ConsoleStore): void {
	const seen = edit.see(store.getState());
	const form = openForm(seen);
	if (form !== null) {
		const {proposal, toMend} = checkForm(form, contextOf(seen));
		if (toMend !== null && toMend !== form.focus) {
			store.update(focusField(toMend));
		}

		showProposal(store, proposal, {
			origin: form.subject.kind,
			// The form closes when its plan is done; otherwise it stays open unchanged.
			whenDone:
				({result}) =>
				state =>
					result === 'done'
						? {
								// It may have been left while the plan ran.
								...(state.overlay?.place === formPlace ? closeOverlay(state) : {}),
								awaited: addedRow(proposal),
							}
						: {},
		});
	}
}
