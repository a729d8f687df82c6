/**
 * The services of saved rules: how a line names one, and the `-A` line that makes one.
 */
import {familyOf} from '../address.ts';
import {fullNetmask, type Persistence, type ServiceKey, type ServiceRule} from '../service.ts';
import type {ResolvePort} from '../service-names.ts';
import type {OptionSpec, Options} from './options.ts';
import {readSavedAddress} from './saved-address.ts';
import {readFwmark} from './service-key.ts';
import {readNetmask, readSchedulerFlags} from './service-rule.ts';
import {readCount, unreadable} from './words.ts';

/** The options that name a service. */
export const serviceKeyOptions: readonly OptionSpec[] = [
	{long: 'tcp-service', short: 't', argument: 'required'},
	{long: 'udp-service', short: 'u', argument: 'required'},
	{long: 'sctp-service', argument: 'required'},
	{long: 'fwmark-service', short: 'f', argument: 'required'},
	{long: 'ipv6', short: '6', argument: 'none'},
];

/** The options of an `-A` line. */
export const serviceOptions: readonly OptionSpec[] = [
	...serviceKeyOptions,
	{long: 'scheduler', short: 's', argument: 'required'},
	{long: 'persistent', short: 'p', argument: 'optional'},
	{long: 'netmask', short: 'M', argument: 'required'},
	{long: 'pe', argument: 'required'},
	{long: 'ops', short: 'o', argument: 'none'},
	{long: 'sched-flags', short: 'b', argument: 'required'},
];

const keyOptions = {
	'tcp-service': 'tcp',
	'udp-service': 'udp',
	'sctp-service': 'sctp',
	'fwmark-service': 'fwmark',
} as const;

type KeyOption = keyof typeof keyOptions;

function isKeyOption(name: string): name is KeyOption {
	return Object.hasOwn(keyOptions, name);
}

/** The place of an option in the line; -1 where it is missing. */
export function placeOf(options: Options, name: string): number {
	return [...options.keys()].indexOf(name);
}

/** The one option that names the service. */
export function keyOptionOf(options: Options): KeyOption {
	const [found, ...others] = [...options.keys()].filter(isKeyOption);
	return found === undefined || others.length > 0 ? unreadable('not one service') : found;
}

/** The service that a line names. Without a port it is the service of every port, as for ipvsadm. */
export function readSavedServiceKey(options: Options, resolvePort: ResolvePort): ServiceKey {
	const option = keyOptionOf(options);
	const protocol = keyOptions[option];
	const name = options.get(option) ?? '';
	const ipv6 = placeOf(options, 'ipv6');
	if (protocol === 'fwmark') {
		if (ipv6 !== -1 && ipv6 < placeOf(options, option)) {
			unreadable('-6 must stand behind -f');
		}

		return {kind: 'fwmark', family: ipv6 === -1 ? 'ipv4' : 'ipv6', fwmark: readFwmark(name)};
	}

	if (ipv6 !== -1) {
		unreadable('-6 belongs to -f');
	}

	const {address, port} = readSavedAddress(name, protocol, resolvePort);
	return {kind: 'address', protocol, family: familyOf(address), address, port: port ?? 0};
}

/** The timeout of `-p` without a number, in seconds (ipvsadm 1.31; its man page says 300). */
const defaultPersistence = 360;

/** 31 days in seconds. */
const longestPersistence = 2_678_400;

/** ipvsadm loses an `-M` that it reads before it knows the family. */
function checkNetmaskPlace(options: Options): void {
	const places = [keyOptionOf(options), 'ipv6'].map(name => placeOf(options, name));
	if (placeOf(options, 'netmask') < Math.max(...places)) {
		unreadable('-M must stand behind the service');
	}
}

function readPersistence(options: Options, key: ServiceKey): Persistence | null {
	const timeout = options.get('persistent');
	const netmask = options.get('netmask');
	if (netmask != null) {
		checkNetmaskPlace(options);
		readNetmask(key.family, netmask);
	}

	if (timeout === undefined) {
		return null;
	}

	const seconds =
		timeout === null
			? defaultPersistence
			: readCount(timeout, 'the persistence timeout', longestPersistence);
	return {
		timeout: seconds === 0 ? unreadable('the persistence timeout is 0') : seconds,
		netmask: netmask == null ? fullNetmask(key.family) : readNetmask(key.family, netmask),
	};
}

/** The rule that an `-A` line makes; the scheduler is wlc where none is named. */
export function readSavedService(options: Options, resolvePort: ResolvePort): ServiceRule {
	const key = readSavedServiceKey(options, resolvePort);
	const scheduler = options.get('scheduler') ?? 'wlc';
	const flags = options.get('sched-flags');
	return {
		key,
		scheduler,
		schedulerFlags: flags == null ? [] : readSchedulerFlags(scheduler, flags),
		persistence: readPersistence(options, key),
		engine: options.get('pe') ?? null,
		onePacket: options.has('ops'),
	};
}
