/**
 * The fields of the form for a service, and the rule that they make.
 */

import {familyOf, parseIpAddress} from '../../../ipvs/address.ts';
import {
	fullNetmask,
	type Protocol,
	type ServiceKey,
	type ServiceRule,
} from '../../../ipvs/service.ts';
import {
	choiceField,
	type Field,
	shownValues,
	textField,
	toggleField,
	toggleValue,
	type Values,
	wholeNumber,
} from './field.ts';
import {knownOrTyped, other} from './other-name.ts';
import {flagsIn, schedulerFields, schedulerIn, schedulerValues} from './scheduler-fields.ts';

/** No engine. */
const none = 'none';

const keyChoices = choiceField('kind', 'Protocol', [
	['tcp', 'TCP'],
	['udp', 'UDP'],
	['sctp', 'SCTP'],
	['fwmark', 'firewall mark'],
]);

function keyFields({kind}: Values): readonly Field[] {
	return kind === 'fwmark'
		? [
				keyChoices,
				textField('fwmark', 'Mark', 'the number that netfilter gives packets'),
				choiceField('family', 'Family', [
					['ipv4', 'IPv4'],
					['ipv6', 'IPv6', 'another service than the mark of IPv4'],
				]),
			]
		: [
				keyChoices,
				textField('address', 'Address', 'the virtual IP that clients connect to'),
				textField('port', 'Port', '0 is every port without its own service'),
			];
}

function persistenceFields(
	values: Values,
	family: ServiceKey['family'],
	before: ServiceRule | null,
): readonly Field[] {
	const isOn = values['persistent'] === 'yes';
	const mask = family === 'ipv4' ? 'such as 255.255.255.0' : 'length of a prefix, such as 64';
	return [
		toggleField('persistent', 'Persistent', 'a client comes back to the same server'),
		...(isOn
			? [
					textField('timeout', 'Timeout', 'seconds after its last connection'),
					textField(
						'netmask',
						'Netmask',
						`one client: ${mask}`,
						`${fullNetmask(family)}: every client on its own`,
					),
				]
			: []),
		// An engine without persistence does nothing, but what is there is not taken away in silence.
		...(isOn || before?.engine
			? [
					choiceField('engine', 'Engine', [
						[none, none, 'clients are told apart by their address'],
						['sip', 'sip', 'calls of SIP are told apart by their Call-ID'],
						[other, other, 'one that is not in this list'],
					]),
					...(values['engine'] === other
						? [
								textField(
									'otherEngine',
									'Its name',
									'the kernel loads the module ip_vs_pe_ and this name',
								),
							]
						: []),
				]
			: []),
	];
}

function typedKey(values: Values): ServiceKey {
	const {kind, fwmark = '', family, address = '', port = ''} = values;
	if (kind === 'fwmark') {
		const mark = wholeNumber(fwmark.trim());
		return {kind, family: family === 'ipv6' ? 'ipv6' : 'ipv4', fwmark: mark};
	}

	const canonical = parseIpAddress(address.trim()) ?? address.trim();
	return {
		kind: 'address',
		protocol: kind as Protocol,
		family: familyOf(canonical),
		address: canonical,
		port: wholeNumber(port.trim()),
	};
}

/** The key that stands in the form; that of the service where one is edited. */
export function keyInForm(values: Values, before: ServiceRule | null): ServiceKey {
	return before?.key ?? typedKey(values);
}

/** The fields that apply. `before` is the rule that is edited: its key cannot be. */
export function serviceFields(values: Values, before: ServiceRule | null): readonly Field[] {
	const key = keyInForm(values, before);
	const takesOnePacket = key.kind === 'fwmark' || key.protocol === 'udp' || before?.onePacket;
	return [
		...(before ? [] : keyFields(values)),
		...schedulerFields(values, before),
		...persistenceFields(values, key.family, before),
		...(takesOnePacket
			? [toggleField('onePacket', 'One-packet', 'every packet is scheduled for itself')]
			: []),
	];
}

/** The rule that the form says. What is not a number is NaN, and what is not an address stays as it was typed. */
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
		engine: engine === none ? null : engine === other ? shown('otherEngine') : engine,
		onePacket: shown('onePacket') === 'yes',
	};
}

/** What stands in the fields for a rule. The key has fields only where a service is new. */
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
		// What ipvsadm takes where -p has no number (verified with 1.31).
		timeout: String(persistence?.timeout ?? 360),
		netmask: persistence?.netmask ?? '',
		...knownOrTyped(engine ?? none, 'engine', 'otherEngine', engine === null || engine === 'sip'),
		onePacket: toggleValue(onePacket),
	};
}

/** A new service as ipvsadm makes it where it is told nothing but the key. */
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
