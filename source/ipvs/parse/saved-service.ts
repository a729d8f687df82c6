/**
 * Parses the services of saved rules: the key that a line names, and the `-A` line.
 */
import {type AddressFamily, familyOf} from '../address.ts';
import {fullNetmask, type Persistence, type ServiceKey, type ServiceRule} from '../service.ts';
import type {Names} from '../service-names.ts';
import {type OptionSpec, type Options, optionTable} from './options.ts';
import {readSavedAddress} from './saved-address.ts';
import {readFwmark} from './service-key.ts';
import {readNetmask, readSchedulerFlags} from './service-rule.ts';
import {readName, readWrittenNumber, unreadable} from './words.ts';

const largestUnsigned = 0xffff_ffff;

/** The options that name a service. */
export const serviceKeyOptions: readonly OptionSpec[] = [
	{long: 'tcp-service', short: 't', argument: 'required'},
	{long: 'udp-service', short: 'u', argument: 'required'},
	{long: 'sctp-service', argument: 'required'},
	{long: 'fwmark-service', short: 'f', argument: 'required'},
	{long: 'ipv6', short: '6', argument: 'none'},
];

/** The options that set the values of a service. */
export const serviceValueOptions: readonly OptionSpec[] = [
	{long: 'scheduler', short: 's', argument: 'required'},
	{long: 'persistent', short: 'p', argument: 'optional'},
	{long: 'netmask', short: 'M', argument: 'required'},
	{long: 'pe', argument: 'required'},
	{long: 'ops', short: 'o', argument: 'none'},
	{long: 'sched-flags', short: 'b', argument: 'required'},
];

/**
 * The options of an `-A` line. Old versions of ipvsadm printed ` pe sip` and ` ops` instead of `--pe` and `-o` (read in
 * the source of 1.26); -R itself does not accept those.
 */
export const serviceOptions = optionTable([
	...serviceKeyOptions,
	...serviceValueOptions.map(spec =>
		spec.long === 'pe' || spec.long === 'ops' ? {...spec, bare: spec.long} : spec,
	),
]);

const keyOptions = [
	{option: 'tcp-service', protocol: 'tcp'},
	{option: 'udp-service', protocol: 'udp'},
	{option: 'sctp-service', protocol: 'sctp'},
	{option: 'fwmark-service', protocol: 'fwmark'},
] as const;

/** The position of an option in the line; -1 if it is missing. */
export function placeOf(options: Options, name: string): number {
	return [...options.keys()].indexOf(name);
}

/** The one option that names the service. */
export function keyOptionOf(options: Options): (typeof keyOptions)[number] {
	const [found, ...others] = keyOptions.filter(({option}) => options.has(option));
	return found && others.length === 0 ? found : unreadable('not exactly one service');
}

/** A firewall mark. `ipvsadm -S` prints the upper half as negative numbers, which `-R` does not accept. */
function readSavedFwmark(word: string, isLive: boolean): number {
	if (isLive) {
		return readFwmark(word);
	}

	const signed = /^-[1-9]\d{0,9}$/.test(word) ? Number(word) : 0;
	return signed < 0 && signed >= -0x8000_0000
		? unreadable(
				`ipvsadm -S prints the firewall mark ${signed >>> 0} as ${signed}, but ipvsadm -R does not accept ` +
					`that: write ${signed >>> 0}`,
			)
		: readWrittenNumber(word, 'the firewall mark', largestUnsigned, 1);
}

/**
 * The service that a line names. Without a port it is the service for every port, as in ipvsadm. `isLive` if ipvsadm
 * itself printed the line just now.
 */
export function readSavedServiceKey(options: Options, names: Names, isLive: boolean): ServiceKey {
	const {option, protocol} = keyOptionOf(options);
	const name = options.get(option) ?? '';
	const ipv6 = options.has('ipv6');
	if (ipv6 && placeOf(options, 'ipv6') < placeOf(options, 'fwmark-service')) {
		unreadable('-6 must come after -f');
	}

	if (protocol === 'fwmark') {
		return {kind: 'fwmark', family: ipv6 ? 'ipv6' : 'ipv4', fwmark: readSavedFwmark(name, isLive)};
	}

	if (ipv6) {
		unreadable('-6 belongs to -f');
	}

	const {address, port} = readSavedAddress(name, protocol, names);
	return {kind: 'address', protocol, family: familyOf(address), address, port: port ?? 0};
}

