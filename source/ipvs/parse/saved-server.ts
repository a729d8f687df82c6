/**
 * Parses the servers of saved rules: the `-a` lines.
 */
import type {Forwarding, ServerKey, ServerRule, Tunnel, TunnelChecksum} from '../server.ts';
import type {ServiceKey} from '../service.ts';
import type {Names} from '../service-names.ts';
import {type OptionSpec, type Options, optionTable} from './options.ts';
import {readSavedAddress} from './saved-address.ts';
import {keyOptionOf, placeOf, serviceKeyOptions} from './saved-service.ts';
import {readWrittenNumber, unreadable} from './words.ts';

const forwardings = [
	{option: 'gatewaying', forwarding: 'route'},
	{option: 'ipip', forwarding: 'tunnel'},
	{option: 'masquerading', forwarding: 'masq'},
] as const;

const checksums: readonly TunnelChecksum[] = ['nocsum', 'csum', 'remcsum'];

/** The option that names a server. */
export const serverKeyOptions: readonly OptionSpec[] = [
	{long: 'real-server', short: 'r', argument: 'required'},
];

/** The options that set the values of a server. */
export const serverValueOptions: readonly OptionSpec[] = [
	{long: 'gatewaying', short: 'g', argument: 'none'},
	{long: 'ipip', short: 'i', argument: 'none'},
	{long: 'masquerading', short: 'm', argument: 'none'},
	{long: 'weight', short: 'w', argument: 'required'},
	{long: 'u-threshold', short: 'x', argument: 'required'},
	{long: 'l-threshold', short: 'y', argument: 'required'},
	{long: 'tun-type', argument: 'required'},
	{long: 'tun-port', argument: 'required'},
	...checksums.map((name): OptionSpec => ({long: `tun-${name}`, argument: 'none'})),
];

/** The options of an `-a` line. */
export const serverOptions = optionTable([
	...serviceKeyOptions,
	...serverKeyOptions,
	...serverValueOptions,
]);

/** The values that a line gives a server. Null is a value that was left out. */
export interface GivenServer extends ServerKey {
	readonly forwarding: Forwarding | null;
	readonly tunnelType: string | null;
	readonly tunnelPort: number | null;
	readonly tunnelChecksum: TunnelChecksum | null;
	readonly weight: number | null;
	readonly upperThreshold: number | null;
	readonly lowerThreshold: number | null;
}

function readForwarding(options: Options): Forwarding | null {
	const [first, ...others] = forwardings.filter(({option}) => options.has(option));
	return others.length > 0
		? unreadable('more than one forwarding method')
		: (first?.forwarding ?? null);
}

function readChecksum(options: Options): TunnelChecksum | null {
	const [checksum = null, ...others] = checksums.filter(name => options.has(`tun-${name}`));
	return others.length > 0 ? unreadable('more than one kind of checksum') : checksum;
}

function readTunnelPort(options: Options): number | null {
	const port = options.get('tun-port');
	return port == null ? null : readWrittenNumber(port, 'the tunnel port', 65_535, 1);
}

/**
 * Completes a tunnel: with the values of the present one if that has the same type, otherwise with ipvsadm's defaults.
 * Only gue has a port, ipip has no checksum, gre has two kinds of it.
 */
function completeTunnel(
	{tunnelType, tunnelPort, tunnelChecksum}: GivenServer,
	present: Tunnel | null,
): Tunnel {
	const type = tunnelType ?? present?.type ?? 'ipip';
	const kept = present?.type === type ? present : null;
	const port = tunnelPort ?? kept?.port ?? null;
	const checksum = tunnelChecksum ?? kept?.checksum ?? null;
	if (type === 'gue') {
		return port === null
			? unreadable('a gue tunnel needs --tun-port')
			: {type, port, checksum: checksum ?? 'nocsum'};
	}

	if (port !== null) {
		unreadable(`a tunnel of type ${type} has no port`);
	}

	if (type === 'ipip') {
		return checksum === null
			? {type, port: null, checksum}
			: unreadable('an ipip tunnel has no checksum');
	}

	if (type === 'gre') {
		return checksum === 'remcsum'
			? unreadable('a gre tunnel has no remote checksum')
			: {type, port: null, checksum: checksum ?? 'nocsum'};
	}

	return unreadable(`unknown type of tunnel: ${type}`);
}

function refuseTunnelOptions({tunnelType, tunnelPort, tunnelChecksum}: GivenServer): null {
	if (tunnelType !== null) {
		unreadable('--tun-type without -i');
	}

	if (tunnelPort !== null) {
		unreadable('--tun-port without -i');
	}

	return tunnelChecksum === null ? null : unreadable(`--tun-${tunnelChecksum} without -i`);
}

const portInDigits = /:[+-]?\d+$/;

/** A server that precedes its service needs a numeric port: a missing port or a name depends on the service. */
function checkServerPlace(options: Options, server: string): void {
	const isInFront = placeOf(options, 'real-server') < placeOf(options, keyOptionOf(options).option);
	if (isInFront && !portInDigits.test(server)) {
		unreadable('a server without a numeric port must come after the service');
	}
}

/** The largest number of the kernel's variables for weights and thresholds. */
const largestInt = 0x7fff_ffff;

/** A weight as `-w` takes it. */
export function readWeight(word: string): number {
	return readWrittenNumber(word, 'the weight', largestInt);
}

function readThreshold(options: Options, name: string): number | null {
	const word = options.get(name);
	return word == null ? null : readWrittenNumber(word, `--${name}`, largestInt);
}

/**
 * The server that a line names. The port is kept as written even if ipvsadm would replace it with the service's port
 * (`-g` and `-i`): another program may have made such a rule, and then it is what the kernel has.
 */
export function readSavedServerKey(options: Options, service: ServiceKey, names: Names): ServerKey {
	const name = options.get('real-server') ?? unreadable('no real server');
	const protocol = service.kind === 'address' ? service.protocol : 'tcp';
	checkServerPlace(options, name);
	const {address, port} = readSavedAddress(name, protocol, names);
	return {address, port: port ?? (service.kind === 'address' ? service.port : 0)};
}

/** The server that a line names, with the values that it gives. */
export function readGivenServer(options: Options, service: ServiceKey, names: Names): GivenServer {
	const weight = options.get('weight');
	return {
		...readSavedServerKey(options, service, names),
		forwarding: readForwarding(options),
		tunnelType: options.get('tun-type') ?? null,
		tunnelPort: readTunnelPort(options),
		tunnelChecksum: readChecksum(options),
		weight: weight == null ? null : readWeight(weight),
		upperThreshold: readThreshold(options, 'u-threshold'),
		lowerThreshold: readThreshold(options, 'l-threshold'),
	};
}

/**
 * The whole rule of a server: what was left out is as in the present rule, or, without one, as ipvsadm sets it: direct
 * routing, weight 1, no thresholds.
 * @throws {UnreadableLine} if the values do not fit together
 */
export function completeServer(given: GivenServer, present: ServerRule | null): ServerRule {
	const {address, port} = given;
	const forwarding = given.forwarding ?? present?.forwarding ?? 'route';
	return {
		address,
		port,
		forwarding,
		tunnel:
			forwarding === 'tunnel'
				? completeTunnel(given, present?.tunnel ?? null)
				: refuseTunnelOptions(given),
		weight: given.weight ?? present?.weight ?? 1,
		upperThreshold: given.upperThreshold ?? present?.upperThreshold ?? 0,
		lowerThreshold: given.lowerThreshold ?? present?.lowerThreshold ?? 0,
	};
}
