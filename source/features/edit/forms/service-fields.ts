/**
 * The fields of the form for a service, and the rule for their values.
 */

import {familyOf} from '../../../ipvs/address.ts';
import {
	fullNetmask,
	type Protocol,
	type ServiceKey,
	type ServiceRule,
} from '../../../ipvs/service.ts';
import {
	emptyContext,
	engineCompletions,
	engineWords,
	type FormContext,
	virtualAddresses,
} from './completions.ts';
import {
	choiceField,
	type Field,
	isAddress,
	shownValues,
	textField,
	toggleField,
	toggleValue,
	typedAddress,
	type Values,
	wholeNumber,
} from './field.ts';
import {flagsIn, schedulerFields, schedulerIn, schedulerValues} from './scheduler-fields.ts';

const keyChoices = choiceField('kind', 'Protocol', [
	['tcp', 'TCP'],
	['udp', 'UDP'],
	['sctp', 'SCTP'],
	['fwmark', 'firewall mark'],
]);

/** The fields for the key of a new service. */
export function keyFields({kind}: Values, context: FormContext): readonly Field[] {
	return kind === 'fwmark'
		? [
				keyChoices,
				textField('fwmark', 'Mark', 'the mark that netfilter sets on packets'),
				choiceField('family', 'Family', [
					['ipv4', 'IPv4'],
					['ipv6', 'IPv6', 'separate from the same mark for IPv4'],
				]),
			]
		: [
				keyChoices,
				textField('address', 'Address', 'the virtual IP that clients connect to', null, {
					complete: () => virtualAddresses(context),
					isWhole: isAddress,
				}),
				textField('port', 'Port', '0 means every port that has no service'),
			];
}

function persistenceFields(
	values: Values,
	family: ServiceKey['family'],
	before: ServiceRule | null,
	context: FormContext,
): readonly Field[] {
	const isOn = values['persistent'] === 'yes';
	const mask = family === 'ipv4' ? 'such as 255.255.255.0' : 'prefix length, such as 64';
	return [
		toggleField('persistent', 'Persistent', 'a client comes back to the same server'),
		...(isOn
			? [
					textField('timeout', 'Timeout', 'in seconds, after its last connection'),
					textField(
						'netmask',
						'Netmask',
						`one client: ${mask}`,
						`${fullNetmask(family)}: every client separately`,
					),
				]
			: []),
		// An engine without persistence has no effect, but an existing one is not removed silently.
		...(isOn || before?.engine
			? [
					textField('engine', 'Engine', '', 'none: clients are distinguished by address', {
						isName: true,
						complete: () => engineCompletions(context),
						words: name => engineWords(name, context),
					}),
				]
			: []),
	];
}

/** The key as typed. */
export function typedKey(values: Values): ServiceKey {
	const {kind, fwmark = '', family, address = '', port = ''} = values;
	if (kind === 'fwmark') {
		const mark = wholeNumber(fwmark.trim());
		return {kind, family: family === 'ipv6' ? 'ipv6' : 'ipv4', fwmark: mark};
	}

	const canonical = typedAddress(address);
	return {
		kind: 'address',
		protocol: kind as Protocol,
		family: familyOf(canonical),
		address: canonical,
		port: wholeNumber(port.trim()),
	};
}

/** The key for the current values; the existing key if a service is edited. */
export function keyInForm(values: Values, before: ServiceRule | null): ServiceKey {
	return before?.key ?? typedKey(values);
}

/** The fields that apply. `before` is the rule to edit; its key cannot change. */
export function serviceFields(
	values: Values,
	before: ServiceRule | null,
	context: FormContext = emptyContext,
): readonly Field[] {
	const key = keyInForm(values, before);
	const takesOnePacket = key.kind === 'fwmark' || key.protocol === 'udp' || before?.onePacket;
	return [
		...(before ? [] : keyFields(values, context)),
		...schedulerFields(values, before, context),
		...persistenceFields(values, key.family, before, context),
		...(takesOnePacket
			? [toggleField('onePacket', 'One-packet', 'every packet is scheduled separately')]
			: []),
	];
}

/** The rule for the current values. Invalid numbers are NaN, and an invalid address stays as typed. */
export function ruleInForm(values: Values, before: ServiceRule | null): ServiceRule {
	const shown = shownValues(serviceFields(values, before), values);
	const key = keyInForm(values, before);
	const engine = shown('engine');
	return {
		key,
		scheduler: schedulerIn(values),
		schedulerFlags: flagsIn(shown),
		persistence:
			shown('persistent') === 'yes'
				? {
						timeout: wholeNumber(shown('timeout')),
						netmask: shown('netmask') || fullNetmask(key.family),
					}
				: null,
		engine: engine || null,
		onePacket: shown('onePacket') === 'yes',
	};
}

/** The field values for a rule. Only a new service has fields for the key. */
export function serviceValues({
	scheduler,
	schedulerFlags,
	persistence,
	engine,
	onePacket,
}: Omit<ServiceRule, 'key'>): Values {
	return {
		...schedulerValues(scheduler, schedulerFlags),
		persistent: toggleValue(persistence !== null),
		// ipvsadm's default for -p without a number (verified with 1.31).
		timeout: String(persistence?.timeout ?? 360),
		netmask: persistence?.netmask ?? '',
		engine: engine ?? '',
		onePacket: toggleValue(onePacket),
	};
}

/** The initial values of a new service: ipvsadm's defaults. */
export const newServiceValues: Values = {
	kind: 'tcp',
	address: '',
	port: '',
	fwmark: '',
	family: 'ipv4',
	...serviceValues({
		scheduler: 'wlc',
		schedulerFlags: [],
		persistence: null,
		engine: null,
		onePacket: false,
	}),
};
