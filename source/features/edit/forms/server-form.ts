/**
 * The forms to add and to edit a server.
 */

import type {Destination} from '../../../console/state/console-row.ts';
import type {LiveServer, LiveService} from '../../../director/polling/live.ts';
import {samePlainData, serverChanges} from '../../../ipvs/diff.ts';
import type {Forwarding, ServerRule, Tunnel, TunnelChecksum} from '../../../ipvs/server.ts';
import {targetName} from '../../../plans/known-row.ts';
import {serverFaults} from '../../../plans/validate/refuse-server.ts';
import type {DirectorSituation} from '../../../plans/weight-zero/situation.ts';
import {proposeAddServer, proposeEditServer} from '../server-edits.ts';
import {emptyContext, type FormContext, serverAddresses} from './completions.ts';
import {
	choiceField,
	type Field,
	isAddress,
	shownValues,
	textField,
	typedAddress,
	type Values,
	wholeNumber,
} from './field.ts';
import type {FormDefinition} from './form-definition.ts';
import {changedInWords} from './outdated.ts';

const forwarding = choiceField('forwarding', 'Forwarding', [
	['masq', 'NAT', 'replies return through the director'],
	['route', 'DR', 'direct routing: replies bypass the director'],
	['tunnel', 'TUN', 'tunnel: replies bypass the director'],
]);

const tunnelType = choiceField('tunnelType', 'Tunnel', [
	['ipip', 'ipip', 'IP in IP'],
	['gue', 'gue', 'generic UDP encapsulation'],
	['gre', 'gre', 'generic routing encapsulation'],
]);

const checksums = [
	['nocsum', 'nocsum', 'the outer packet has no checksum'],
	['csum', 'csum', 'the outer packet has a checksum'],
] as const;

const greChecksum = choiceField('greChecksum', 'Checksum', checksums);

const gueChecksum = choiceField('gueChecksum', 'Checksum', [
	...checksums,
	['remcsum', 'remcsum', 'remote checksum offload'],
]);

function tunnelFields({forwarding: method, tunnelType: type}: Values): readonly Field[] {
	if (method !== 'tunnel') {
		return [];
	}

	switch (type) {
		case 'gue':
			return [
				tunnelType,
				textField('tunnelPort', 'Tunnel port', 'the UDP port that the server listens on'),
				gueChecksum,
			];
		case 'gre':
			return [tunnelType, greChecksum];
		default:
			return [tunnelType];
	}
}

/** The fields for the key of a server that is new in this service. */
function keyFields(service: LiveService | null, context: FormContext): readonly Field[] {
	return [
		textField('address', 'Address', 'of the real server', null, {
			complete: () => (service === null ? [] : serverAddresses(context, service, valuesOf)),
			isWhole: isAddress,
		}),
		textField('port', 'Port', 'the port that the real server listens on'),
	];
}

const ruleFields = [
	textField('weight', 'Weight', '0 to 65535; 0 gets no new connections'),
	textField('upperThreshold', 'Upper threshold', 'no new connections above this; 0 is no limit'),
	textField('lowerThreshold', 'Lower threshold', 'used again below this; 0 is 3/4 of the upper'),
];

function fieldsOf(
	values: Values,
	isNew: boolean,
	service: LiveService | null = null,
	context: FormContext = emptyContext,
): readonly Field[] {
	const key = isNew ? keyFields(service, context) : [];
	return [...key, forwarding, ...tunnelFields(values), ...ruleFields];
}

function tunnelIn(shown: (name: string) => string | null): Tunnel | null {
	switch (shown('tunnelType')) {
		case 'ipip':
			return {type: 'ipip', port: null, checksum: null};
		case 'gue':
			return {
				type: 'gue',
				port: wholeNumber(shown('tunnelPort')),
				checksum: shown('gueChecksum') as TunnelChecksum,
			};
		case 'gre':
			return {
				type: 'gre',
				port: null,
				checksum: shown('greChecksum') as 'nocsum' | 'csum',
			};
		default:
			return null;
	}
}

/** The entry for the current values. Invalid numbers are NaN, and an invalid address stays as typed. */
function ruleIn(values: Values, before: ServerRule | null): ServerRule {
	const shown = shownValues(fieldsOf(values, before === null), values);
	const address = shown('address') ?? '';
	return {
		address: before?.address ?? typedAddress(address),
		port: before?.port ?? wholeNumber(shown('port')),
		forwarding: shown('forwarding') as Forwarding,
		tunnel: tunnelIn(shown),
		weight: wholeNumber(shown('weight')),
		upperThreshold: wholeNumber(shown('upperThreshold')),
		lowerThreshold: wholeNumber(shown('lowerThreshold')),
	};
}

function valuesOf(rule: Omit<ServerRule, 'address'>): Values {
	const {tunnel} = rule;
	return {
		port: String(rule.port),
		forwarding: rule.forwarding,
		tunnelType: tunnel?.type ?? 'ipip',
		tunnelPort: String(tunnel?.port ?? ''),
		gueChecksum: tunnel?.checksum ?? 'nocsum',
		greChecksum: tunnel?.type === 'gre' ? tunnel.checksum : 'nocsum',
		weight: String(rule.weight),
		upperThreshold: String(rule.upperThreshold),
		lowerThreshold: String(rule.lowerThreshold),
	};
}

type Reached = Pick<ServerRule, 'port' | 'forwarding' | 'tunnel'>;

/** The forwarding that all servers of the service share; null if they differ, or if one is not known. */
function reachedAlike({servers}: LiveService): Reached | null {
	const [first, ...others] = servers.map(
		({rule}): Reached | null =>
			rule && {port: rule.port, forwarding: rule.forwarding, tunnel: rule.tunnel},
	);
	return others.every(other => samePlainData(other, first)) ? (first ?? null) : null;
}

/** The initial values of a new server: like the others of its service, or ipvsadm's defaults. */
function newServerValues(service: LiveService): Values {
	const {key} = service;
	const port = key.kind === 'address' ? key.port : 0;
	const usual = {port, forwarding: 'route', tunnel: null} as const;
	const reached = reachedAlike(service) ?? usual;
	return {address: '', ...valuesOf({...reached, upperThreshold: 0, lowerThreshold: 0, weight: 1})};
}

/** The form to add a server; `now` is its service as the director has it. */
export function addServerForm(
	service: LiveService,
	now: LiveService | undefined,
	context: FormContext,
): FormDefinition {
	return {
		title: `Add a server to ${service.id}`,
		initial: newServerValues(service),
		outdated: now === undefined ? `${service.id} is gone` : null,
		fields: values => fieldsOf(values, true, now ?? service, context),
		faults: values => serverFaults(service.key, ruleIn(values, null), null),
		propose: values => proposeAddServer(now ?? service, ruleIn(values, null)),
	};
}

/** The form to edit the whole entry of a server, as it was when the form was opened. */
export function editServerForm(
	target: Destination,
	before: ServerRule,
	now: LiveServer | undefined,
	situation: DirectorSituation,
): FormDefinition {
	const name = targetName(target);
	const changes = now?.rule ? serverChanges(before, now.rule) : [];
	return {
		title: `Edit server ${name}`,
		initial: valuesOf(before),
		outdated: now === undefined ? `${name} is gone` : changedInWords(name, changes),
		fields: values => fieldsOf(values, false),
		faults: values => serverFaults(target.service.key, ruleIn(values, before), before),
		propose: values => proposeEditServer(target, ruleIn(values, before), situation),
	};
}