/** The timeout of `-p` without a number, in seconds (ipvsadm 1.31; its man page says 300). */
const defaultPersistence = 360;

/** Refuses an `-M` that ipvsadm would lose because it reads it before it knows that the family is IPv6. */
function checkNetmaskPlace(options: Options, family: AddressFamily): void {
	if (family === 'ipv4') {
		return;
	}

	const places = [keyOptionOf(options).option, 'ipv6'].map(name => placeOf(options, name));
	if (placeOf(options, 'netmask') < Math.max(...places)) {
		unreadable('-M must come after the service');
	}
}

function readSavedNetmask(family: AddressFamily, word: string): string {
	return family === 'ipv4'
		? readNetmask(family, word)
		: String(readWrittenNumber(word, 'the prefix length', 128, 1));
}

/** The values that a line gives a service. Null is a value that was left out. */
export interface GivenService {
	readonly key: ServiceKey;
	readonly scheduler: string | null;
	/** The comma-separated names after `-b`; which of them are valid depends on the scheduler. */
	readonly schedulerFlags: string | null;
	/** Seconds. */
	readonly timeout: number | null;
	readonly netmask: string | null;
	readonly engine: string | null;
	/** False if it was left out. */
	readonly onePacket: boolean;
}

function readTimeout(options: Options): number | null {
	const timeout = options.get('persistent');
	if (timeout === undefined) {
		return null;
	}

	return timeout === null
		? defaultPersistence
		: readWrittenNumber(timeout, 'the persistence timeout', largestUnsigned);
}

function readGivenNetmask(options: Options, {family}: ServiceKey): string | null {
	const netmask = options.get('netmask');
	if (netmask == null) {
		return null;
	}

	checkNetmaskPlace(options, family);
	return readSavedNetmask(family, netmask);
}

/** The service that a line names, with the values that it gives. */
export function readGivenService(options: Options, names: Names, isLive: boolean): GivenService {
	const key = readSavedServiceKey(options, names, isLive);
	const scheduler = options.get('scheduler');
	const engine = options.get('pe');
	return {
		key,
		scheduler: scheduler == null ? null : readName(scheduler, 'a scheduler'),
		schedulerFlags: options.get('sched-flags') ?? null,
		netmask: readGivenNetmask(options, key),
		timeout: readTimeout(options),
		engine: engine == null ? null : readName(engine, 'an engine'),
		onePacket: options.has('ops'),
	};
}

function completePersistence(
	{key, timeout, netmask}: GivenService,
	present: Persistence | null,
): Persistence | null {
	const seconds = timeout ?? present?.timeout ?? null;
	return seconds === null
		? null
		: {timeout: seconds, netmask: netmask ?? present?.netmask ?? fullNetmask(key.family)};
}

/** The flags belong to a scheduler: another scheduler does not keep them. */
function completeFlags(
	{schedulerFlags}: GivenService,
	scheduler: string,
	present: ServiceRule | null,
): readonly string[] {
	if (schedulerFlags !== null) {
		return readSchedulerFlags(scheduler, schedulerFlags);
	}

	return present?.scheduler === scheduler ? present.schedulerFlags : [];
}

/**
 * The whole rule of a service: what was left out is as in the present rule, or, without one, as ipvsadm sets it:
 * scheduler wlc and nothing else.
 * @throws {UnreadableLine} if the values do not fit together
 */
export function completeService(given: GivenService, present: ServiceRule | null): ServiceRule {
	const scheduler = given.scheduler ?? present?.scheduler ?? 'wlc';
	return {
		key: given.key,
		scheduler,
		schedulerFlags: completeFlags(given, scheduler, present),
		persistence: completePersistence(given, present?.persistence ?? null),
		engine: given.engine ?? present?.engine ?? null,
		onePacket: given.onePacket || (present?.onePacket ?? false),
	};
}
