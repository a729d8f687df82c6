/**
 * The form that makes a service as a copy of another: only the address is asked, and whether its servers are wanted too.
 */
import type {LiveService} from '../../../director/polling/live.ts';
import type {ServerRule} from '../../../ipvs/server.ts';
import {fullNetmask, type ServiceKey, type ServiceRule} from '../../../ipvs/service.ts';
import {notKnownInFull, targetName} from '../../../plans/known-row.ts';
import type {Proposal} from '../../../plans/plan.ts';
import {serviceFaults} from '../../../plans/validate/refuse-service.ts';
import {countOf} from '../../../text/figures.ts';
import {proposeAddService} from '../service-edits.ts';
import type {FormContext} from './completions.ts';
import {toggleField, type Values} from './field.ts';
import type {FormDefinition} from './form-definition.ts';
import {keyFields, typedKey} from './service-fields.ts';

/** The rule of the copy: everything but the key. The netmask that means every client differs between the families. */
function copiedRule(before: ServiceRule, key: ServiceKey): ServiceRule {
	const {persistence} = before;
	const isFull = persistence?.netmask === fullNetmask(before.key.family);
	return {
		...before,
		key,
		persistence:
			persistence && isFull ? {...persistence, netmask: fullNetmask(key.family)} : persistence,
	};
}

/**
 * The servers of the copy. A server that is not reached by NAT has the port of its service: the kernel would quietly
 * replace any other one.
 */
function copiedServer(rule: ServerRule, key: ServiceKey): ServerRule {
	const port = key.kind === 'address' ? key.port : 0;
	return rule.forwarding === 'masq' ? rule : {...rule, port};
}

function proposeCopy(
	service: LiveService,
	rule: ServiceRule,
	withServers: boolean,
	{director}: FormContext,
): Proposal {
	const servers: ServerRule[] = [];
	for (const server of withServers ? service.servers : []) {
		if (server.rule === null) {
			return {refused: notKnownInFull(targetName({service, server}), server)};
		}

		servers.push(copiedServer(server.rule, rule.key));
	}

	return proposeAddService(rule, servers, director?.services ?? []);
}

function initialValues({key}: ServiceRule): Values {
	const isAddress = key.kind === 'address';
	return {
		kind: isAddress ? key.protocol : 'fwmark',
		address: '',
		port: isAddress ? String(key.port) : '',
		fwmark: '',
		family: key.family,
		withServers: 'no',
	};
}

/** The form to copy a service, as it was when the form was opened. */
export function copyServiceForm(
	service: LiveService,
	before: ServiceRule,
	context: FormContext,
): FormDefinition {
	const ruleOf = (values: Values) => copiedRule(before, typedKey(values));
	const count = service.servers.length;
	return {
		title: `Copy service ${service.id}`,
		focus: before.key.kind === 'address' ? 'address' : 'fwmark',
		initial: initialValues(before),
		outdated: null,
		fields: values => [
			...keyFields(values, context),
			...(count === 0
				? []
				: [
						toggleField(
							'withServers',
							'With servers',
							`add its ${countOf(count, 'server')} to the new service too, with the same weights`,
						),
					]),
		],
		faults: values => serviceFaults(ruleOf(values), null),
		propose: values =>
			proposeCopy(service, ruleOf(values), values['withServers'] === 'yes', context),
	};
}
