/**
 * Finds the definition of a form for its subject, on the director as it is now.
 */
import type {LiveDirector} from '../../../director/polling/live.ts';
import {type Sysctls, unknownSysctls} from '../../../plans/seen.ts';
import type {FormSubject} from './form.ts';
import type {FormDefinition} from './form-definition.ts';
import {addServerForm, editServerForm} from './server-form.ts';
import {addServiceForm, editServiceForm} from './service-form.ts';
import {syncDaemonsForm} from './sync-daemons-form.ts';
import {timeoutsForm} from './timeouts-form.ts';

/** Creates the definition. */
export function definitionOf(
	subject: FormSubject,
	director: LiveDirector | null,
	sysctls: Sysctls = unknownSysctls,
): FormDefinition {
	const serviceNow = (id: string) => director?.services.find(service => service.id === id);
	switch (subject.kind) {
		case 'add-service':
			return addServiceForm(director);
		case 'edit-service':
			return editServiceForm(subject.service, subject.before, serviceNow(subject.service.id));
		case 'add-server':
			return addServerForm(subject.service, serviceNow(subject.service.id));
		case 'edit-server': {
			const {service, server} = subject.target;
			const now = serviceNow(service.id)?.servers.find(({id}) => id === server.id);
			const {services = [], settings = null} = director ?? {};
			return editServerForm(subject.target, subject.before, now, {sysctls, settings, services});
		}

		case 'timeouts':
			return timeoutsForm(subject.before, director?.settings?.timeouts ?? null);
		case 'sync-daemons':
			return syncDaemonsForm(subject.running, director?.settings?.daemons ?? null);
	}
}
