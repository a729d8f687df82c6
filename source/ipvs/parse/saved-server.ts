/**
 * Parses the servers of saved rules: the `-a` lines.
 */
import type {Forwarding, ServerRule, Tunnel, TunnelChecksum} from '../server.ts';
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

/** The options of an `-a` line. */
export const serverOptions = optionTable([
	...serviceKeyOptions,
	{long: 'real-server', short: 'r', argument: 'required'},
	{long: 'gatewaying', short: 'g', argument: 'none'},
	{long: 'ipip', short: 'i', argument: 'none'},
	{long: 'masquerading', short: 'm', argument: 'none'},
	{long: 'weight', short: 'w', argument: 'required'},
	{long: 'u-threshold', short: 'x', argument: 'required'},
	{long: 'l-threshold', short: 'y', argument: 'required'},
	{long: 'tun-type', argument: 'required'},
	{long: 'tun-port', argument: 'required'},
	...checksums.map((name): OptionSpec => ({long: `tun-${name}`, argument: 'none'})),
]);

function readForwarding(options: Options): Forwarding {
	const [first, ...others] = forwardings.filter(({option}) => options.has(option));
	return others.length > 0
		? unreadable('more than one forwarding method')
		: (first?.forwarding ?? 'route');
}

function readChecksum(options: Options): TunnelChecksum | null {
	const [checksum = null, ...others] = checksums.filter(name => options.has(`tun-${name}`));
	return others.length > 0 ? unreadable('more than one kind of checksum') : checksum;
}

/** Parses the tunnel. Only gue has a port, ipip has no checksum, gre has two kinds of it. */
function readTunnel(options: Options): Tunnel {
	const type = options.get('tun-type') ?? 'ipip';
	const port = options.get('tun-port');
	const checksum = readChecksum(options);
	if (type === 'gue') {
		return port == null
			? unreadable('a gue tunnel needs --tun-port')
			: {
					type,
					port: readWrittenNumber(port, 'the tunnel port', 65_535, 1),
					checksum: checksum ?? 'nocsum',
				};
	}

	if (port != null) {
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

function refuseTunnelOptions(options: Options): null {
	const option = [...options.keys()].find(name => name.startsWith('tun-'));
	return option === undefined ? null : unreadable(`--${option} without -i`);
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

function readThreshold(options: Options, name: string): number {
	const word = options.get(name);
	return word == null ? 0 : readWrittenNumber(word, `--${name}`, largestInt);
}

/**
 * The rule of an `-a` line, with ipvsadm's defaults: direct routing, weight 1, no thresholds. The port is kept as
 * written even if ipvsadm would replace it with the service's port (`-g` and `-i`): another program may have made such
 * a rule, and then it is what the kernel has.
 */
export function readSavedServer(options: Options, service: ServiceKey, names: Names): ServerRule {
	const name = options.get('real-server') ?? unreadable('no real server');
	const protocol = service.kind === 'address' ? service.protocol : 'tcp';
	checkServerPlace(options, name);
	const {address, port} = readSavedAddress(name, protocol, names);
	const forwarding = readForwarding(options);
	const weight = options.get('weight');
	return {
		address,
		port: port ?? (service.kind === 'address' ? service.port : 0),
		forwarding,
		tunnel: forwarding === 'tunnel' ? readTunnel(options) : refuseTunnelOptions(options),
		weight: weight == null ? 1 : readWeight(weight),
		upperThreshold: readThreshold(options, 'u-threshold'),
		lowerThreshold: readThreshold(options, 'l-threshold'),
	};
}
