/**
 * The forms to add and to edit a service.
 */

import type {LiveDirector, LiveService} from '../../../director/polling/live.ts';
import {serviceChanges} from '../../../ipvs/diff.ts';
import type {ServiceRule} from '../../../ipvs/service.ts';
import type {Fault} from '../../../plans/validate/fault.ts';
import {serviceFaults} from '../../../plans/validate/refuse-service.ts';
import {proposeAddService} from '../add-service.ts';
import {proposeEditService} from '../edit-service.ts';
import type {Values} from './field.ts';
import type {FormDefinition} from './form-definition.ts';
import {changedInWords} from './outdated.ts';
import {newServiceValues, ruleInForm, serviceFields, serviceValues} from './service-fields.ts';

/** The errors, at the field where a name is typed if there is one. */
function faultsOf(values: Values, before: ServiceRule | null): readonly Fault[] {
	const typed: Readonly<Record<string, string>> = {
		...(values['scheduler'] === 'other' ? {scheduler: 'otherScheduler'} : {}),
		...(values['engine'] === 'other' ? {engine: 'otherEngine'} : {}),
	};
	return serviceFaults(ruleInForm(values, before), before).map(({field, reason}) => ({
		field: typed[field] ?? field,
		reason,
	}));
}

/** The form to add a service. */
export function addServiceForm(director: LiveDirector | null): FormDefinition {
	return {
		title: 'Add a service',
		initial: newServiceValues,
		outdated: null,
		fields: values => serviceFields(values, null),
		faults: values => faultsOf(values, null),
		propose: values => proposeAddService(ruleInForm(values, null), [], director?.services ?? []),
	};
}

/** The form to edit the whole rule of a service, as it was when the form was opened. */
export function editServiceForm(
	service: LiveService,
	before: ServiceRule,
	now: LiveService | undefined,
): FormDefinition {
	const changes = now?.rule ? serviceChanges(before, now.rule) : [];
	return {
		title: `Edit service ${service.id}`,
		initial: serviceValues(before),
		outdated: now === undefined ? `${service.id} is gone` : changedInWords(service.id, changes),
		fields: values => serviceFields(values, before),
		faults: values => faultsOf(values, before),
		propose: values => proposeEditService(service, ruleInForm(values, before)),
	};
}
