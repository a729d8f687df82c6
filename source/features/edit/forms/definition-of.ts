/**
 * Finds the definition of a form for its subject, on the director as it is now; defines the forms for services and
 * timeouts.
 */
import type {LiveService} from '../../../director/polling/live.ts';
import {samePlainData, serviceChanges} from '../../../ipvs/diff.ts';
import type {Timeouts} from '../../../ipvs/listing.ts';
import type {ServiceRule} from '../../../ipvs/service.ts';
import type {Fault} from '../../../plans/validate/fault.ts';
import {serviceFaults} from '../../../plans/validate/refuse-service.ts';
import {proposeAddService, proposeEditService} from '../service-edits.ts';
import {proposeTimeouts, timeoutFaults} from '../set-timeouts.ts';
import type {FormContext} from './completions.ts';
import {copyServiceForm} from './copy-service-form.ts';
import {textField, type Values, wholeNumber} from './field.ts';
import type {FormSubject} from './form.ts';
import type {FormDefinition} from './form-definition.ts';
import {changedInWords} from './outdated.ts';
import {schedulerFault} from './scheduler-fields.ts';
import {addServerForm, editServerForm} from './server-form.ts';
import {newServiceValues, ruleInForm, serviceFields, serviceValues} from './service-fields.ts';
import {syncDaemonsForm} from './sync-daemons-form.ts';

/** The errors by field. */
function faultsOf(
	values: Values,
	before: ServiceRule | null,
	context: FormContext,
): readonly Fault[] {
	const unfinished = schedulerFault(values, before, context);
	return [
		...serviceFaults(ruleInForm(values, before), before),
		...(unfinished === null ? [] : [unfinished]),
	];
}

/** The form to add a service. */
function addServiceForm(context: FormContext): FormDefinition {
	return {
		title: 'Add a service',
		initial: newServiceValues,
		outdated: null,
		fields: values => serviceFields(values, null, context),
		faults: values => faultsOf(values, null, context),
		propose: values =>
			proposeAddService(ruleInForm(values, null), [], context.director?.services ?? []),
	};
}

/** The form to edit the whole rule of a service, as it was when the form was opened. */
function editServiceForm(
	service: LiveService,
	before: ServiceRule,
	now: LiveService | undefined,
	context: FormContext,
): FormDefinition {
	const changes = now?.rule ? serviceChanges(before, now.rule) : [];
	return {
		title: `Edit service ${service.id}`,
		initial: serviceValues(before),
		outdated: now === undefined ? `${service.id} is gone` : changedInWords(service.id, changes),
		fields: values => serviceFields(values, before, context),
		faults: values => faultsOf(values, before, context),
		propose: values => proposeEditService(service, ruleInForm(values, before)),
	};
}

const fields = [
	textField('tcp', 'TCP', 'seconds that an open connection may be idle'),
	textField('tcpFin', 'TCP after a FIN', 'seconds after one side has closed'),
	textField('udp', 'UDP', 'seconds after the last packet'),
];

function timeoutsIn({tcp = '', tcpFin = '', udp = ''}: Values): Timeouts {
	const [first, second, third] = [tcp, tcpFin, udp].map(text => wholeNumber(text.trim()));
	return {tcp: first ?? Number.NaN, tcpFin: second ?? Number.NaN, udp: third ?? Number.NaN};
}

/** The form; `now` is null if the timeouts were not read. */
function timeoutsForm(before: Timeouts, now: Timeouts | null): FormDefinition {
	const {tcp, tcpFin, udp} = before;
	return {
		title: 'Timeouts',
		initial: {tcp: String(tcp), tcpFin: String(tcpFin), udp: String(udp)},
		outdated:
			now === null || samePlainData(before, now)
				? null
				: `the timeouts were changed in the meantime: TCP ${now.tcp}, TCP after a FIN ${now.tcpFin}, UDP ${now.udp}; leave the form and open it again`,
		fields: () => fields,
		faults: values => timeoutFaults(before, timeoutsIn(values)),
		propose: values => proposeTimeouts(before, timeoutsIn(values)),
	};
}

/** Creates the definition. */
export function definitionOf(subject: FormSubject, context: FormContext): FormDefinition {
	const {director, sysctls} = context;
	const serviceNow = (id: string) => director?.services.find(service => service.id === id);
	switch (subject.kind) {
		case 'add-service':
			return addServiceForm(context);
		case 'copy-service':
			return copyServiceForm(subject.service, subject.before, context);
		case 'edit-service': {
			const {service, before} = subject;
			return editServiceForm(service, before, serviceNow(service.id), context);
		}

		case 'add-server':
			return addServerForm(subject.service, serviceNow(subject.service.id), context);
		case 'edit-server': {
			const {service, server} = subject.target;
			const now = serviceNow(service.id)?.servers.find(({id}) => id === server.id);
			const {services = [], settings = null} = director ?? {};
			return editServerForm(subject.target, subject.before, now, {sysctls, settings, services});
		}

		case 'timeouts':
			return timeoutsForm(subject.before, director?.settings?.timeouts ?? null);
		case 'sync-daemons':
			return syncDaemonsForm(subject.running, director?.settings?.daemons ?? null, context);
	}
}
